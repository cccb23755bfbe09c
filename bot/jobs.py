"""Slow work (fetching a photo, making a ledger): ordered by a row, done outside any transaction."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from functools import partial
from typing import Any, Protocol

import structlog

from bot.clock import Clock
from bot.killpoints import reach
from bot.loop import HEARTBEAT
from bot.writer import Writer
from storage.errors import DatabaseUnusable
from storage.jobs import JobRow
from storage.unit_of_work import UnitOfWork

log = structlog.get_logger(__name__)

PAUSES = (5, 60, 600)
"""Seconds before the next tries of a job that failed; then it is given up."""


class Kind(Protocol):
    """How one kind of job is done. It may be done twice if the process dies in between."""

    async def work(self, payload: Mapping[str, Any]) -> Any:
        """The slow part, in no transaction; what it returns is for `finish`."""

    def finish(self, uow: UnitOfWork, payload: Mapping[str, Any], result: Any) -> None:
        """Write down what came of it, in the transaction that closes the job."""

    def give_up(self, uow: UnitOfWork, payload: Mapping[str, Any]) -> None:
        """Say to whom it matters that it failed for the last time."""


class Jobs:
    """Does the jobs that are due, one after another."""

    def __init__(
        self, writer: Writer, clock: Clock, kinds: Mapping[str, Kind], wake: Callable[[], None]
    ) -> None:
        self._writer = writer
        self._clock = clock
        self._kinds = kinds
        self._wake = wake

    async def recover(self) -> None:
        """What a crash left in the middle is done anew at once, where no other process runs."""
        await self._writer.do(lambda uow: uow.jobs.release(self._clock.now()))

    async def step(self) -> float:
        """One job, if one is due; the seconds until the next look."""
        for job in await self._writer.do(self._take):
            reach("jobs.taken")
            await self._run(job)
            reach("jobs.settled")
            return 0
        return HEARTBEAT

    def _take(self, uow: UnitOfWork) -> list[JobRow]:
        return uow.jobs.take(self._clock.now())

    async def _run(self, job: JobRow) -> None:
        try:
            kind = self._kinds[job.kind]
            result = await kind.work(job.payload)
            reach("jobs.worked")
            await self._writer.do(partial(self._finish, job, kind, result))
        except DatabaseUnusable:
            raise
        except Exception as error:
            log.exception("job failed", job=job.id, kind=job.kind, tries=job.tries)
            await self._writer.do(partial(self._failed, job, repr(error)))
        else:
            self._wake()

    def _finish(self, job: JobRow, kind: Kind, result: Any, uow: UnitOfWork) -> None:
        """Of two processes that did it, one having been held up, the first to come back."""
        uow.alone()
        standing = uow.jobs.unfinished(job)
        if standing is None:
            log.warning("job finished by another", job=job.id, kind=job.kind)
            return
        kind.finish(uow, standing.payload, result)
        uow.jobs.done(job.id, self._clock.machine())

    def _failed(self, job: JobRow, error: str, uow: UnitOfWork) -> None:
        uow.alone()
        held = uow.jobs.held(job)
        if held is None:
            return
        again = PAUSES[job.tries - 1 : job.tries]
        due = self._clock.now() + timedelta(seconds=again[0]) if again else None
        uow.jobs.failed(job.id, error, due)
        if due is None and job.kind in self._kinds:
            self._give_up(uow, held)

    def _give_up(self, uow: UnitOfWork, job: JobRow) -> None:
        try:
            with uow.savepoint():
                self._kinds[job.kind].give_up(uow, job.payload)
        except Exception:
            log.exception("nobody told of the job", job=job.id, kind=job.kind)
