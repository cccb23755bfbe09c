"""看得分: the score, why, what can be won back and until when; item by item with its clause."""

from typing import Any

from handlers.chat.cards import Data, Press, action, say, view
from handlers.chat.scene import Scene
from handlers.messages import words
from handlers.messages.render import Button, Message, render
from handlers.services import standing
from rubric.scheme import Scheme
from rubric.scoring import ItemScore, Score

WORST = 2
LISTED = 3
PAGE = 3


def show_score(scene: Scene) -> None:
    say(scene, "score_card", village=village_of(scene))


def village_of(scene: Scene) -> int | None:
    """The actor's own village; a town or city must choose one."""
    return scene.actor.place_id if scene.actor.in_village else None


@action("score")
def open_score(press: Press) -> None:
    village = press.args[0] if press.args else press.data.get("village") or village_of(press.scene)
    press.show("score_card", village=village)


@action("score.fix")
def open_fix(press: Press) -> None:
    press.show("score_fix", village=press.data["village"])


@action("score.items")
def open_items(press: Press) -> None:
    press.show("score_items", village=press.data["village"], page=press.args[0])


@action("score.item")
def open_item(press: Press) -> None:
    press.show("score_item", village=press.data["village"], no=press.args[0])


def _of(scene: Scene, data: Data) -> tuple[Scheme, Score] | None:
    book = scene.book(data["village"])
    scored = zip(
        (part.scheme for part in book.enrolled if part.scheme.kind == "points"),
        book.scores(),
        strict=True,
    )
    return next(scored, None)


@view("score_card")
def score_card(scene: Scene, data: Data) -> Message:
    if data["village"] is None:
        return render("score_choose")
    found = _of(scene, data)
    if found is None:
        return render("score_none")
    _, score = found
    return render(
        "score_card",
        village=scene.book(data["village"]).village.name,
        year=score.year,
        vetoed=score.projected == "vetoed",
        now=score.provisional,
        full=sum(item.points for item in score.items),
        ceiling=score.ceiling,
        floor=score.floor,
        confirmed=score.basis.confirmed,
        reported=score.basis.reported,
        presumed=score.basis.presumed,
        worst=[_lost(each, scene) for each in standing.losses(score)[:WORST]],
        more=len(standing.losses(score)[WORST:]),
    )


def _lost(each: standing.Lost, scene: Scene) -> dict[str, Any]:
    until = each.loss.repairable_until
    return {
        "item": each.item,
        "amount": each.loss.amount,
        "why": each.loss.why,
        "until": words.dated(until, scene.today) if until else "",
    }


@view("score_fix")
def score_fix(scene: Scene, data: Data) -> Message:
    found = _of(scene, data)
    if found is None:
        return render("score_none")
    repairs, ahead = standing.repairs(found[1]), standing.ahead(found[1])
    return render(
        "score_fix",
        total=sum(each.loss.amount for each in repairs),
        repairs=[_lost(each, scene) for each in repairs[:LISTED]],
        ahead=[
            {
                "amount": each.loss.amount,
                "why": each.loss.why,
                "until": words.dated(standing.last_day(each.loss), scene.today),
            }
            for each in ahead[:LISTED]
        ],
        village=data["village"],
    )


@view("score_items")
def score_items(scene: Scene, data: Data) -> Message:
    found = _of(scene, data)
    if found is None:
        return render("score_none")
    items, page = found[1].items, data["page"]
    shown = items[page * PAGE : page * PAGE + PAGE]
    return render(
        "score_items",
        items=shown,
        following=page + 1 if items[page * PAGE + PAGE :] else 0,
        buttons=[Button(f"第{item.no}项", "score.item", (item.no,)) for item in shown],
        standards={item.no: found[0].items[item.no].standard for item in shown},
        village=data["village"],
    )


@view("score_item")
def score_item(scene: Scene, data: Data) -> Message:
    found = _of(scene, data)
    if found is None:
        return render("score_none")
    scheme, score = found
    item, scored = scheme.items[data["no"]], _scored(score, data["no"])
    return render(
        "score_item",
        no=item.no,
        full=item.points,
        now=scored.score,
        basis=scored.basis,
        standard=item.standard,
        rule=item.rule,
        check=item.check,
        losses=[_lost(standing.Lost(item.no, loss), scene) for loss in scored.losses[:LISTED]],
        more=len(scored.losses[LISTED:]),
        page=(data["no"] - 1) // PAGE,
        village=data["village"],
    )


def _scored(score: Score, no: int) -> ItemScore:
    return next(item for item in score.items if item.no == no)
