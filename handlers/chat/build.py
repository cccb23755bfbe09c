"""Which handler answers which update. The only module here that PTB calls into."""

from collections.abc import Callable
from typing import Any

from telegram import ChatMember, Update
from telegram import Message as TelegramMessage
from telegram.constants import ChatType
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    ChatMemberHandler,
    MessageHandler,
    TypeHandler,
    filters,
)

from handlers.chat import (
    asking,
    editing,
    finding_where,
    flood,
    groups,
    imported,
    log_same,
    other_post,
    photos,
    reminder_card,
    veto_where,
)
from handlers.chat import press as pressing
from handlers.chat.bind import present
from handlers.chat.cards import say
from handlers.chat.guard import guarded
from handlers.chat.home import show_home
from handlers.chat.inbound import on_text
from handlers.chat.turn import TURN, Turn

EDITED = filters.UpdateType.EDITED_MESSAGE
PRIVATE = filters.ChatType.PRIVATE & filters.UpdateType.MESSAGE
GROUP = filters.ChatType.GROUPS & filters.UpdateType.MESSAGE
FROM_COMMANDS = (imported,)
"""Their cards are sent by a command; here they are only drawn anew."""
FROM_OTHERS = (finding_where, log_same, other_post, reminder_card, veto_where)
"""Their cards are shown by others, which know but the names of them."""


def register(application: "Application[Any, Any, Any, Any, Any, Any]") -> None:
    """Add every handler; the first that fits an update answers it."""
    application.add_handler(CallbackQueryHandler(_on(_callback)))
    application.add_handler(ChatMemberHandler(_on(_membership)))
    application.add_handler(MessageHandler(filters.ChatType.PRIVATE & EDITED, _on(_edited)))
    application.add_handler(MessageHandler(PRIVATE & filters.COMMAND, _on(_command)))
    application.add_handler(MessageHandler(PRIVATE & filters.TEXT, _on(_text)))
    application.add_handler(MessageHandler(PRIVATE, _on(_other)))
    application.add_handler(MessageHandler(GROUP & filters.StatusUpdate.MIGRATE, _on(_moved)))
    application.add_handler(MessageHandler(GROUP & filters.COMMAND, _on(_called)))
    application.add_handler(TypeHandler(Update, _on(_ignored)))


def parked(turn: Turn) -> None:
    """Tell the sender of an update that could not be handled that it was kept."""
    if turn.account is not None and turn.chat_id:
        say(turn.scene, "parked")


def _on(answer: Callable[[Turn, Update], None]) -> Callable[[Update, Any], Any]:
    async def handler(update: Update, _context: Any) -> None:
        turn = TURN.get()
        if update.message or update.callback_query:
            turn.heard()
            flood.tell_once(turn)
        guarded(turn, lambda: answer(turn, update))

    return handler


def _message(update: Update) -> TelegramMessage:
    message = update.message
    assert message is not None
    return message


def _callback(turn: Turn, update: Update) -> None:
    """A tap; the bot speaks in private chats only."""
    query = update.callback_query
    assert query is not None
    if query.message is not None and query.message.chat.type != ChatType.PRIVATE:
        return
    pressing.on_press(turn, query.data or "", query.message.message_id if query.message else None)


def _command(turn: Turn, update: Update) -> None:
    """/start with an invite binds; any other command leads home or to help."""
    if turn.scene.who is not None:
        asking.leave(turn.scene)
    name, _, payload = (_message(update).text or "").partition(" ")
    if name == "/start" and payload:
        present(turn, payload.strip())
    elif turn.scene.who is not None and name == "/start":
        say(turn.scene, "welcome")
        show_home(turn.scene)
    elif turn.scene.who is not None:
        say(turn.scene, "help")
    else:
        on_text(turn, "")


def _text(turn: Turn, update: Update) -> None:
    message = _message(update)
    turn.message_id = message.message_id
    on_text(turn, message.text or "")


def _edited(turn: Turn, update: Update) -> None:
    """An edited sentence corrects the record it made, as long as that may be corrected."""
    message = update.edited_message
    assert message is not None
    editing.on_edit(turn, message.message_id, message.text or message.caption or "")


def _membership(turn: Turn, update: Update) -> None:
    """The bot was blocked, or let in again: nothing is sent to a chat that does not want it."""
    change = update.my_chat_member
    assert change is not None
    if change.chat.type == ChatType.PRIVATE:
        blocked = change.new_chat_member.status == ChatMember.BANNED
        turn.uow.people.unreachable(turn.chat_id, turn.now if blocked else None)


def _other(turn: Turn, update: Update) -> None:
    """Photos, voice and documents are kept; of the rest a caption is read as the sentence it is."""
    message = _message(update)
    turn.message_id = message.message_id
    parcel = photos.parcel_of(message)
    if parcel is not None:
        photos.receive(turn, parcel)
        return
    turn.keep_no_word()
    if message.caption or turn.scene.who is None:
        on_text(turn, message.caption or "")
        say(turn.scene, "not_kept")
    else:
        say(turn.scene, "unclear", what="sticker" if message.sticker else "media")


def _called(turn: Turn, _update: Update) -> None:
    """Intake lets nothing of a group through but that the bot was called or added there."""
    groups.tell_once(turn)


def _moved(turn: Turn, update: Update) -> None:
    new = _message(update).migrate_to_chat_id
    if new is not None:
        groups.moved(turn, new)


def _ignored(_turn: Turn, _update: Update) -> None:
    """Kinds of update never seen, and what else comes of groups: nothing to answer."""
