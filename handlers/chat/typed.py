"""A label written instead of tapped: it acts as the tap on the card that was shown last."""

import re
from collections.abc import Iterator

from handlers.chat import last_said, log
from handlers.chat.asking import in_place_of
from handlers.chat.press import press_button, show_again
from handlers.chat.turn import Turn
from storage.cards import CardRow

LONGEST = 20
UNHEARD = ("unclear", "not_read", "welcome", "private_data", "flooded")
"""Answers that stand beside what the person still has before his eyes."""
MOVES_ON = ("review_ask", "state_check", "finding_check")
"""Cards that another's act may draw anew with another matter: a word meant the one before."""
_AROUND = "[]【】「」“”\"'〔〕<>《》()（）"
_MARKS = "✓○△！!·-—.。,，、 "
_SHORTEST_PART = 2


def heard(turn: Turn, said: str) -> bool:
    """Whether the words were one of the labels on the sender's last card, or answer its day."""
    if len(said) > LONGEST:
        return False
    newest = turn.uow.cards.newest(turn.chat_id)
    if newest is not None and newest.kind in UNHEARD and _meant(said, newest) is None:
        newest = turn.uow.cards.newest(turn.chat_id, *UNHEARD)
    mine = newest is not None and _is_his(turn, said, newest)
    return (mine and _heard_on(turn, said, newest)) or _day_asked_before(turn, said)


def _heard_on(turn: Turn, said: str, card: CardRow) -> bool:
    button = _meant(said, card)
    if button is None:
        return _day_of(turn, said, card)
    if card.kind in MOVES_ON and card.version > 1:
        show_again(turn, card)
    else:
        press_button(turn, card, button)
    return True


def _is_his(turn: Turn, said: str, card: CardRow) -> bool:
    """His own card; of a receipt 撤销 is heard elsewhere, where its time is looked at."""
    mine = card.person_id in (None, turn.scene.actor.person_id)
    return mine and not (card.kind == "log_saved" and last_said.is_about_it(said))


def _meant(said: str, card: CardRow) -> int | None:
    """The one button with this label; else the one whose label has these words (昨天 14日)."""
    for words_of in (_whole, _parts):
        found = [at for at, each in enumerate(card.buttons) if _bare(said) in words_of(each)]
        if len(found) == 1:
            return found[0]
    return None


def _whole(button: dict[str, str]) -> set[str]:
    return {_bare(button["label"])}


def _parts(button: dict[str, str]) -> set[str]:
    return set(_long_enough(button["label"].split(" ")))


def _long_enough(parts: list[str]) -> Iterator[str]:
    return (_bare(part) for part in parts if len(part) >= _SHORTEST_PART and len(parts) > 1)


def _bare(label: str) -> str:
    """The label without what stands around it, without spaces and with signs of one width."""
    inner = label.strip().lstrip(_MARKS).strip(_AROUND).strip(_MARKS)
    return re.sub(r"\s", "", inner).translate(_ONE_WIDTH)


_ONE_WIDTH = str.maketrans("（）：，０１２３４５６７８９", "():,0123456789")


def _day_of(turn: Turn, said: str, card: CardRow) -> bool:
    """7月3日, written under the buttons that ask for the day."""
    return card.kind == "log_ask" and log.take_typed_day(
        turn, dict(card.data), said, in_place_of(turn.scene, card)
    )


def _day_asked_before(turn: Turn, said: str) -> bool:
    """The same where another card has come since he was asked."""
    asked = turn.uow.cards.latest(turn.chat_id, "log_ask")
    return asked is not None and _is_his(turn, said, asked) and _day_of(turn, said, asked)
