"""The Bot API as plain JSON: what arrives is kept as it came, also what PTB cannot read yet."""

from collections.abc import Mapping
from typing import Any

from telegram.ext import ExtBot

from bot.proxy import proxy_for
from bot.settings import Settings
from bot.transport import Transport

Json = Mapping[str, Any]
"""A JSON object, which nobody changes."""

KINDS = ("message", "edited_message", "callback_query", "my_chat_member")
"""The kinds of update that are handled: no other is asked for."""
POLL_SECONDS = 30
_GRACE_SECONDS = 10


class RawBot(ExtBot[None]):
    """PTB's bot, with calls that take and give JSON."""

    async def call(self, method: str, **data: Any) -> Any:
        """The result of any method of the Bot API; raises PTB's errors."""
        return await self._post(method, data)

    async def poll(self, offset: int | None, seconds: int = POLL_SECONDS) -> list[Json]:
        """The updates that wait, or the next within so long; an offset confirms all before it."""
        result: list[Json] = await self._post(
            "getUpdates",
            {"offset": offset, "timeout": seconds, "allowed_updates": KINDS},
            read_timeout=seconds + _GRACE_SECONDS,
        )
        return result

    async def hang_up(self) -> None:
        """Close the connections, also those of a bot that Telegram would not know."""
        for request in self._request:
            await request.shutdown()


def open_bot(settings: Settings) -> RawBot:
    """A bot on the address that the settings name; it connects when it is initialised."""
    return RawBot(
        settings.token,
        base_url=settings.bot_api,
        base_file_url=settings.bot_file_api,
        request=_request(settings.bot_api),
        get_updates_request=_request(settings.bot_api),
    )


def _request(address: str) -> Transport:
    return Transport(read_timeout=_GRACE_SECONDS, proxy=proxy_for(address))
