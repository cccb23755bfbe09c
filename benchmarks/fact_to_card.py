"""One new fact until the stored card is right, beside a raw sqlite3 transaction of the same rows.

    python -m benchmarks.fact_to_card [people] [rounds]

The product hears a sentence, writes the record and its audit row, scores the village before and
after, and stores the card and the message; each step is a durable transaction. The peer writes the
rows that came of it, as they are, to a copy of the ledger: it hears, checks and scores nothing.
"""

import sqlite3
import sys
from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from itertools import zip_longest
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.beside import Cost, compare, cost
from benchmarks.ledger import NOON, town
from handlers.chat import build
from handlers.chat.guard import guarded
from handlers.chat.inbound import on_text
from handlers.chat.turn import Turn
from rubric.utterance import Lexicon
from storage import schemes as scheme_files
from storage.unit_of_work import Store

assert build
RECORDS, WARM = 45, 10
SAID = "昨天支委会,5人参加"
TABLES = ("inbox", "record", "record_version", "audit", "card", "outbox")


def main(people: int, rounds: int) -> None:
    with TemporaryDirectory() as folder:
        told = [_round(Path(folder) / str(number), people) for number in range(rounds)]
    compare(("fact to card", "raw sqlite3"), told, "µs", "(aim: at most 3)")


def _round(folder: Path, people: int) -> tuple[Cost, Cost]:
    """The same ledger twice: the product's steps, then the same rows by hand."""
    folder.mkdir()
    ours, copy = folder / "ours.db", folder / "copy.db"
    store = Store(f"sqlite:///{ours}")
    store.upgrade()
    with store.begin() as uow:
        list(town(uow, 1, uow.places.add("city", "示例市"), people + WARM, RECORDS))
    with sqlite3.connect(ours) as known:
        known.execute("VACUUM INTO ?", (str(copy),))
        before = {table: _last(known, table) for table in TABLES}
    steps = _steps(store)
    for _ in range(WARM):
        next(steps)
    spent = cost(partial(next, steps), people)
    store.close()
    return spent, _by_hand(ours, copy, before)


def _steps(store: Store) -> Iterator[int]:
    """One step of one secretary after the other."""
    loaded = scheme_files.load()
    lexicon = Lexicon(loaded.vocabulary.duties.values())
    number = 0
    while True:
        sender, now = f"001{number:04}", NOON + timedelta(seconds=number)
        with store.begin() as uow:
            (inbox,) = uow.inbox.put(1, [(number, sender, {}, now.date())], now)
            turn = Turn(uow, now, now.date(), loaded, lexicon, inbox, sender, sender)
            guarded(turn, lambda turn=turn: on_text(turn, SAID))  # type: ignore[misc]
        yield (number := number + 1)


def _by_hand(ours: Path, copy: Path, before: dict[str, int]) -> Cost:
    """What a plain programme would do with the rows if it had them."""
    with sqlite3.connect(ours) as known:
        rows = [_new(known, table, before[table]) for table in TABLES]
    assert len({len(of) for of in rows}) == 1, "every step wrote one row to each table"
    db = sqlite3.connect(copy, isolation_level=None)
    for setting in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
        db.execute(f"PRAGMA {setting}")
    steps = [[row for row in step if row] for step in zip_longest(*rows)][WARM:]
    waiting = iter(steps)
    spent = cost(lambda: _write(db, next(waiting)), len(steps))
    db.close()
    return spent


def _write(db: sqlite3.Connection, rows: list[tuple[str, tuple[Any, ...]]]) -> None:
    db.execute("BEGIN IMMEDIATE")
    for statement, row in rows:
        db.execute(statement, row)
    db.execute("UPDATE audit_head SET seq = seq + 1")
    db.execute("COMMIT")


def _last(db: sqlite3.Connection, table: str) -> int:
    last: int = db.execute(f"SELECT coalesce(max(rowid), 0) FROM {table}").fetchone()[0]  # noqa: S608
    return last


def _new(db: sqlite3.Connection, table: str, last: int) -> list[tuple[str, tuple[Any, ...]]]:
    """An insert for every row that came after, in order."""
    query = f"SELECT * FROM {table} WHERE rowid > ? ORDER BY rowid"  # noqa: S608 - our own names
    rows = db.execute(query, (last,)).fetchall()
    marks = ", ".join("?" * len(rows[0])) if rows else ""
    return [(f"INSERT INTO {table} VALUES ({marks})", row) for row in rows]  # noqa: S608


if __name__ == "__main__":
    given = [int(each) for each in sys.argv[1:]]
    main(*(given + [60, 3][len(given) :]))
