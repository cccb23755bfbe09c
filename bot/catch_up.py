"""What people wrote while nothing ran comes before what the clock says.

Otherwise somebody would be reminded of what he has reported already.
"""

import asyncio
from contextlib import suppress

from bot.intake import Poller
from bot.writer import Writer
from storage.errors import DatabaseSpoiled, DatabaseUnusable

LONGEST = 60.0
"""Seconds; then the clock speaks all the same: an update that waits for a new try holds nobody."""
_LOOK = 0.2


async def catch_up(writer: Writer, poller: Poller | None) -> None:
    """Returns when all that waited is taken in and handled; by webhook, all that came so far."""
    with suppress(TimeoutError):
        async with asyncio.timeout(LONGEST):
            if poller is not None:
                await poller.caught_up.wait()
            while await _waits(writer):  # noqa: ASYNC110 - polled
                await asyncio.sleep(_LOOK)


async def _waits(writer: Writer) -> bool:
    """Whether an update is still to be handled, or nobody can say by now."""
    try:
        return await writer.do(lambda uow: uow.inbox.oldest_open()) is not None
    except DatabaseSpoiled:
        raise
    except DatabaseUnusable:
        return True
