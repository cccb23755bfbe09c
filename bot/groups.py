"""What is kept of an update from a group: that the bot was called there, never a word of anybody.

Others' talk is no business of the bot's: it is dropped before it is stored.
"""

from collections.abc import Mapping
from typing import Any

from bot.api import Json

CALL = "/start"
_HERE = ("member", "administrator", "restricted")


def kept(update: Json, bot_name: str) -> Json | None:
    """The update itself if it is private; a bare call or move if it is for the bot; else None."""
    content = _content(update)
    chat = _chat(content)
    if chat.get("type") in ("private", None):
        return update
    bare = {"message_id": 0, "date": content.get("date", 0), "chat": _bare(chat)}
    if "migrate_to_chat_id" in content:
        moved = {"migrate_to_chat_id": content["migrate_to_chat_id"]}
        return {"update_id": update["update_id"], "message": bare | moved}
    if not _calls(update, content, bot_name):
        return None
    entity = {"type": "bot_command", "offset": 0, "length": len(CALL)}
    called = bare | {"text": CALL, "entities": [entity]}
    return {"update_id": update["update_id"], "message": called}


def _content(update: Json) -> Json:
    """An update holds its number and one content, whose key is its kind."""
    return next((each for each in update.values() if isinstance(each, Mapping)), {})


def _chat(content: Json) -> Json:
    """Where it happened; of a tap, where the message with the button stands."""
    message = content.get("message")
    chat = (message if isinstance(message, Mapping) else content).get("chat")
    return chat if isinstance(chat, Mapping) else {}


def _bare(chat: Json) -> dict[str, Any]:
    return {name: chat[name] for name in ("id", "type") if name in chat}


def _calls(update: Json, content: Json, bot_name: str) -> bool:
    """Whether the bot was added, given a command or named."""
    if "my_chat_member" in update:
        here = content.get("new_chat_member", {}).get("status") in _HERE
        return here and content.get("old_chat_member", {}).get("status") not in _HERE
    return "message" in update and any(
        _is_call(content.get("text", ""), entity, f"@{bot_name}".lower())
        for entity in content.get("entities", ())
    )


def _is_call(text: str, entity: Json, name: str) -> bool:
    """A command that names no other bot, or a mention; offsets count UTF-16 units."""
    units = text.encode("utf-16-le", "surrogatepass")
    begin, length = entity.get("offset", 0) * 2, entity.get("length", 0) * 2
    said = units[begin : begin + length].decode("utf-16-le", "replace").lower()
    if entity.get("type") == "bot_command":
        return "@" not in said or said.endswith(name)
    return entity.get("type") == "mention" and said == name
