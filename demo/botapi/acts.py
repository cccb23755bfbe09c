"""What a person does on the phone; each act makes the updates Telegram would make."""

from typing import Any

from demo.botapi import media
from demo.botapi.errors import NoSuchPersonError
from demo.botapi.markup import commands_in
from demo.botapi.params import Upload
from demo.botapi.world import BOT, Message, Query, World


def say(world: World, person_id: int, text: str, reply_to: int | None = None) -> Message:
    """Send a text, typed or from a reply key."""
    return _send(world, person_id, _words("text", text.strip()), reply_to)


def start(world: World, person_id: int, payload: str | None = None) -> Message:
    """Press Start, with the link's payload; it also lifts a block."""
    person = world.person(person_id)
    chosen = person.payload if payload is None else payload
    return say(world, person_id, f"/start {chosen}".strip())


def photos(
    world: World,
    person_id: int,
    files: list[Upload],
    caption: str = "",
    reply_to: int | None = None,
) -> list[Message]:
    """Send one photo, or several as an album with the caption on the first."""
    album = f"album-{world.next_id()}" if len(files) > 1 else None
    messages = []
    for index, file in enumerate(files):
        content = media.photo(world, file) | (_words("caption", caption) if index == 0 else {})
        messages.append(_send(world, person_id, content, reply_to, album))
    return messages


def document(
    world: World, person_id: int, file: Upload, caption: str = "", reply_to: int | None = None
) -> Message:
    content = media.document(world, file) | _words("caption", caption)
    return _send(world, person_id, content, reply_to)


def voice(world: World, person_id: int, file: Upload, seconds: int = 3) -> Message:
    return _send(world, person_id, media.voice(world, file, seconds), None)


def sticker(world: World, person_id: int) -> Message:
    """Send a sticker: a kind of message the bot has no use for."""
    file = world.keep("sticker.webp", "image/webp", b"sticker")
    names = {"file_id": file.id, "file_unique_id": file.unique_id}
    look = {"type": "regular", "width": 512, "height": 512, "is_animated": False, "is_video": False}
    return _send(world, person_id, {"sticker": names | look}, None)


def edit(world: World, person_id: int, message_id: int, text: str) -> Message:
    """Change the words of one's own message."""
    message = world.messages.get(message_id)
    if message is None or message.from_bot or message.chat_id != person_id:
        raise NoSuchPersonError(f"消息 {message_id} 不是这个人发的")
    name = "text" if "text" in message.content else "caption"
    rest = {key: value for key, value in message.content.items() if not key.startswith(name)}
    rest.pop("entities", None)
    world.revise(message, rest | _words(name, text.strip()), message.markup)
    world.queue("edited_message", world.api_message(message))
    return message


def tap(world: World, person_id: int, message_id: int, data: str) -> Query:
    """Tap an inline button; the data is not checked, so a test can forge it."""
    person = world.person(person_id)
    query = Query(str(8000000000 + world.next_id()), person_id, message_id, data, world.now())
    world.queries[query.id] = query
    world.tell("tap", person=person_id, query=query.id)
    body: dict[str, Any] = {
        "id": query.id,
        "from": person.as_user(),
        "chat_instance": f"instance-{person_id}",
        "data": data,
    }
    message = world.messages.get(message_id)
    if message is not None:
        body["message"] = world.api_message(message)
    world.queue("callback_query", body)
    return query


def block(world: World, person_id: int, *, blocked: bool = True) -> None:
    """Block the bot, or let it in again."""
    person = world.person(person_id)
    person.blocked = blocked
    world.tell("person", person=person_id, blocked=blocked)
    member, kicked = _member("member"), _member("kicked")
    world.queue(
        "my_chat_member",
        {
            "chat": person.as_chat(),
            "from": person.as_user(),
            "date": world.now(),
            "old_chat_member": member if blocked else kicked,
            "new_chat_member": kicked if blocked else member,
        },
    )


def _send(
    world: World,
    person_id: int,
    content: dict[str, Any],
    reply_to: int | None,
    album: str | None = None,
) -> Message:
    person = world.person(person_id)
    if person.blocked:
        block(world, person_id, blocked=False)
    person.started = True
    message = Message(
        world.next_id(),
        person_id,
        from_bot=False,
        date=world.now(),
        content=content,
        reply_to=reply_to,
        album=album,
    )
    world.add(message)
    world.queue("message", world.api_message(message))
    return message


def _words(name: str, text: str) -> dict[str, Any]:
    """A text or caption, with its commands marked; nothing for an empty one."""
    if not text:
        return {}
    entities = commands_in(text)
    key = "entities" if name == "text" else "caption_entities"
    return {name: text} | ({key: entities} if entities else {})


def _member(status: str) -> dict[str, Any]:
    extra = {"until_date": 0} if status == "kicked" else {}
    return {"user": BOT, "status": status} | extra
