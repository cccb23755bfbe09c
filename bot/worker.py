"""Handles what the inbox holds: in order for each person, people side by side."""

from collections.abc import Callable
from datetime import timedelta
from typing import Protocol

import structlog

from bot.clock import Clock
from bot.errors import Unreadable
from bot.killpoints import reach
from bot.loop import HEARTBEAT
from bot.writer import Writer
from storage.errors import DatabaseUnusable
from storage.inbox import InboxRow
from storage.unit_of_work import UnitOfWork

log = structlog.get_logger(__name__)

AT_ONCE = 8
"""Updates in one transaction: a flood of one person keeps the others waiting no longer."""
PAUSES = (1, 5)
"""Seconds before the second and the third try; there is no fourth."""


class Handling(Protocol):
    """What the worker does with an update."""

    def handle(self, uow: UnitOfWork, row: InboxRow) -> None: ...

    def tell_parked(self, uow: UnitOfWork, row: InboxRow) -> None: ...


class Worker:
    """A round takes the oldest update of each waiting person, then what comes after those, and
    commits them with what they wrote.

    Each is handled in a savepoint of its own: what fails leaves no trace but its try. Where the
    database itself fails, the round is given up as a whole, and no try is counted.
    """

    def __init__(
        self, writer: Writer, clock: Clock, handling: Handling, wake_delivery: Callable[[], None]
    ) -> None:
        self._writer = writer
        self._clock = clock
        self._handling = handling
        self._wake_delivery = wake_delivery

    async def step(self) -> float:
        """One round; the seconds until the next is due."""
        taken = await self._writer.do(self._round)
        reach("worker.committed")
        if taken:
            self._wake_delivery()
        return 0 if taken == AT_ONCE else HEARTBEAT

    def _round(self, uow: UnitOfWork) -> int:
        taken = 0
        while rows := uow.inbox.take(self._clock.machine(), AT_ONCE - taken):
            uow.alone()
            for row in rows:
                self._one(uow, row)
            taken += len(rows)
        reach("worker.handled")
        return taken

    def _one(self, uow: UnitOfWork, row: InboxRow) -> None:
        try:
            with uow.savepoint():
                self._handling.handle(uow, row)
        except DatabaseUnusable:
            raise
        except Exception as error:  # noqa: BLE001 - whatever a handler raises is kept with its row
            self._failed(uow, row, error)
        else:
            uow.inbox.done(row.id, self._clock.machine())

    def _failed(self, uow: UnitOfWork, row: InboxRow, error: Exception) -> None:
        """Try again later, or set the update aside so that the person's next one can go on."""
        log.error("update failed", inbox=row.id, tries=row.tries + 1, exc_info=error)
        if row.tries < len(PAUSES) and not isinstance(error, Unreadable):
            due = self._clock.machine() + timedelta(seconds=PAUSES[row.tries])
            uow.inbox.retry(row.id, due, repr(error))
        else:
            uow.inbox.park(row.id, repr(error), self._clock.machine())
            self._tell(uow, row)

    def _tell(self, uow: UnitOfWork, row: InboxRow) -> None:
        try:
            with uow.savepoint():
                self._handling.tell_parked(uow, row)
        except DatabaseUnusable:
            raise
        except Exception:
            log.exception("sender not told", inbox=row.id)
