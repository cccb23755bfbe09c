"""The stand-in as one Starlette application: Bot API, control API and, if given, a page."""

import asyncio
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager, suppress

from starlette.applications import Starlette
from starlette.routing import BaseRoute

from demo.botapi.control import Control, Restart
from demo.botapi.polling import deliver_by_webhook
from demo.botapi.server import BotApi
from demo.botapi.world import World

_CLOCK_WRITES_SECONDS = 1


def build(
    world: World, *, restart: Restart | None = None, page: Iterable[BaseRoute] = ()
) -> Starlette:
    """The application for a world; `restart` is what starting over does."""

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        tasks = [
            asyncio.create_task(deliver_by_webhook(world)),
            asyncio.create_task(_keep_clock(world)),
        ]
        yield
        for task in tasks:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    routes = [*BotApi(world).routes(), *Control(world, restart).routes(), *page]
    return Starlette(routes=routes, lifespan=lifespan)


async def _keep_clock(world: World) -> None:
    """Write the running time to its file, so that the bot's clock runs too."""
    while True:
        await asyncio.sleep(_CLOCK_WRITES_SECONDS)
        if world.clock.running:
            world.clock.write()
