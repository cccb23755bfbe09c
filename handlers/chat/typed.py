"""A label written instead of tapped: it acts as the tap on the card that was shown last."""

import re
from collections.abc import Iterator
from typing import Any

from handlers.chat import last_said, log
from handlers.chat.asking import UNHEARD, below, bring_down, still_meant
from handlers.chat.cards import say
from handlers.chat.days import SAID
from handlers.chat.guard import guarded
from handlers.chat.press import press_button
from handlers.chat.turn import Turn
from rubric.utterance_answer import (
    is_bare_number,
    knows_no_day,
    leaves,
    names_only_day,
    read_day,
)
from storage.cards import CardRow

LONGEST = 20
MOVES_ON = ("review_ask", "state_check", "finding_check")
"""Cards that another's act may draw anew with another matter: a word meant the one before."""
INVITING = ("bind_confirm", "handover_in")
SHOWN = "shown"
"""Kept on such a card that a word has shown once more: the next word is about what it shows."""
_AROUND = "[]【】「」“”\"'〔〕<>《》()（）"
_MARKS = "✓○△！!·-—.。,，、 "
_SHORTEST_PART = 2


def heard(turn: Turn, said: str) -> bool:
    """Whether the words were one of the labels on the sender's last card, or answer its day."""
    if len(said) > LONGEST:
        return False
    newest = turn.uow.cards.newest(turn.chat_id)
    if newest is not None and newest.kind in UNHEARD and _meant(turn, said, newest) is None:
        newest = turn.uow.cards.newest(turn.chat_id, *UNHEARD)
    if newest is not None and _is_his(turn, said, newest) and _heard_on(turn, said, newest):
        return True
    return _day_asked_before(turn, said)


def heard_of_invited(turn: Turn, said: str) -> bool:
    """The same of whoever is not bound yet and has been asked whether it is him.

    Whatever else he writes, the question is shown once more.
    """
    card = turn.uow.cards.newest(turn.chat_id, "start_unbound")
    if turn.account or card is None or card.kind not in INVITING or not card.buttons:
        return False
    button = _meant(turn, said, card)
    if button is None:
        say(turn.scene, card.kind, **card.data)
    else:
        press_button(turn, card, button)
    return True


def _heard_on(turn: Turn, said: str, card: CardRow) -> bool:
    button = _meant(turn, said, card)
    if button is None:
        return _day_of(turn, said, card) or _left(turn, said, card)
    if card.kind in MOVES_ON and card.version > 1 and SHOWN not in card.data:
        shown = {**card.data, SHOWN: True}
        guarded(turn, lambda: below(turn.scene, card)(card.kind, **shown))
    else:
        press_button(turn, card, button)
        bring_down(turn.scene, card)
    return True


def _is_his(turn: Turn, said: str, card: CardRow) -> bool:
    """His own card; of a receipt 撤销 is heard elsewhere, where its time is looked at."""
    mine = card.person_id in (None, turn.scene.actor.person_id)
    return mine and not (card.kind == "log_saved" and last_said.is_about_it(said))


def _meant(turn: Turn, said: str, card: CardRow) -> int | None:
    """The one button with this label, else the one whose label has these words (合格，销号).

    Of a day it is the one of that day: what 昨天 means is told by when it was written.
    """
    day = read_day(said, turn.written_at) if names_only_day(said, turn.written_at) else None
    for words_of in (_whole, _parts):
        found = [
            at
            for at, each in enumerate(card.buttons)
            if (each["args"] == [str(day)] if _is_day(each) else _called(said) & words_of(each))
        ]
        if len(found) == 1:
            return found[0]
    return None


def _called(said: str) -> set[str]:
    """The label, also where it is said so: 6月的, 6月份."""
    word = bare(said)
    return {word, word.removesuffix("的").removesuffix("份")}


def _is_day(button: dict[str, Any]) -> bool:
    """昨天 14日."""
    return button["label"].startswith(SAID) and len(button["args"]) == 1


def _whole(button: dict[str, Any]) -> set[str]:
    return {bare(button["label"])}


def _parts(button: dict[str, Any]) -> set[str]:
    return set(_long_enough(re.split("[ ，]", button["label"])))


def _long_enough(parts: list[str]) -> Iterator[str]:
    return (bare(part) for part in parts if len(part) >= _SHORTEST_PART and len(parts) > 1)


def bare(label: str) -> str:
    """The label without what stands around it, without spaces and with signs of one width."""
    inner = label.strip().lstrip(_MARKS).strip(_AROUND).strip(_MARKS)
    return re.sub(r"\s", "", inner).translate(_ONE_WIDTH)


_ONE_WIDTH = str.maketrans("（）：，０１２３４５６７８９", "():,0123456789")


def _day_of(turn: Turn, said: str, card: CardRow) -> bool:
    """7月3日, written under the buttons that ask for the day."""
    return card.kind == "log_ask" and log.take_typed_day(
        turn, dict(card.data), said, below(turn.scene, card)
    )


def _day_asked_before(turn: Turn, said: str) -> bool:
    """The same where another card has come since he was asked, and asks for no words itself.

    Where something else was logged since, the question is shown once more: he may mean that.
    """
    if is_bare_number(said) or not names_only_day(said, turn.written_at):
        return False
    asked = turn.uow.cards.latest(turn.chat_id, "log_ask")
    if asked is None or _awaits_words(turn):
        return False
    if not _is_his(turn, said, asked):
        return False
    if _logged_since(turn, asked):
        guarded(turn, lambda: below(turn.scene, asked)(asked.kind, **asked.data))
        return True
    return _day_of(turn, said, asked)


def _logged_since(turn: Turn, asked: CardRow) -> bool:
    receipt = turn.uow.cards.latest(turn.chat_id, "log_saved")
    return receipt is not None and receipt.id > asked.id


def _awaits_words(turn: Turn) -> bool:
    waiting = turn.uow.drafts.awaiting(turn.scene.actor.person_id)
    return waiting is not None and still_meant(turn.scene, waiting)


def _left(turn: Turn, said: str, card: CardRow) -> bool:
    """算了 or 忘了, under a question for what is to be logged: nothing is."""
    if card.kind != "log_ask" or not (leaves(said) or knows_no_day(said)):
        return False
    draft = log.draft_of(turn.scene, dict(card.data))
    closed = turn.uow.drafts.close(draft.id, turn.now)
    if closed:
        below(turn.scene, card)("dropped", text=draft.data["text"])
    return closed
