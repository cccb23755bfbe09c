"""Which handler answers which update. The only module here that PTB calls into."""

from collections.abc import Callable
from typing import Any

from telegram import Message as TelegramMessage
from telegram import Update
from telegram.ext import Application, CallbackQueryHandler, MessageHandler, TypeHandler, filters

from handlers.chat import press as pressing
from handlers.chat.bind import present
from handlers.chat.cards import say
from handlers.chat.guard import guarded
from handlers.chat.home import show_home
from handlers.chat.inbound import on_text
from handlers.chat.turn import TURN, Turn

PRIVATE = filters.ChatType.PRIVATE & filters.UpdateType.MESSAGE


def register(application: "Application[Any, Any, Any, Any, Any, Any]") -> None:
    """Add every handler; the first that fits an update answers it."""
    application.add_handler(CallbackQueryHandler(_on(_callback)))
    application.add_handler(MessageHandler(PRIVATE & filters.COMMAND, _on(_command)))
    application.add_handler(MessageHandler(PRIVATE & filters.TEXT, _on(_text)))
    application.add_handler(MessageHandler(PRIVATE, _on(_other)))
    application.add_handler(TypeHandler(Update, _on(_ignored)))


def parked(turn: Turn) -> None:
    """Tell the sender of an update that could not be handled that it was kept."""
    if turn.account is not None and turn.chat_id:
        say(turn.scene, "parked")


def _on(answer: Callable[[Turn, Update], None]) -> Callable[[Update, Any], Any]:
    async def handler(update: Update, _context: Any) -> None:
        turn = TURN.get()
        guarded(turn, lambda: answer(turn, update))

    return handler


def _message(update: Update) -> TelegramMessage:
    message = update.message
    assert message is not None
    return message


def _callback(turn: Turn, update: Update) -> None:
    query = update.callback_query
    assert query is not None
    pressing.on_press(turn, query.data or "", query.message.message_id if query.message else None)


def _command(turn: Turn, update: Update) -> None:
    """/start with an invite binds; any other command leads home or to help."""
    name, _, payload = (_message(update).text or "").partition(" ")
    if turn.account is None and name == "/start" and payload:
        present(turn, payload.strip())
    elif turn.scene.who is not None and name == "/start":
        say(turn.scene, "welcome")
        show_home(turn.scene)
    elif turn.scene.who is not None:
        say(turn.scene, "help")
    else:
        on_text(turn, "")


def _text(turn: Turn, update: Update) -> None:
    on_text(turn, _message(update).text or "")


def _other(turn: Turn, update: Update) -> None:
    """Stickers, photos, voice …: a caption is read as the sentence it is."""
    message = _message(update)
    if message.caption or turn.scene.who is None:
        on_text(turn, message.caption or "")
    else:
        say(turn.scene, "unclear", what="sticker" if message.sticker else "media")


def _ignored(_turn: Turn, _update: Update) -> None:
    """Edits, groups, and kinds of update never seen: kept in the inbox, nothing to answer."""
