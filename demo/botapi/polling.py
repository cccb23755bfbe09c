"""How updates reach the bot: by getUpdates, or posted to its webhook."""

import asyncio
from contextlib import suppress
from typing import Any

import httpx

from demo.botapi.errors import conflict
from demo.botapi.params import Params
from demo.botapi.signal import Signal
from demo.botapi.world import World

_AT_ONCE = 100
_LONGEST_POLL = 50
_SECRET = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - a header's name
_RETRY_SECONDS = (0.2, 0.5, 1.0, 2.0)


class Polling:
    """The one long poll Telegram allows; a newer one ends the older with 409."""

    def __init__(self, world: World) -> None:
        self.world = world
        self._signal = Signal(world)
        self._newest = 0

    async def get_updates(self, params: Params) -> list[dict[str, Any]]:
        if self.world.webhook.url:
            raise conflict(
                "can't use getUpdates method while webhook is active; "
                "use deleteWebhook to delete the webhook first"
            )
        self._newest += 1
        mine = self._newest
        self._signal.wake()
        if self.world.bot_state["state"] == "starting":
            self.world.set_bot("running")
        self.world.confirm_before(params.integer("offset"))
        wanted = params.decoded("allowed_updates")
        if wanted is not None:
            self.world.allowed = set(wanted)
        await self._wait(mine, min(params.integer("timeout"), _LONGEST_POLL))
        limit = params.integer("limit", _AT_ONCE)
        return self.world.updates[: max(1, min(limit, _AT_ONCE))]

    async def _wait(self, mine: int, seconds: int) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                while mine == self._newest and not self.world.updates:
                    await self._signal.changed()
        if mine != self._newest:
            raise conflict(
                "terminated by other getUpdates request; "
                "make sure that only one bot instance is running"
            )


async def deliver_by_webhook(world: World) -> None:
    """Post updates one by one for ever, trying each again until it is accepted."""
    signal = Signal(world)
    async with httpx.AsyncClient(timeout=10, trust_env=False) as client:
        refused = 0
        while True:
            if not (world.webhook.url and world.updates):
                await signal.changed()
                continue
            if await _post(client, world, world.updates[0]):
                refused = 0
                continue
            await asyncio.sleep(_RETRY_SECONDS[min(refused, len(_RETRY_SECONDS) - 1)])
            refused += 1


async def _post(client: httpx.AsyncClient, world: World, update: dict[str, Any]) -> bool:
    """Whether the bot accepted the update, which is then no longer queued."""
    hook = world.webhook
    headers = {_SECRET: hook.secret} if hook.secret else {}
    try:
        answer = await client.post(hook.url, json=update, headers=headers)
        answer.raise_for_status()
    except httpx.HTTPStatusError as error:
        hook.error = f"Wrong response from the webhook: {error.response.status_code}"
    except httpx.HTTPError as error:
        hook.error = f"Connection failed: {type(error).__name__}"
    else:
        with suppress(ValueError):
            world.updates.remove(update)
        return True
    hook.error_at = world.now()
    return False
