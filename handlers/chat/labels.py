"""Labels of menus and cards, written from anywhere: they act as their button would."""

import re
from collections.abc import Callable
from functools import partial
from typing import Any

from handlers.chat import asking, assessing, city, menu, papers, score, scoring, town
from handlers.chat.cards import ACTIONS, Press, say
from handlers.chat.guard import guarded
from handlers.chat.press import press_button
from handlers.chat.scene import Scene
from handlers.chat.turn import Turn
from handlers.chat.typed import bare
from handlers.services.errors import Denied
from rubric.utterance_numerals import NUMBER
from storage.cards import CardRow

_LEAVE = re.compile(f"(?:我要?|要|想)*请(?:假)?{NUMBER}?半?(?:天|个?星期|周|个?月)假?")
"""请假三天, 请三天假."""


class Written(Press):
    """A button that stands on no card: what it shows is a new message."""

    def show(self, kind: str, /, **data: Any) -> CardRow:
        return say(self.scene, kind, **data)


def heard(turn: Turn, said: str) -> bool:
    """Whether the words were the label of a menu or of a card that is not before his eyes."""
    word = bare(said)
    opens = _show_leave if _LEAVE.fullmatch(word) else LABELS.get(word)
    if opens is not None:
        asking.leave(turn.scene)
        guarded(turn, lambda: opens(turn))
    return opens is not None


def _press(turn: Turn, does: str, *args: Any) -> None:
    nowhere = CardRow(
        0, "", turn.scene.actor.person_id, turn.chat_id, "", {}, 0, (), "", None, turn.now, turn.now
    )
    ACTIONS[does](Written(turn, nowhere, args))


def _open(label: str, turn: Turn) -> None:
    """What the menu offers now; what it offers of a village begins with choosing the village."""
    found = menu.offered(turn.scene, label)
    if found is not None:
        _press(turn, found.action, *found.args)
    elif turn.scene.actor.post in menu.whose(menu.OF_VILLAGE, label):
        _of_village(label, turn)
    elif turn.scene.actor.post in menu.whose(menu.OF_HOME, label):
        menu.show_menu(turn.scene)
    else:
        raise Denied(tuple(sorted(menu.whose((*menu.OF_HOME, *menu.OF_VILLAGE), label))))


def _of_village(label: str, turn: Turn) -> None:
    """Of the village whose card is before him, else of one that he chooses."""
    card = turn.uow.cards.newest(turn.chat_id)
    shown = card is not None and card.kind in assessing.CHOSEN
    found = menu.offered_in(turn.scene, card.data["village"], label) if card and shown else None
    if found is None:
        town.show_villages(turn.scene)
    else:
        _press(turn, found.action, *found.args)


def _of_own(does: str, *args: Any) -> Callable[[Turn], None]:
    """Of one's own village; whoever has several chooses one first."""

    def opens(turn: Turn) -> None:
        if turn.scene.actor.in_village:
            _press(turn, does, turn.scene.actor.place_id, *args)
        else:
            town.show_villages(turn.scene)

    return opens


def _show_leave(turn: Turn) -> None:
    """His own card, where 请假代办 is."""
    say(turn.scene, "me")


def _on(shown: Callable[[Scene], object], label: str) -> Callable[[Turn], None]:
    """The card on which the button stands, and the button where it stands there."""

    def opens(turn: Turn) -> None:
        shown(turn.scene)
        card = turn.uow.cards.newest(turn.chat_id)
        labels = [each["label"] for each in card.buttons] if card else []
        if card is not None and label in labels:
            press_button(turn, card, labels.index(label))

    return opens


LABELS: dict[str, Callable[[Turn], None]] = {
    **{each.label: partial(_open, each.label) for each in (*menu.OF_VILLAGE, *menu.OF_HOME)},
    "复核评分表": lambda turn: scoring.show_progress(turn.scene),
    "确认重大事项": lambda turn: _press(turn, "matter.check"),
    "待验收": lambda turn: _press(turn, "finding.waiting", 0),
    "负担": lambda turn: papers.show_papers(turn.scene),
    "未销号问题": _of_own("finding.of", 0),
    "有不同意见": lambda turn: _press(turn, "voice.appeal"),
    "补助": lambda turn: _press(turn, "subsidy.list", 0),
    "各项明细": _on(score.show_score, "各项明细"),
    "任务数": _on(city.show_towns, "任务数"),
    "全年日历图": _on(town.show_month, "全年日历图"),
}
