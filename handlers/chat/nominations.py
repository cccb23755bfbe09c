"""上报示范(标杆): a town chooses among its villages over the line, and puts them forward."""

from handlers.chat.cards import Data, Press, action, say, tell, view
from handlers.chat.procedures import current, place, place_of, proceeding
from handlers.chat.scene import Scene
from handlers.messages.paging import page_of
from handlers.messages.render import Button, Message, render
from handlers.services import nominations
from handlers.services.errors import Denied, NotNow
from handlers.services.nominations import Candidate
from handlers.services.proceeding import CITY
from rubric.posts import TOWN_POSTS

PAGE = 4


def show_slate(scene: Scene) -> None:
    """上报示范村居, as words."""
    say(scene, "nominate", **_as_it_stands(scene, current(scene)))


@action("nominate.open")
def open_slate(press: Press) -> None:
    press.show("nominate", **_as_it_stands(press.scene, place(press)))


def _as_it_stands(scene: Scene, data: Data) -> Data:
    """Whoever is put forward already is chosen on the card."""
    slate = nominations.slate(proceeding(scene, data), scene.actor.place_id)
    return {**data, "page": 0, "chosen": sorted(slate.nominated)}


@action("nominate.page")
def turn_page(press: Press) -> None:
    press.show("nominate", **{**press.data, "page": press.args[0]})


@action("nominate.toggle")
def toggle(press: Press) -> None:
    """选 or 去掉: on the card only, until it is put forward."""
    chosen = set(press.data["chosen"]) ^ {press.args[0]}
    press.show("nominate", **{**press.data, "chosen": sorted(chosen)})


@action("nominate.submit")
def put_forward(press: Press) -> None:
    """上报, or 撤回上报 where none is chosen any more: the city is told once."""
    data, town = press.data, press.scene.actor.place_id
    slate = nominations.slate(proceeding(press.scene, data), town)
    if not data["chosen"] and not slate.nominated:
        raise NotNow("no-nominee")
    nominations.put_forward(proceeding(press.scene, data), town, data["chosen"])
    press.show("nominate", **data)
    city = press.turn.uow.places.city()
    holders = press.turn.uow.grants.holders(city.id, CITY, press.scene.today) if city else []
    tell(press.scene, holders, "nominated", **place_of(data), town=town)


@view("nominate")
def nominate(scene: Scene, data: Data) -> Message:
    """The town's villages over the line, the best first; its own business."""
    if scene.actor.post not in TOWN_POSTS:
        raise Denied(tuple(sorted(nominations.NOMINATORS)))
    found = nominations.slate(proceeding(scene, data), scene.actor.place_id)
    page = page_of(found.candidates, data["page"], PAGE)
    may = found.changeable and found.room is not None and _entitled(scene)
    return render(
        "nominate",
        year=data["year"],
        line=scene.schemes[data["scheme"]].thresholds.demonstration,
        room=found.room,
        beyond=scene.schemes[data["scheme"]].recognition.beyond_quota,
        changeable=found.changeable,
        page=page,
        chosen=data["chosen"],
        nominated=found.nominated,
        moved=set(data["chosen"]) != found.nominated,
        may=may,
        buttons=[_button(one, data["chosen"], at) for at, one in enumerate(page.rows, 1)]
        if may
        else [],
    )


def _entitled(scene: Scene) -> bool:
    return scene.actor.post in nominations.NOMINATORS


def _button(one: Candidate, chosen: list[int], at: int) -> Button:
    verb = "去掉" if one.village.id in chosen else "选"
    return Button(f"{verb}第{at}个", "nominate.toggle", (one.village.id,))


@view("nominated")
def nominated(scene: Scene, data: Data) -> Message:
    """News to the city: whom a town put forward."""
    city = proceeding(scene, data)
    own = {village.id: village.name for village in city.villages(data["town"])}
    names = [own[village] for village in nominations.nominees(city) if village in own]
    town = scene.uow.places.get(data["town"]).name
    return render("nominated", year=data["year"], town=town, names=names)
