"""One row of the outbox as a call to the Bot API."""

import asyncio
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Self

from telegram import InputFile

from bot.api import Json, RawBot
from storage.outbox import OutboxRow

METHODS = {
    "send": "sendMessage",
    "edit": "editMessageText",
    "photo": "sendPhoto",
    "document": "sendDocument",
}
RESENT = "(重发)\n"
"""Put before what may be on the screen already, so that nobody takes it for a second matter."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """What is sent for a row: a method and its data, to a chat."""

    row: OutboxRow
    chat_id: str
    method: str
    data: Json

    @classmethod
    def of(cls, row: OutboxRow, *, resent: bool) -> Self:
        """An edit goes to the message on which its card lives at this moment; an edit of a card
        that is on no screen becomes a message of its own.
        """
        if row.method == "edit" and row.card_message_id is not None:
            data = {**row.payload, "message_id": row.card_message_id}
            return cls(row, row.chat_id, "edit", data)
        method = "send" if row.method == "edit" else row.method
        return cls(row, row.chat_id, method, _marked(row.payload) if resent else row.payload)

    def anew(self) -> Self:
        """The same as a new message, where the one to edit is gone."""
        data = {key: value for key, value in self.data.items() if key != "message_id"}
        return replace(self, method="send", data=data)

    def to(self, chat_id: str) -> Self:
        return replace(self, chat_id=chat_id)

    async def post(self, bot: RawBot, data_dir: Path) -> int | None:
        """Send it; the number of the message it became."""
        data: dict[str, Any] = {**self.data, "chat_id": self.chat_id}
        if "path" in data:
            data[self.method] = await asyncio.to_thread(_file, data_dir, data)
        elif "file_id" in data:
            data[self.method] = data["file_id"]
        sent = await bot.call(METHODS[self.method], **_without(data, "path", "file_id", "filename"))
        return sent["message_id"] if isinstance(sent, dict) else None


def _marked(payload: Json) -> Json:
    field = "text" if "text" in payload else "caption"
    return {**payload, field: RESENT + payload.get(field, "")}


def _file(data_dir: Path, data: Json) -> InputFile:
    path = data_dir / data["path"]
    return InputFile(path.read_bytes(), filename=data.get("filename", path.name))


def _without(data: Json, *keys: str) -> Json:
    return {key: value for key, value in data.items() if key not in keys}
