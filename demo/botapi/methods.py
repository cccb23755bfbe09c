"""The Bot API's methods: what each does to the world and what it answers."""

import re
from collections.abc import Callable
from typing import Any

from demo.botapi.errors import ApiError, bad_request
from demo.botapi.markup import utf16_length
from demo.botapi.params import Params
from demo.botapi.sending import (
    MEDIA_KINDS,
    album_item,
    caption_of,
    deliver,
    edit,
    editable,
    recipient,
    send_file,
    text_of,
)
from demo.botapi.world import BOT, Webhook, World

Method = Callable[[World, Params], Any]
METHODS: dict[str, Method] = {}

_QUERY_LIVES = 15 * 60
_DELETE_WITHIN = 48 * 3600
_NOTICE_LIMIT = 200
_ALBUM = range(2, 11)
_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_GIFTS = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription")


def method(name: str) -> Callable[[Method], Method]:
    """Offer a function as a Bot API method."""

    def register(function: Method) -> Method:
        METHODS[name] = function
        return function

    return register


def execute(world: World, name: str, params: Params) -> Any:
    """Do what the method does and give its result; ApiError if Telegram would refuse."""
    known = {each.lower(): each for each in METHODS}
    if name.lower() not in known:
        raise ApiError(404, "Not Found")
    return METHODS[known[name.lower()]](world, params)


@method("getMe")
def get_me(_world: World, _params: Params) -> dict[str, Any]:
    return BOT | {
        "can_join_groups": False,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
    }


@method("sendMessage")
def send_message(world: World, params: Params) -> dict[str, Any]:
    person = recipient(world, params)
    return deliver(world, person, params, text_of(params))


@method("sendPhoto")
def send_photo(world: World, params: Params) -> dict[str, Any]:
    return send_file(world, params, "photo")


@method("sendDocument")
def send_document(world: World, params: Params) -> dict[str, Any]:
    return send_file(world, params, "document")


@method("sendVoice")
def send_voice(world: World, params: Params) -> dict[str, Any]:
    return send_file(world, params, "voice")


@method("sendMediaGroup")
def send_media_group(world: World, params: Params) -> list[dict[str, Any]]:
    person = recipient(world, params)
    items = params.decoded("media") or []
    if len(items) not in _ALBUM:
        raise bad_request("wrong number of items in the album: 2-10 expected")
    contents = [album_item(world, params, item) for item in items]
    album = f"album-{world.next_id()}"
    return [deliver(world, person, params, content, album) for content in contents]


@method("sendChatAction")
def send_chat_action(world: World, params: Params) -> bool:
    person = recipient(world, params)
    world.tell("action", person=person.id, action=params.string("action"))
    return True


@method("editMessageText")
def edit_message_text(world: World, params: Params) -> dict[str, Any]:
    message = editable(world, params)
    if "text" not in message.content:
        raise bad_request("there is no text in the message to edit")
    return edit(world, message, text_of(params), params)


@method("editMessageCaption")
def edit_messagecaption_of(world: World, params: Params) -> dict[str, Any]:
    message = editable(world, params)
    kept = {key: value for key, value in message.content.items() if key in MEDIA_KINDS}
    if not kept:
        raise bad_request("there is no caption in the message to edit")
    return edit(world, message, kept | caption_of(params.values), params)


@method("editMessageReplyMarkup")
def edit_message_reply_markup(world: World, params: Params) -> dict[str, Any]:
    message = editable(world, params)
    return edit(world, message, message.content, params)


@method("deleteMessage")
def delete_message(world: World, params: Params) -> bool:
    message = world.messages.get(params.integer("message_id"))
    chat_id = params.integer("chat_id")
    if message is None or message.deleted or message.chat_id != chat_id:
        raise bad_request("message to delete not found")
    if world.now() - message.date > _DELETE_WITHIN:
        raise bad_request("message can't be deleted for everyone")
    message.deleted = True
    world.show(message)
    return True


@method("answerCallbackQuery")
def answer_callback_query(world: World, params: Params) -> bool:
    query = world.queries.get(params.string("callback_query_id"))
    if query is None or query.answered or world.now() - query.asked > _QUERY_LIVES:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    if utf16_length(params.string("text")) > _NOTICE_LIMIT:
        raise bad_request("MESSAGE_TOO_LONG")
    query.answered = True
    world.tell(
        "answer",
        person=query.person_id,
        query=query.id,
        text=params.string("text"),
        alert=params.flag("show_alert"),
    )
    return True


@method("setMessageReaction")
def set_message_reaction(world: World, params: Params) -> bool:
    recipient(world, params)
    message = world.messages.get(params.integer("message_id"))
    if message is None or message.deleted or message.chat_id != params.integer("chat_id"):
        raise bad_request("message to react not found")
    reactions = params.decoded("reaction") or []
    message.reaction = str(reactions[0].get("emoji", "")) if reactions else ""
    world.show(message)
    return True


@method("setMyCommands")
def set_my_commands(world: World, params: Params) -> bool:
    commands = params.decoded("commands") or []
    for command in commands:
        if not _COMMAND.fullmatch(str(command.get("command", "")).removeprefix("/")):
            raise bad_request("BOT_COMMAND_INVALID")
        if not 1 <= len(str(command.get("description", ""))) <= 256:  # noqa: PLR2004 - documented
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    world.commands = commands
    world.tell("commands", commands=commands)
    return True


@method("getMyCommands")
def get_my_commands(world: World, _params: Params) -> list[dict[str, str]]:
    return world.commands


@method("deleteMyCommands")
def delete_my_commands(world: World, _params: Params) -> bool:
    world.commands = []
    world.tell("commands", commands=[])
    return True


@method("getChat")
def get_chat(world: World, params: Params) -> dict[str, Any]:
    person = recipient(world, params)
    limits = {"accent_color_id": 0, "max_reaction_count": 11}
    return person.as_chat() | limits | {"accepted_gift_types": dict.fromkeys(_GIFTS, False)}


@method("getFile")
def get_file(world: World, params: Params) -> dict[str, Any]:
    file = world.files.get(params.string("file_id"))
    if file is None:
        raise bad_request("invalid file_id")
    return {
        "file_id": file.id,
        "file_unique_id": file.unique_id,
        "file_size": len(file.data),
        "file_path": file.path,
    }


@method("setWebhook")
def set_webhook(world: World, params: Params) -> bool:
    url = params.string("url")
    if url and not url.startswith(("http://127.0.0.1", "https://")):
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    _set_allowed(world, params)
    if params.flag("drop_pending_updates"):
        world.updates.clear()
    world.webhook = Webhook(url, params.string("secret_token"))
    world.tell("webhook")
    return True


@method("deleteWebhook")
def delete_webhook(world: World, params: Params) -> bool:
    if params.flag("drop_pending_updates"):
        world.updates.clear()
    world.webhook = Webhook()
    world.tell("webhook")
    return True


@method("getWebhookInfo")
def get_webhook_info(world: World, _params: Params) -> dict[str, Any]:
    info: dict[str, Any] = {
        "url": world.webhook.url,
        "has_custom_certificate": False,
        "pending_update_count": len(world.updates),
    }
    if world.webhook.error:
        info["last_error_date"] = world.webhook.error_at
        info["last_error_message"] = world.webhook.error
    return info


def _set_allowed(world: World, params: Params) -> None:
    wanted = params.decoded("allowed_updates")
    if wanted is not None:
        world.allowed = set(wanted)
