"""What every sending and editing method has in common: whom it reaches, what it may carry."""

from collections.abc import Mapping
from typing import Any

from demo.botapi import keyboards, media
from demo.botapi.errors import bad_request, forbidden
from demo.botapi.markup import CAPTION_LIMIT, TEXT_LIMIT, parse, utf16_length
from demo.botapi.params import Params
from demo.botapi.world import Message, Person, World

MEDIA_KINDS = ("photo", "document", "voice")
_NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly "
    "the same as a current content and reply markup of the message"
)


def recipient(world: World, params: Params) -> Person:
    """The person a call is addressed to, if the bot may write to him."""
    if not params.string("chat_id"):
        raise bad_request("chat_id is empty")
    person = world.people.get(params.integer("chat_id"))
    if person is None:
        raise bad_request("chat not found")
    if person.blocked:
        raise forbidden("bot was blocked by the user")
    if not person.started:
        raise forbidden("bot can't initiate conversation with a user")
    return person


def text_of(params: Params) -> dict[str, Any]:
    """The text a call sends, parsed, with its entities."""
    text, entities = parse(params.string("text"), params.string("parse_mode"))
    if not text:
        raise bad_request("message text is empty")
    if utf16_length(text) > TEXT_LIMIT:
        raise bad_request("message is too long")
    given = params.decoded("entities")
    entities = given if given is not None else entities
    return {"text": text} | ({"entities": entities} if entities else {})


def caption_of(values: Mapping[str, Any]) -> dict[str, Any]:
    """The caption, if any, parsed, with its entities."""
    mode = str(values.get("parse_mode") or "")
    caption, entities = parse(str(values.get("caption") or ""), mode)
    if utf16_length(caption) > CAPTION_LIMIT:
        raise bad_request("message caption is too long")
    if not caption:
        return {}
    return {"caption": caption} | ({"caption_entities": entities} if entities else {})


def send_file(world: World, params: Params, kind: str) -> dict[str, Any]:
    """Send a photo, document or voice message with its caption."""
    person = recipient(world, params)
    content = media.sent(world, params, kind) | caption_of(params.values)
    return deliver(world, person, params, content)


def album_item(world: World, params: Params, item: dict[str, Any]) -> dict[str, Any]:
    """One photo or document of an album."""
    kind = str(item.get("type"))
    if kind not in MEDIA_KINDS:
        raise bad_request(f"can't parse InputMedia: {kind} is not allowed in an album")
    return media.sent(world, params, kind, str(item.get("media", ""))) | caption_of(item)


def deliver(
    world: World,
    person: Person,
    params: Params,
    content: dict[str, Any],
    album: str | None = None,
) -> dict[str, Any]:
    """Put a message of the bot into the person's chat."""
    markup = keyboards.checked(params.decoded("reply_markup"))
    quoted = _quoted(world, person, params)
    message = Message(
        world.next_id(),
        person.id,
        from_bot=True,
        date=world.now(),
        content=content,
        markup=markup,
        reply_to=quoted,
        album=album,
    )
    _show_keys(world, person, markup)
    return world.api_message(world.add(message))


def editable(world: World, params: Params) -> Message:
    """The message an edit is about, if the bot may change it."""
    recipient(world, params)
    message = world.messages.get(params.integer("message_id"))
    if message is None or message.deleted or message.chat_id != params.integer("chat_id"):
        raise bad_request("message to edit not found")
    if not message.from_bot or (message.markup and not message.inline):
        raise bad_request("message can't be edited")
    return message


def edit(world: World, message: Message, content: dict[str, Any], params: Params) -> dict[str, Any]:
    """Give the message new content and the inline keyboard of this call, or none."""
    markup = keyboards.checked(params.decoded("reply_markup"))
    if markup and "inline_keyboard" not in markup:
        raise bad_request("inline keyboard expected")
    if content == message.content and markup == message.markup:
        raise bad_request(_NOT_MODIFIED)
    world.revise(message, content, markup)
    return world.api_message(message)


def _quoted(world: World, person: Person, params: Params) -> int | None:
    reply = params.decoded("reply_parameters") or {}
    number = int(reply.get("message_id") or params.integer("reply_to_message_id"))
    if not number:
        return None
    message = world.messages.get(number)
    if message is not None and not message.deleted and message.chat_id == person.id:
        return number
    if reply.get("allow_sending_without_reply") or params.flag("allow_sending_without_reply"):
        return None
    raise bad_request("message to be replied not found")


def _show_keys(world: World, person: Person, markup: dict[str, Any] | None) -> None:
    if markup and "keyboard" in markup:
        person.keyboard = markup
    elif markup and markup.get("remove_keyboard"):
        person.keyboard = None
    else:
        return
    world.tell("person", person=person.id, keyboard=person.keyboard)
