"""The Bot API as plain JSON: what arrives is kept as it came, also what PTB cannot read yet."""

from collections.abc import Mapping
from typing import Any

from httpx import Limits
from telegram.ext import ExtBot
from telegram.request import HTTPXRequest

from bot.settings import Settings

Json = Mapping[str, Any]
"""A JSON object, which nobody changes."""

KINDS = ("message", "edited_message", "callback_query", "my_chat_member")
"""The kinds of update that are handled: no other is asked for."""
_POLL_SECONDS = 30
_GRACE_SECONDS = 10
_CONNECTIONS = 64


class RawBot(ExtBot[None]):
    """PTB's bot, with calls that take and give JSON."""

    async def call(self, method: str, **data: Any) -> Any:
        """The result of any method of the Bot API; raises PTB's errors."""
        return await self._post(method, data)

    async def poll(self, offset: int | None) -> list[Json]:
        """The updates that wait; naming an offset confirms all before it."""
        result: list[Json] = await self._post(
            "getUpdates",
            {"offset": offset, "timeout": _POLL_SECONDS, "allowed_updates": KINDS},
            read_timeout=_POLL_SECONDS + _GRACE_SECONDS,
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


def _request(address: str) -> HTTPXRequest:
    """A proxy named in the environment is for the way abroad, not to a stand-in beside us."""
    return HTTPXRequest(
        connection_pool_size=_CONNECTIONS,
        read_timeout=_GRACE_SECONDS,
        pool_timeout=_GRACE_SECONDS,
        httpx_kwargs={
            "trust_env": not address.startswith("http://"),
            "limits": Limits(max_connections=_CONNECTIONS),
        },
    )
