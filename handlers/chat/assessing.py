"""核查: a town official says what he looked at; presumed points he vouches for are confirmed."""

import re
from typing import Any

from handlers.chat import asking
from handlers.chat.asking import Show
from handlers.chat.cards import Data, Press, action, view
from handlers.chat.receipts import score_now
from handlers.chat.scene import Scene
from handlers.chat.turn import Turn
from handlers.messages.paging import page_of
from handlers.messages.render import Button, Message, render
from handlers.services import assessments
from handlers.services.assessments import Look
from handlers.services.findings import CHECKERS
from rubric.scoring import Score

PAGE = 4
LOOKED = re.compile(r"走访|座谈|查看|察看|核查|检查|入户")
NOTHING = re.compile(r"(?:未|没有?|无)(?:发现|见|有)?(?:任何|什么)?(?:问题|异常|违规)")
CHOSEN = ("town_village", "menu_village")
"""Cards that say which village an official has before him."""


@action("assess.start")
def start(press: Press) -> None:
    village = press.args[0]
    press.scene.act(village).require(assessments.ASSESSORS)
    card = press.show("assess_new", village=village)
    asking.ask(press.scene, card, "assess.text", village=village)


def take_text(turn: Turn, data: Data, text: str, show: Show) -> bool:
    """The sentence that says what was looked at: which items it vouches for is shown first."""
    _propose(turn.scene, data["village"], text, show)
    return True


def heard(turn: Turn, said: str) -> bool:
    """Whether an official's sentence is an assessment of a village named or chosen before."""
    scene = turn.scene
    if scene.actor.post not in assessments.ASSESSORS:
        return False
    village = _meant(scene, said) if LOOKED.search(said) and NOTHING.search(said) else None
    if village is None:
        return False
    _propose(scene, village, said, asking.anew(scene))
    return True


def _meant(scene: Scene, said: str) -> int | None:
    """The village the sentence names, else the one whose card was shown last."""
    villages = scene.uow.places.villages_of(scene.actor.place_id)
    named = [village.id for village in villages if village.name in said]
    if len(named) == 1:
        return named[0]
    cards = (scene.uow.cards.latest(scene.chat_id, kind) for kind in CHOSEN)
    shown = [card for card in cards if card]
    return max(shown, key=lambda card: card.updated_at).data["village"] if shown else None


def _propose(scene: Scene, village: int, text: str, show: Show) -> None:
    act = scene.act(village)
    act.require(assessments.ASSESSORS)
    items = [look.item.no for look in assessments.looks(act) if look.proposed]
    show("assess_pick", village=village, text=text, items=items)


@action("assess.choose")
def choose(press: Press) -> None:
    press.show("assess_items", **press.data | {"page": press.args[0]})


@action("assess.toggle")
def toggle(press: Press) -> None:
    items = set(press.data["items"]) ^ {press.args[0]}
    press.show("assess_items", **press.data | {"items": sorted(items)})


@action("assess.chosen")
def chosen(press: Press) -> None:
    press.show("assess_pick", **press.data)


@action("assess.save")
def save(press: Press) -> None:
    """记下这次核查: how many points moved is told."""
    scene, data = press.scene, press.data
    before = score_now(scene, data["village"])
    seen = assessments.assess(press.turn.act(data["village"]), data["items"], data["text"])
    scene.forget()
    after = score_now(scene, data["village"])
    press.show(
        "assess_done",
        village=data["village"],
        rows=list(seen.rows),
        items=list(seen.items),
        moved=[_bases(before), _bases(after)],
    )


def _bases(score: Score | None) -> list[str]:
    """Confirmed and presumed points, as a card keeps them."""
    return [str(score.basis.confirmed), str(score.basis.presumed)] if score else ["0", "0"]


@action("assess.undo")
def undo(press: Press) -> None:
    scope = press.scene.actor.scope
    rows = [press.turn.uow.facts.get("assessment", row, scope) for row in press.data["rows"]]
    assessments.withdraw(press.turn.act(press.data["village"]), rows)
    press.scene.forget()
    press.show("assess_done", **press.data)


@view("assess_new")
def assess_new(scene: Scene, data: Data) -> Message:
    village = scene.book(data["village"]).village
    finds = scene.actor.post in CHECKERS
    return render("assess_new", village=village.name, number=village.id, finds=finds)


@view("assess_pick")
def assess_pick(scene: Scene, data: Data) -> Message:
    looks = _looks(scene, data)
    picked = [look for look in looks if look.item.no in data["items"]]
    return render(
        "assess_pick",
        village=scene.book(data["village"]).village.name,
        number=data["village"],
        text=data["text"],
        items=[look.item.no for look in picked],
        points=sum(look.score for look in picked),
        others=bool(looks),
        finds=scene.actor.post in CHECKERS,
    )


def _looks(scene: Scene, data: Data) -> list[Look]:
    return assessments.open_to(scene.act(data["village"]))


@view("assess_items")
def assess_items(scene: Scene, data: Data) -> Message:
    page = page_of(_looks(scene, data), data["page"], PAGE)
    return render(
        "assess_items",
        page=page,
        rows=[_row(look, data) for look in page.rows],
        buttons=[_toggle(look, data) for look in page.rows],
    )


def _row(look: Look, data: Data) -> dict[str, Any]:
    return {
        "no": look.item.no,
        "name": look.item.name,
        "check": look.item.check,
        "basis": look.basis,
        "chosen": look.item.no in data["items"],
    }


def _toggle(look: Look, data: Data) -> Button:
    """✓第4项 where it is chosen."""
    mark = "✓" if look.item.no in data["items"] else ""
    return Button(f"{mark}第{look.item.no}项", "assess.toggle", (look.item.no,))


@view("assess_done")
def assess_done(scene: Scene, data: Data) -> Message:
    scope = scene.actor.scope
    rows = [scene.uow.facts.get("assessment", row, scope) for row in data["rows"]]
    (confirmed, presumed), (confirmed_now, presumed_now) = data["moved"]
    return render(
        "assess_done",
        village=scene.book(data["village"]).village.name,
        number=data["village"],
        items=data["items"],
        standing=any(row.counts for row in rows),
        mine=any(row.by_id == scene.actor.person_id for row in rows),
        confirmed=(confirmed, confirmed_now),
        presumed=(presumed, presumed_now),
    )
