"""A tick with nothing due, over many open occurrences and over a tenth of them.

    python -m benchmarks.tick [occurrences] [jobs]

Deadlines are computed from enrolments: a village of the scheme owes some 100 occurrences a year, of
which nobody has recorded any. Beside it APScheduler with a job for each deadline: what it takes to
hold so many jobs in memory, and to look whether one is due.
"""

import asyncio
import sys
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from sqlalchemy import insert

from benchmarks.beside import compare, cost, in_turn, megabytes, show
from benchmarks.ledger import NOON, SCHEME, YEAR, owed, scheme
from handlers.chat import build, notices
from handlers.services import retention
from rubric.utterance import Lexicon
from storage import schemes as scheme_files
from storage.tables import Enrolment, Place
from storage.unit_of_work import Store

assert build
ROUNDS, TIMES = 9, 50
VILLAGES_A_TOWN = 60


def main(occurrences: int, jobs: int) -> None:
    with TemporaryDirectory() as folder:
        few, many = (
            _ledger(Path(folder) / f"{part}.db", occurrences // part // len(owed(scheme())))
            for part in (10, 1)
        )
        told = in_turn(ROUNDS, lambda: cost(many, TIMES), lambda: cost(few, TIMES))
    names = (f"tick over {occurrences}", "a tenth")
    compare(names, told, "µs", "(aim: at most 1.2)")
    asyncio.run(_a_job_each(jobs))


def _ledger(file: Path, villages: int) -> partial[None]:
    """A ledger whose morning is over; its tick."""
    store = Store(f"sqlite:///{file}")
    store.upgrade()
    loaded = scheme_files.load()
    lexicon = Lexicon(loaded.vocabulary.duties.values())
    with store.begin() as uow:
        city = uow.places.add("city", "示例市")
        towns = [uow.places.add("town", f"示例{n}镇", city) for n in range(villages // 60 + 1)]
        rows = [
            {"kind": "village", "name": f"示例{n}村", "parent_id": towns[n // VILLAGES_A_TOWN]}
            for n in range(villages)
        ]
        known = uow._connection  # noqa: SLF001 - thousands of rows at once
        known.execute(insert(Place.__table__), [row | {"profile": {}} for row in rows])
        first = towns[-1] + 1
        of = {"scheme_id": SCHEME, "starts_on": date(YEAR, 1, 1)}
        joined = [of | {"village_id": first + n} for n in range(villages)]
        known.execute(insert(Enrolment.__table__), joined)
    tick = partial(_tick, store, loaded, lexicon)
    while tick():
        pass
    return tick


def _tick(store: Store, loaded: scheme_files.Schemes, lexicon: Lexicon) -> bool:
    """True while the morning is not over."""
    with store.begin() as uow:
        more = notices.tick(uow, NOON, loaded, lexicon)
    with store.begin() as uow:
        retention.tick(uow, NOON)
    return more


async def _a_job_each(jobs: int) -> None:
    scheduler = AsyncIOScheduler()
    scheduler.start()
    held = megabytes()
    filling = cost(lambda: [_add(scheduler, number) for number in range(jobs)])
    show(f"APScheduler, {jobs} jobs added, CPU", [filling.cpu], "s")
    show(f"APScheduler, {jobs} jobs held", [megabytes() - held], "MB")
    looks = [cost(scheduler._process_jobs, TIMES).cpu * 1e6 for _ in range(ROUNDS)]  # noqa: SLF001
    show(f"APScheduler, {jobs} jobs, none due, a look", looks, "µs")
    scheduler.shutdown(wait=False)


def _add(scheduler: AsyncIOScheduler, number: int) -> None:
    due = NOON.replace(year=YEAR + 50) + timedelta(minutes=number)
    scheduler.add_job(print, "date", run_date=due)


if __name__ == "__main__":
    given = [int(each) for each in sys.argv[1:]]
    main(*(given + [700_000, 10_000][len(given) :]))
