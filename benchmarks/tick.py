"""A tick with nothing due, over many open occurrences and over a tenth of them.

    python -m benchmarks.tick [occurrences] [jobs] [sqlite or postgresql]

On PostgreSQL in schemas of its own, which it drops: QINGLIAN_TEST_POSTGRES names the server.
Deadlines are computed from enrolments: a village of the scheme owes some 100 occurrences a year, of
which nobody has recorded any. Beside it APScheduler with a job for each deadline: what it takes to
hold so many jobs in memory, and to look whether one is due.
"""

import asyncio
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import date, timedelta
from functools import partial
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
from tests.databases import schema

assert build
ROUNDS, TIMES = 9, 50
VILLAGES_A_TOWN = 60


@contextmanager
def _file() -> Iterator[str]:
    with TemporaryDirectory() as folder:
        yield f"sqlite:///{folder}/ledger.db"


DATABASES = {"sqlite": _file, "postgresql": schema}


def main(occurrences: int, jobs: int, kind: str) -> None:
    if jobs:  # first: what memory they need is told by how far this process grows
        asyncio.run(_a_job_each(jobs))
    with ExitStack() as held:
        few, many = (
            _ledger(held, kind, occurrences // part // len(owed(scheme()))) for part in (10, 1)
        )
        told = in_turn(ROUNDS, lambda: cost(many, TIMES), lambda: cost(few, TIMES))
    names = (f"tick over {occurrences}, {kind}", "a tenth")
    compare(names, told, "µs", "(aim: at most 1.2)")


def _ledger(held: ExitStack, kind: str, villages: int) -> partial[bool]:
    """A ledger whose morning is over; its tick."""
    store = Store(held.enter_context(DATABASES[kind]()))
    held.callback(store.close)
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
        # Nobody holds a post there: all that would come of its morning is that it is over.
        uow.settings.put(notices.DONE_TODAY, str(NOON.date()))
    tick = partial(_tick, store, loaded, lexicon)
    while tick():
        pass
    return tick


def _tick(store: Store, loaded: scheme_files.Schemes, lexicon: Lexicon) -> bool:
    """True while the morning is not over."""
    with store.begin() as uow:
        more = notices.tick(uow, NOON, loaded, lexicon)
    with store.begin() as uow:
        return retention.tick(uow, NOON) or more


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
    given = sys.argv[1:]
    occurrences, jobs, kind = given + ["700000", "10000", "sqlite"][len(given) :]
    main(int(occurrences), int(jobs), kind)
