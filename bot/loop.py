"""One step again and again, until told to stop: the heartbeat of every part that runs."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress

import structlog

from bot.errors import BotError
from storage.errors import DatabaseSpoiled, DatabaseUnusable

log = structlog.get_logger(__name__)

HEARTBEAT = 1.0
"""Seconds after which a part looks by itself: for what is to be tried again by now."""
_FIRST_PATIENCE = 0.5
_LONGEST_PATIENCE = 30.0


class Loop:
    """Runs `step` when woken, or after the seconds that it asked for.

    After a fault it waits longer each time, whatever wakes it: the step must be one that can simply
    be done again. A BotError is for the operator, and ends the loop; so does a spoiled database.
    """

    def __init__(self, name: str, step: Callable[[], Awaitable[float]]) -> None:
        self._name = name
        self._step = step
        self._woken = asyncio.Event()
        self._stopped = asyncio.Event()
        self._patience = _FIRST_PATIENCE

    def wake(self) -> None:
        self._woken.set()

    def stop(self) -> None:
        """Finish the step at hand and begin no other."""
        self._stopped.set()
        self._woken.set()

    async def run(self) -> None:
        while not self._stopped.is_set():
            self._woken.clear()
            try:
                pause = await self._step()
            except (BotError, DatabaseSpoiled):
                raise
            except Exception as error:  # noqa: BLE001 - whatever it is, the part must go on
                await self._recover(error)
            else:
                self._patience = _FIRST_PATIENCE
                await _wait(self._woken, pause)

    async def _recover(self, error: Exception) -> None:
        pause = self._patience
        self._patience = min(2 * pause, _LONGEST_PATIENCE)
        _tell(error, part=self._name, again_in=pause)
        await _wait(self._stopped, pause)


def _tell(error: Exception, **where: object) -> None:
    """What the operator can mend is told in words; a fault of ours with its traceback."""
    if isinstance(error, DatabaseUnusable):
        log.error("数据库用不了,稍后再试。", why=str(error), **where)
    else:
        log.error("fault", exc_info=error, **where)


async def _wait(event: asyncio.Event, seconds: float) -> None:
    if seconds > 0:
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await event.wait()
