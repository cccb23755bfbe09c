"""Who sent an update, where to answer, when it was written: read from its JSON, whatever it is."""

from dataclasses import dataclass
from typing import Any

from bot.api import Json


@dataclass(frozen=True, slots=True)
class Envelope:
    """The outside of an update. `sender` and `chat_id` are empty where the update names none."""

    update_id: int
    sender: str
    chat_id: str
    written: int | None
    query_id: str | None


def read_envelope(update: Json) -> Envelope:
    """The outside of any update, also of kinds and shapes that are not known here."""
    kind, content = _content(update)
    message = _table(content, "message") if kind == "callback_query" else content
    sender = _number(content, "from") or _number(content, "user") or _number(content, "sender_chat")
    chat = _number(message, "chat") or _number(content, "from")
    return Envelope(
        update_id=update["update_id"],
        sender=sender or chat,
        chat_id=chat,
        written=_epoch(content),
        query_id=str(content["id"]) if kind == "callback_query" and "id" in content else None,
    )


def _content(update: Json) -> tuple[str, Json]:
    """An update holds its number and one content, whose key is its kind."""
    for kind, content in update.items():
        if isinstance(content, dict):
            return kind, content
    return "", {}


def _table(content: Json, key: str) -> Json:
    value = content.get(key)
    return value if isinstance(value, dict) else {}


def _number(content: Json, key: str) -> str:
    number: Any = _table(content, key).get("id")
    return str(number) if isinstance(number, int) else ""


def _epoch(content: Json) -> int | None:
    date = content.get("date")
    return date if isinstance(date, int) else None
