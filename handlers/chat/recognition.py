"""名单: the city-wide order with what becomes of each, ties decided by a person, the list fixed."""

from handlers.chat import asking
from handlers.chat.asking import Show
from handlers.chat.cards import Data, Press, action, say, view
from handlers.chat.procedures import current, of_city, place, place_of, proceeding
from handlers.chat.scene import Scene
from handlers.chat.turn import Turn
from handlers.messages.paging import page_of
from handlers.messages.render import Button, Message, button, render
from handlers.services import public_notice, recognition_list
from handlers.services.errors import NotNow
from handlers.services.proceeding import CITY, Proceeding
from handlers.services.recognition_list import CityList, Entry

PAGE, TIED = 4, 4


def show_list(scene: Scene) -> None:
    """The key 名单."""
    say(scene, "list_show", **current(scene), page=0)


@action("list.show")
def open_list(press: Press) -> None:
    press.show("list_show", **place(press), page=press.args[0])


@action("list.fix")
def fix(press: Press) -> None:
    """定名单."""
    recognition_list.fix(proceeding(press.scene, press.data))
    press.show("list_show", **place_of(press.data), page=0)


@action("list.tie")
def open_tie(press: Press) -> None:
    press.show("list_tie", **place_of(press.data), town=press.args[0], chosen=[])


@action("list.toggle")
def toggle(press: Press) -> None:
    """选 or 去掉 among equals: on the card only, until a reason is given."""
    chosen = set(press.data["chosen"]) ^ {press.args[0]}
    press.show("list_tie", **{**press.data, "chosen": sorted(chosen)})


@action("list.reason")
def ask_reason(press: Press) -> None:
    """写理由: with the next sentence the choice is made."""
    data = press.data
    proceeding(press.scene, data).require(CITY)
    seats = recognition_list.compute(of_city(press.scene, data)).seats.get(data["town"], 0)
    if len(data["chosen"]) != seats:
        raise NotNow("seats", seats=seats)
    asking.ask(press.scene, press.show("list_reason", **data), "list.reason", **data)


@action("list.back")
def leave(press: Press) -> None:
    asking.drop(press.scene)
    press.show("list_show", **place_of(press.data), page=0)


def take_reason(turn: Turn, data: Data, text: str, show: Show) -> bool:
    """Why these and not the others."""
    city = proceeding(turn.scene, data)
    recognition_list.choose(city, data["town"], data["chosen"], text)
    show("list_show", **place_of(data), page=0)
    return True


@view("list_show")
def list_show(scene: Scene, data: Data) -> Message:
    """The city-wide order, for the city only."""
    city = of_city(scene, data)
    found = recognition_list.compute(city)
    page = page_of(found.entries, data["page"], PAGE)
    return render(
        "list_show",
        year=city.year,
        by=recognition_list.decide_by(city.scheme, city.year),
        page=page,
        rows=[_row(one) for one in page.rows],
        missing=len(found.missing),
        ties=len(found.seats),
        tie=[button("处理同分", "list.tie", town) for town in list(found.seats)[:1]],
        step=_step(city, found) if scene.actor.post in CITY else "",
        buttons=[
            Button(f"看第{number}个", "list.village", (one.row.village_id,))
            for number, one in enumerate(page.rows, 1)
        ],
    )


def _row(one: Entry) -> Data:
    return {
        "place": one.city_place,
        "village": one.village,
        "town": one.town,
        "town_place": one.town_place,
        "points": one.points,
        "outcome": one.outcome,
        "state": state_of(one),
    }


def state_of(one: Entry) -> str:
    """How far a nominee on the list has come: open, fixed, posted or confirmed."""
    if one.row.status == "confirmed":
        return "confirmed"
    if not recognition_list.taken(one.row):
        return "open"
    return "posted" if public_notice.notice(one.row) else "fixed"


def _step(city: Proceeding, found: CityList) -> str:
    """What the city can do next with the whole list."""
    listed = recognition_list.listed(city)
    if public_notice.waiting(city):
        return "confirm"
    if any(public_notice.notice(row) is None for row in listed) and not _unfixed(found):
        return "post"
    return "fix" if found.ready and _unfixed(found) else ""


def _unfixed(found: CityList) -> bool:
    """Whether the list as it stands differs from the one that was fixed."""
    return any(recognition_list.moved(one) for one in found.entries)


@view("list_tie")
def list_tie(scene: Scene, data: Data) -> Message:
    """Equals at a town's quota, and how many seats there are for them."""
    city = of_city(scene, data)
    found = recognition_list.compute(city)
    if data["town"] not in found.seats:
        return list_show(scene, {**place_of(data), "page": 0})
    tied = found.tied(data["town"])
    return render(
        "list_tie",
        town=tied[0].town,
        points=tied[0].points,
        seats=found.seats[data["town"]],
        rows=[
            {"village": one.village, "chosen": one.row.village_id in data["chosen"]} for one in tied
        ],
        ready=len(data["chosen"]) == found.seats[data["town"]],
        buttons=[_choice(one, data["chosen"], at) for at, one in enumerate(tied[:TIED], 1)],
    )


def _choice(one: Entry, chosen: list[int], at: int) -> Button:
    verb = "去掉" if one.row.village_id in chosen else "选"
    return Button(f"{verb}第{at}个", "list.toggle", (one.row.village_id,))


@view("list_reason")
def list_reason(scene: Scene, data: Data) -> Message:
    """The question for a reason; when nothing is to be decided any more, the list."""
    city = of_city(scene, data)
    found = recognition_list.compute(city)
    if data["town"] not in found.seats:
        return list_show(scene, {**place_of(data), "page": 0})
    names = [
        one.village for one in found.tied(data["town"]) if one.row.village_id in data["chosen"]
    ]
    return render("list_reason", names=names)
