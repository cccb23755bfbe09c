"""How long the audit chain takes to verify, and its share of the cost of a commit.

    python -m benchmarks.verify_chain [rows] [commits]

The chain is verified as `qinglian verify` does it. A commit is the least that is ever noted in it:
an update done, a message ordered, an audit row, in one transaction on disk; the share is what the
audit row adds. The disk's own waiting varies more than that: CPU is told beside it.
"""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from demo.seed import seed
from storage.unit_of_work import Store, UnitOfWork

NOW = datetime(2026, 7, 15, 1, 0, tzinfo=UTC)
DATA = {"duties": ["branch-committee"], "version": 1}
NUMBERS = count(1)
Work = Callable[[UnitOfWork, int], None]
BATCH = 10_000
"""Rows in one transaction while the chain is being filled."""


def main(rows: int, commits: int) -> None:
    with opened() as store:
        fill(store, rows)
        began, worked = time.perf_counter(), time.thread_time()
        with store.read() as uow:
            assert uow.audit.verify() == []
        worked = time.thread_time() - worked
        passed = time.perf_counter() - began
        print(f"verify   {rows:,} rows: {passed:.1f} s, {worked:.1f} s of CPU (aim: 15 a million)")
    with opened() as store:
        for name, clock in (("time", time.perf_counter), ("CPU", time.thread_time)):
            show(name, *timed(store, commits, clock))


@contextmanager
def opened() -> Iterator[Store]:
    with TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'ledger.db'}"
        store = Store(url)
        store.upgrade()
        seed(url, NOW)
        yield store
        store.close()


def fill(store: Store, rows: int) -> None:
    with store.read() as uow:
        begun = uow.audit.head().seq
    for first in range(begun, rows, BATCH):
        with store.begin() as uow:
            for number in range(first, min(first + BATCH, rows)):
                note(uow, number)


def note(uow: UnitOfWork, number: int) -> None:
    at = NOW + timedelta(microseconds=number)
    subject = f"record:{number}"
    uow.audit.append(at, "record.logged", subject, DATA, person_id=1, grant_id=1, village_id=3)


def write(uow: UnitOfWork, number: int) -> None:
    """What a tap or a sentence writes beside its audit row: an update done and an answer."""
    update = (number, "1001", {"message": {"text": "昨天支委会,5人参加"}}, NOW.date())
    (row,) = uow.inbox.put(1, [update], NOW)
    uow.outbox.put("1001", "send", {"text": "✓ 已记录"}, 0, at=NOW)
    uow.inbox.done(row, NOW)


def write_and_note(uow: UnitOfWork, number: int) -> None:
    write(uow, number)
    note(uow, number)


def timed(store: Store, commits: int, clock: Callable[[], float]) -> tuple[float, float]:
    """The median seconds of a transaction without and with its audit row, measured in turn."""
    taken: dict[Work, list[float]] = {write: [], write_and_note: []}
    for _ in range(commits):
        for work, each in taken.items():
            began = clock()
            with store.begin() as uow:
                work(uow, next(NUMBERS))
            each.append(clock() - began)
    return median(taken[write]), median(taken[write_and_note])


def show(name: str, bare: float, chained: float) -> None:
    share = 1 - bare / chained
    told = f"{chained * 1000:.2f} ms, without its audit row {bare * 1000:.2f} ms"
    print(f"{name:8} {told}: {share:.0%} (aim: at most 30 %)")


if __name__ == "__main__":
    main(
        *(int(sys.argv[n]) if len(sys.argv) > n else most for n, most in ((1, 1_000_000), (2, 500)))
    )
