"""The one clockwork: at every tick the database is asked what is due by now."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.clock import SHANGHAI, Clock
from bot.killpoints import reach
from bot.writer import Writer
from storage.errors import DatabaseUnusable
from storage.unit_of_work import UnitOfWork

log = structlog.get_logger(__name__)

TICK_SECONDS = 60
REHEARSAL_LOOK_SECONDS = 1
"""Under a clock file the time jumps: so often it is looked at whether it did."""
LAST_TICK = "last_tick"

Tick = Callable[[UnitOfWork, datetime], bool | None]
"""True if more is due at once, in a transaction of its own."""


class Schedule:
    """Runs each tick function in transactions of its own: one that fails stops no other.

    Between them people are answered: none may be long.
    """

    def __init__(
        self, writer: Writer, clock: Clock, ticks: Sequence[Tick], wake: Callable[[], None]
    ) -> None:
        self._writer = writer
        self._clock = clock
        self._ticks = ticks
        self._wake = wake
        self._scheduler = AsyncIOScheduler(timezone=SHANGHAI)
        self._minute = ""

    def start(self) -> None:
        """Tick at once, then every so often; ticks missed while down or busy become one."""
        self._scheduler.add_job(
            self._look if self._clock.file else self.tick,
            "interval",
            seconds=REHEARSAL_LOOK_SECONDS if self._clock.file else TICK_SECONDS,
            coalesce=True,
            max_instances=1,
            misfire_grace_time=None,
            next_run_time=self._clock.machine(),
        )
        self._scheduler.start()

    def stop(self) -> None:
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)

    async def _look(self) -> None:
        """Tick if it is another minute by the rehearsed clock."""
        minute = self._clock.now().isoformat(timespec="minutes")
        if minute != self._minute:
            self._minute = minute
            await self.tick()

    async def tick(self) -> None:
        """Do what is due now, and note that it was looked for."""
        now = self._clock.now()
        for tick in (*self._ticks, _note):
            try:
                await self._all(partial(_at, tick, now))
            except DatabaseUnusable as error:
                log.error("数据库用不了,下一次定时检查再试。", why=str(error))  # noqa: TRY400
            except Exception:
                log.exception("tick failed", at_time=now.isoformat())
        self._wake()

    async def _all(self, tick: Callable[[UnitOfWork], bool | None]) -> None:
        more: bool | None = True
        while more:
            more = await self._writer.do(tick)
            reach("schedule.committed")


def _at(tick: Tick, now: datetime, uow: UnitOfWork) -> bool | None:
    uow.alone()  # another process may tick at the same moment
    more = tick(uow, now)
    reach("schedule.ticked")
    return more


def _note(uow: UnitOfWork, now: datetime) -> None:
    uow.settings.put(LAST_TICK, now.isoformat())
