"""A tap: which card, which button, whether it still holds."""

import re

from handlers.chat.cards import ACTIONS, Press, redraw, say
from handlers.chat.turn import Turn
from storage.cards import CardRow

DATA = re.compile(r"([\w-]{8,32}):(\d{1,6}):(\d{1,3})")


def on_press(turn: Turn, data: str, message_id: int | None) -> None:
    """Answer a tap. One that is forged, somebody else's or out of date changes nothing."""
    match = DATA.fullmatch(data)
    card = turn.uow.cards.by_token(match[1]) if match else None
    if match is None or card is None or card.chat_id != turn.chat_id or not _holder(turn, card):
        say(turn.scene, "gone")
        return
    _keep_tapped_copy(turn, card, message_id)
    _answer(turn, card, int(match[2]), int(match[3]))


def _holder(turn: Turn, card: CardRow) -> bool:
    """Whether the card was drawn for whoever taps now."""
    return card.person_id is None or (
        turn.account is not None and card.person_id == turn.account.person_id
    )


def _answer(turn: Turn, card: CardRow, version: int, button: int) -> None:
    if version == card.version and button < len(card.buttons):
        if turn.uow.cards.acted(card.id, version, button, turn.now):
            chosen = card.buttons[button]
            ACTIONS[chosen["action"]](Press(turn, card, tuple(chosen["args"])))
    elif not turn.uow.cards.has_acted(card.id, version, button):
        redraw(turn.scene, card, card.kind, dict(card.data))


def _keep_tapped_copy(turn: Turn, card: CardRow, message_id: int | None) -> None:
    """After a resend two copies are on screen: the one that is tapped lives on."""
    if message_id is not None and card.message_id not in (None, message_id):
        turn.uow.cards.delivered(card.id, message_id)
