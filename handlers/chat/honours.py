"""加分, once reported: the lists of them, the town's yes or no, and then the city's."""

from typing import Any

from handlers.chat import asking, fact_photos
from handlers.chat.asking import Show
from handlers.chat.cards import Data, Press, action, say, tell, view
from handlers.chat.scene import Scene
from handlers.chat.turn import Turn
from handlers.messages.paging import page_of
from handlers.messages.render import Button, Message, render
from handlers.services import honours
from handlers.services.states import TOWN_CHECKERS
from rubric.posts import VILLAGE_POSTS
from rubric.scheme_tables import HonourKind
from storage.fact_rows import FactRow

PAGE = 3


def show(scene: Scene) -> None:
    """报加分 by its word: of one's own village."""
    say(scene, "honour_list", village=scene.book().village.id, page=0)


@action("honour.list")
def open_list(press: Press) -> None:
    village = press.args[0] if press.args else press.scene.book().village.id
    press.show("honour_list", village=village, page=0)


@action("honour.page")
def turn_page(press: Press) -> None:
    press.show(press.card.kind, **press.data | {"page": press.args[0]})


@action("honour.queue")
def open_queue(press: Press) -> None:
    press.show("honour_queue", page=0)


def tell_holders(scene: Scene, place: int, posts: frozenset[Any], row: int) -> None:
    """News to whoever holds one of the posts, but to the person who acts."""
    holders = scene.uow.grants.holders(place, tuple(posts), scene.today)
    others = [grant for grant in holders if grant.person_id != scene.actor.person_id]
    tell(scene, others, "honour_card", honour=row)


@action("honour.open")
def open_one(press: Press) -> None:
    press.show("honour_card", honour=press.args[0])


@action("honour.confirm")
def confirm(press: Press) -> None:
    """The town's word goes on to the city; the village is told either's."""
    scene, row = press.scene, row_of(press.scene, press.data)
    honours.confirm(press.turn.act(row.village_id), row)
    scene.forget()
    press.show("honour_card", honour=row.id)
    if scene.actor.post in TOWN_CHECKERS:
        town = scene.uow.places.town_of(row.village_id)
        tell_holders(scene, town.parent_id or town.id, honours.CITY, row.id)
    tell_holders(scene, row.village_id, VILLAGE_POSTS, row.id)


@action("honour.refuse")
def ask_reason(press: Press) -> None:
    row = row_of(press.scene, press.data)
    press.scene.act(row.village_id).require(honours.JUDGES)
    asking.ask(press.scene, press.show("honour_reason", honour=row.id), "honour.no", honour=row.id)


def take_refusal(turn: Turn, data: Data, text: str, show: Show) -> bool:
    """Why it is none; the village is told."""
    scene, row = turn.scene, row_of(turn.scene, data)
    honours.refuse(turn.act(row.village_id), row, text)
    scene.forget()
    show("honour_card", honour=row.id)
    tell_holders(scene, row.village_id, VILLAGE_POSTS, row.id)
    return True


@action("honour.back")
def back(press: Press) -> None:
    asking.drop(press.scene)
    press.show("honour_card", honour=press.data["honour"])


@action("honour.undo")
def undo(press: Press) -> None:
    row = row_of(press.scene, press.data)
    honours.withdraw(press.turn.act(row.village_id), row)
    press.show("honour_card", honour=row.id)


def row_of(scene: Scene, data: Data) -> FactRow:
    return scene.uow.facts.get("honour", data["honour"], scene.actor.scope)


def known_kinds(scene: Scene, village: int) -> list[HonourKind]:
    part = honours.scored(scene.book(village))
    return list(part.scheme.honours.values()) if part else []


def kind_name(scene: Scene, village: int, kind: str) -> str:
    return next((each.name for each in known_kinds(scene, village) if each.kind == kind), kind)


@view("honour_card")
def honour_card(scene: Scene, data: Data) -> Message:
    row = row_of(scene, data)
    act = scene.act(row.village_id)
    worth = honours.worth(act.book, row)
    refused = row.last("return") if row.status == "returned" else None
    return render(
        "honour_card",
        village=act.book.village.name,
        number=row.village_id,
        name=kind_name(scene, row.village_id, row.said["kind"]),
        on=row.said["on_day"],
        piece=row.said["piece"],
        source=row.said["source"],
        status=row.status,
        by_city=row.last("confirm_city") is not None,
        reason=refused.reason if refused else "",
        adds=worth.adds if worth else None,
        most=worth.bonus.most if worth and worth.bonus else None,
        judges=honours.may_judge(scene.actor, row),
        mine=row.status == "open" and row.by_id == scene.actor.person_id,
        today=scene.today,
        in_village=scene.actor.in_village,
        photos=fact_photos.button_of(scene, row.ref),
    )


@view("honour_reason")
def honour_reason(scene: Scene, data: Data) -> Message:
    row = row_of(scene, data)
    if not honours.may_judge(scene.actor, row):
        return honour_card(scene, data)
    return render("honour_reason", piece=row.said["piece"])


@view("honour_list")
def honour_list(scene: Scene, data: Data) -> Message:
    """A village's honours of this year and last."""
    act = scene.act(data["village"])
    page = page_of(honours.of_village(act), data["page"], PAGE)
    starts = scene.actor.post in honours.REPORTERS and honours.scored(act.book) is not None
    return _listed(scene, "honour_list", page, village=act.book.village.name, starts=starts)


@view("honour_queue")
def honour_queue(scene: Scene, data: Data) -> Message:
    """What waits for this person's word in all his villages."""
    waiting = honours.waiting(scene.uow, scene.actor)
    return _listed(scene, "honour_queue", page_of(waiting, data["page"], PAGE))


def _listed(scene: Scene, kind: str, page: Any, /, **told: Any) -> Message:
    first = page.number * PAGE + 1
    return render(
        kind,
        page=page,
        rows=[_line(scene, row) for row in page.rows],
        first=first,
        buttons=[
            Button(f"看第{at}条", "honour.open", (row.id,))
            for at, row in enumerate(page.rows, first)
        ],
        **told,
    )


def _line(scene: Scene, row: FactRow) -> dict[str, Any]:
    return {
        "village": scene.uow.places.get(row.village_id).name,
        "piece": row.said["piece"],
        "on": row.said["on_day"],
        "status": row.status,
        "by_city": row.last("confirm_city") is not None,
    }
