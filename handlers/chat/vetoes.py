"""一票否决: entered with a reason, signed by a second person; lifted the same way."""

from collections.abc import Callable
from typing import Any

from handlers.chat import asking
from handlers.chat.asking import Show
from handlers.chat.cards import Data, Press, action, tell, view
from handlers.chat.scene import Scene
from handlers.chat.turn import Turn
from handlers.messages.paging import page_of
from handlers.messages.render import Button, Message, render
from handlers.services import vetoes
from handlers.services.act import Act
from rubric.posts import VILLAGE_POSTS, Post
from rubric.scheme_tables import VetoKind
from storage.fact_rows import FactRow

PAGE = 3


@action("veto.list")
def open_list(press: Press) -> None:
    """Of one village; the village is not shown what is not in force."""
    village = press.args[0]
    press.scene.act(village).require(vetoes.ENTITLED)
    press.show("veto_list", village=village, page=0)


@action("veto.page")
def turn_page(press: Press) -> None:
    press.show(press.card.kind, **press.data | {"page": press.args[0]})


@action("veto.queue")
def open_queue(press: Press) -> None:
    press.show("veto_queue", page=0)


@action("veto.start")
def start(press: Press) -> None:
    press.show("veto_kinds", village=press.data["village"])


@action("veto.kind")
def choose(press: Press) -> None:
    """The clause in full, and the question for the reason."""
    told = {"village": press.data["village"], "veto_kind": press.args[0]}
    press.scene.act(told["village"]).require(vetoes.ENTITLED)
    asking.ask(press.scene, press.show("veto_new", **told), "veto.reason", **told)


def take_reason(turn: Turn, data: Data, text: str, show: Show) -> bool:
    """It is entered; those who may sign second are told."""
    row = vetoes.enter(turn.act(data["village"]), data["veto_kind"], text)
    turn.scene.forget()
    show("veto_card", veto=row)
    _tell_signers(turn.scene, data["village"], row)
    return True


@action("veto.open")
def open_one(press: Press) -> None:
    press.show("veto_card", veto=press.args[0])


@action("veto.sign")
def sign(press: Press) -> None:
    """签署: in force, or lifted; the village is told."""
    row, act = _row_act(press)
    vetoes.sign(act, row)
    press.scene.forget()
    press.show("veto_card", veto=row.id)
    _tell_village(press.scene, row)


@action("veto.refuse")
def ask_refusal(press: Press) -> None:
    _ask(press, "veto.no")


@action("veto.lift")
def ask_lift(press: Press) -> None:
    _ask(press, "veto.lift")


def _ask(press: Press, kind: str) -> None:
    row, act = _row_act(press)
    act.require(vetoes.ENTITLED)
    asking.ask(press.scene, press.show("veto_why", veto=row.id, asked=kind), kind, veto=row.id)


@action("veto.back")
def back(press: Press) -> None:
    asking.drop(press.scene)
    press.show("veto_card", veto=press.data["veto"])


def take_refusal(turn: Turn, data: Data, text: str, show: Show) -> bool:
    """Why the second signature is not given."""
    return _taken(turn, data, text, show, vetoes.refuse)


def take_lift(turn: Turn, data: Data, text: str, show: Show) -> bool:
    """Why it should be lifted; those who may sign are told."""
    return _taken(turn, data, text, show, vetoes.ask_lift)


def _taken(
    turn: Turn, data: Data, text: str, show: Show, does: Callable[[Act, FactRow, str], None]
) -> bool:
    row = _row(turn.scene, data)
    does(turn.act(row.village_id), row, text)
    turn.scene.forget()
    show("veto_card", veto=row.id)
    _tell_signers(turn.scene, row.village_id, row.id)
    return True


def _tell_signers(scene: Scene, village: int, row: int) -> None:
    town = scene.uow.places.town_of(village)
    places = {Post.TOWN_DISCIPLINE: town.id, Post.CITY_AGRICULTURE: town.parent_id or town.id}
    holders = [
        grant
        for post, place in places.items()
        for grant in scene.uow.grants.holders(place, (post,), scene.today)
        if grant.person_id != scene.actor.person_id
    ]
    tell(scene, holders, "veto_card", veto=row)


def _tell_village(scene: Scene, row: FactRow) -> None:
    holders = scene.uow.grants.holders(row.village_id, tuple(VILLAGE_POSTS), scene.today)
    tell(scene, holders, "veto_card", veto=row.id)


def _row(scene: Scene, data: Data) -> FactRow:
    return scene.uow.facts.get("veto", data["veto"], scene.actor.scope)


def _row_act(press: Press) -> tuple[FactRow, Act]:
    row = _row(press.scene, press.data)
    return row, press.turn.act(row.village_id)


def _kinds(scene: Scene, village: int) -> list[VetoKind]:
    return list(vetoes.kinds(scene.book(village)).values())


@view("veto_kinds")
def veto_kinds(scene: Scene, data: Data) -> Message:
    kinds = _kinds(scene, data["village"])
    return render(
        "veto_kinds",
        village=scene.book(data["village"]).village.name,
        kinds=kinds,
        buttons=[
            Button(f"第{at}种", "veto.kind", (kind.kind,)) for at, kind in enumerate(kinds, 1)
        ],
    )


@view("veto_new")
def veto_new(scene: Scene, data: Data) -> Message:
    kind = vetoes.kinds(scene.book(data["village"]))[data["veto_kind"]]
    return render("veto_new", village=scene.book(data["village"]).village.name, text=kind.text)


@view("veto_card")
def veto_card(scene: Scene, data: Data) -> Message:
    row = _row(scene, data)
    act, stage = scene.act(row.village_id), vetoes.stage(row)
    known = vetoes.kinds(act.book).get(row.said["kind"])
    lift, refused = vetoes.asked(row), row.last("return", "keep")
    return render(
        "veto_card",
        village=act.book.village.name,
        number=row.village_id,
        name=known.name if known else row.said["kind"],
        clause=known.clause if known else "",
        on=row.said["on_day"],
        reason=row.said["reason"],
        by=scene.uow.grants.get(row.by_grant_id).post,
        stage=stage,
        lift=lift.reason if lift else "",
        refused=refused.reason if refused and stage in ("refused", "in-force") else "",
        signs=vetoes.may_sign(scene.actor, row),
        lifts=stage == "in-force" and scene.actor.post in vetoes.ENTITLED,
        entitled=scene.actor.post in vetoes.ENTITLED,
    )


@view("veto_why")
def veto_why(scene: Scene, data: Data) -> Message:
    return render(
        "veto_why", refuses=data["asked"] == "veto.no", reason=_row(scene, data).said["reason"]
    )


@view("veto_list")
def veto_list(scene: Scene, data: Data) -> Message:
    act = scene.act(data["village"])
    page = page_of(vetoes.of_village(act), data["page"], PAGE)
    enters = scene.actor.post in vetoes.ENTITLED and bool(vetoes.kinds(act.book))
    return _listed(scene, "veto_list", page, village=act.book.village.name, enters=enters)


@view("veto_queue")
def veto_queue(scene: Scene, data: Data) -> Message:
    """What waits for this person's signature in all his villages."""
    waiting = vetoes.waiting(scene.uow, scene.actor)
    enters = scene.actor.post in vetoes.ENTITLED
    return _listed(scene, "veto_queue", page_of(waiting, data["page"], PAGE), enters=enters)


def _listed(scene: Scene, kind: str, page: Any, /, **told: Any) -> Message:
    first = page.number * PAGE + 1
    return render(
        kind,
        page=page,
        first=first,
        rows=[_line(scene, row) for row in page.rows],
        buttons=[
            Button(f"看第{at}条", "veto.open", (row.id,)) for at, row in enumerate(page.rows, first)
        ],
        **told,
    )


def _line(scene: Scene, row: FactRow) -> dict[str, Any]:
    book = scene.book(row.village_id)
    known = vetoes.kinds(book).get(row.said["kind"])
    return {
        "village": book.village.name,
        "name": known.name if known else row.said["kind"],
        "on": row.said["on_day"],
        "stage": vetoes.stage(row),
    }
