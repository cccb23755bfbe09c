"""Waiting, inside the server's event loop, for the world to change."""

import asyncio

from demo.botapi.world import World


class Signal:
    """Lets coroutines wait for the next change of a world."""

    def __init__(self, world: World) -> None:
        self._event = asyncio.Event()
        world.listeners.append(self.wake)

    def wake(self) -> None:
        """Let the waiting look again."""
        self._event.set()

    async def changed(self) -> None:
        """Return at the next change."""
        self._event.clear()
        await self._event.wait()
