"""A tap: which card, which button, whether it still holds."""

import re

from handlers.chat import asking
from handlers.chat.cards import ACTIONS, Press, redraw, say
from handlers.chat.guard import guarded
from handlers.chat.scene import Finished
from handlers.chat.turn import Turn
from handlers.services.errors import AlreadySettled, NotCorrectable, NotNow, ScoringRefused
from storage.cards import CardRow

DATA = re.compile(r"([\w-]{8,32}):(\d{1,6}):(\d{1,3})", re.ASCII)
ANSWERS = "draft."
"""Actions that say what a sentence was: with any other tap a person turns to something else."""
OVERTAKEN = (AlreadySettled, Finished, NotCorrectable, NotNow, ScoringRefused)
"""Refusals that mean: the card shows what is no longer so."""


def on_press(turn: Turn, data: str, message_id: int | None) -> None:
    """Answer a tap. One that is forged, somebody else's or out of date changes nothing."""
    match = DATA.fullmatch(data)
    card = turn.uow.cards.by_token(match[1]) if match else None
    if match is None or card is None or card.chat_id != turn.chat_id or not _holder(turn, card):
        say(turn.scene, "start_unbound" if _left_behind(turn, card) else "gone")
        return
    _keep_tapped_copy(turn, card, message_id)
    _answer(turn, card, int(match[2]), int(match[3]))


def _holder(turn: Turn, card: CardRow) -> bool:
    """Whether the card was drawn for whoever taps now."""
    return card.person_id is None or (
        turn.account is not None and card.person_id == turn.account.person_id
    )


def _left_behind(turn: Turn, card: CardRow | None) -> bool:
    """Whether the phone was somebody's and is nobody's any more: then that is what is said."""
    return turn.account is None and card is not None and card.chat_id == turn.chat_id


def _answer(turn: Turn, card: CardRow, version: int, button: int) -> None:
    if version == card.version and button < len(card.buttons):
        if isinstance(guarded(turn, lambda: _do(turn, card, button)), OVERTAKEN):
            show_again(turn, card)
    elif not turn.uow.cards.has_acted(card.id, version, button):
        show_again(turn, card)


def press_button(turn: Turn, card: CardRow, button: int) -> None:
    """The button of a card as it stands; one that has acted already shows the card once more."""
    if turn.uow.cards.has_acted(card.id, card.version, button):
        show_again(turn, card)
    else:
        _answer(turn, card, card.version, button)


def _do(turn: Turn, card: CardRow, button: int) -> None:
    """What the button does, once."""
    chosen = card.buttons[button]
    if chosen["action"] not in ACTIONS:
        say(turn.scene, "gone")
    elif turn.uow.cards.acted(card.id, card.version, button, turn.now):
        if turn.scene.who is not None and not chosen["action"].startswith(ANSWERS):
            asking.leave(turn.scene)
        ACTIONS[chosen["action"]](Press(turn, card, tuple(chosen["args"])))


def show_again(turn: Turn, card: CardRow) -> None:
    """Draw the card as things stand now."""
    guarded(turn, lambda: _redraw(turn, card))


def _redraw(turn: Turn, card: CardRow) -> None:
    redraw(turn.scene, card, card.kind, dict(card.data))


def _keep_tapped_copy(turn: Turn, card: CardRow, message_id: int | None) -> None:
    """After a resend two copies are on screen: the one that is tapped lives on."""
    if message_id is not None and card.message_id not in (None, message_id):
        turn.uow.cards.delivered(card.id, message_id)
