"""抽查: the lots, the drawn villages with their items, the opinion, and 达标 confirmed."""

from handlers.chat import fact_photos
from handlers.chat.cards import Data, Press, action, say, tell, view
from handlers.chat.procedures import current, of_city, place, place_of, proceeding
from handlers.chat.scene import Scene
from handlers.messages.paging import page_of
from handlers.messages.render import Button, Message, button, render
from handlers.services import county, spot_checks
from handlers.services.proceeding import CITY
from handlers.services.sealed import points
from handlers.services.spot_checks import Checked
from handlers.services.worksheets import Worksheet, sheet_in_force
from rubric.posts import VILLAGE_POSTS, Post

PAGE, ITEMS = 4, 3
ORDER = ("drawn", "seen", "spared", "undrawn", "confirmed")
SHARES, NUMBERS = (10, 20, 30), (3, 5, 8)
"""Percent of a town's villages, and items a village, that one tap chooses."""


def show_list(scene: Scene) -> None:
    """The key 抽查."""
    say(scene, "spot_list", **current(scene), page=0)


@action("spot.list")
def open_list(press: Press) -> None:
    press.show("spot_list", **place(press), page=press.args[0])


@action("spot.lots")
def choose_lots(press: Press) -> None:
    """How many are drawn: as the county last chose, or as tapped here."""
    percent, items = press.args or _usual(press.scene)
    press.show("spot_draw", **place_of(press.data), percent=percent, items=items)


def _usual(scene: Scene) -> tuple[int, int]:
    names = (county.SPOT_SHARE, county.SPOT_ITEMS)
    percent, items = (county.reading(scene.uow, name) for name in names)
    return percent, items


@action("spot.draw")
def draw(press: Press) -> None:
    """按此抽签."""
    city = proceeding(press.scene, press.data)
    spot_checks.draw(city, press.data["percent"], press.data["items"])
    press.show("spot_list", **place_of(press.data), page=0)


@action("spot.village")
def open_village(press: Press) -> None:
    """The drawn village's items; looking begins here."""
    data = {**place_of(press.data), "village": press.args[0]}
    spot_checks.opened(press.turn.act(data["village"]), proceeding(press.scene, data))
    press.show("city_check", **data, page=0)


@action("spot.items")
def open_items(press: Press) -> None:
    told = {**place_of(press.data), "village": press.data["village"]}
    press.show("city_check", **told, page=press.args[0])


@action("spot.opinion")
def give_opinion(press: Press) -> None:
    """出具意见, on the evidence that the card showed; the town is told."""
    data = {**place_of(press.data), "village": press.data["village"]}
    act = press.turn.act(data["village"])
    sheet = spot_checks.opened(act, proceeding(press.scene, data))
    outcome = spot_checks.give_opinion(act, sheet.row, press.args[0])
    if outcome.sheet is None:
        press.show("city_check", **data, page=0, moved=True)
        return
    press.show("spot_opinion", **data)
    _tell_town(press.scene, data["village"], "spot_opinion", **data)


@action("spot.confirm")
def confirm(press: Press) -> None:
    """确认达标: the village of the card, or all of the list that were not drawn."""
    city = proceeding(press.scene, press.data)
    alone = press.data.get("village")
    spared = [one.village.id for one in spot_checks.confirmable(city, "spared")]
    villages = [alone] if alone else spared
    spot_checks.confirm(city, villages)
    told = place_of(press.data)
    if alone:
        press.show("spot_opinion", **told, village=alone)
    else:
        press.show("spot_list", **told, page=0)
    _tell_confirmed(press.scene, villages, told)


def _tell_confirmed(scene: Scene, villages: list[int], told: Data) -> None:
    """Each village once; each town once, whatever the number of its villages."""
    for village in villages:
        holders = scene.uow.grants.holders(village, VILLAGE_POSTS, scene.today)
        tell(scene, holders, "spot_confirmed", **told, villages=[village])
    towns = {village: scene.uow.places.town_of(village).id for village in villages}
    for town in dict.fromkeys(towns.values()):
        own = [village for village, of in towns.items() if of == town]
        holders = scene.uow.grants.holders(town, (Post.TOWN_OFFICE,), scene.today)
        tell(scene, holders, "spot_confirmed", **told, villages=own)


def _tell_town(scene: Scene, village: int, kind: str, /, **told: object) -> None:
    town = scene.uow.places.town_of(village).id
    holders = scene.uow.grants.holders(town, (Post.TOWN_OFFICE,), scene.today)
    tell(scene, holders, kind, **told)


@view("spot_list")
def spot_list(scene: Scene, data: Data) -> Message:
    """What waits for a look first; a village still without lots is only counted."""
    city = of_city(scene, data)
    every = spot_checks.overview(city)
    known = [one for one in every if one.state in ("drawn", "seen")]
    page = page_of(sorted(known, key=lambda one: ORDER.index(one.state)), data["page"], PAGE)
    return render(
        "spot_list",
        year=city.year,
        page=page,
        counts={state: sum(one.state == state for one in every) for state in ORDER},
        lots=sum(one.obstacle == "undrawn" for one in every),
        spared=len(spot_checks.confirmable(city, "spared")),
        rows=[_row(scene, one) for one in page.rows],
        buttons=[
            Button(f"看第{number}个", *_opening(one)) for number, one in enumerate(page.rows, 1)
        ],
    )


def _row(scene: Scene, one: Checked) -> Data:
    return {
        "town": scene.uow.places.get(one.town_id).name,
        "village": one.village.name,
        "spot": one.score.spot,
        "fell_short": one.score.fell_short,
        "state": one.state,
    }


def _opening(one: Checked) -> tuple[str, tuple[int]]:
    return ("spot.village" if one.state == "drawn" else "spot.result", (one.village.id,))


@action("spot.result")
def open_result(press: Press) -> None:
    press.show("spot_opinion", **place_of(press.data), village=press.args[0])


@view("spot_draw")
def spot_draw(scene: Scene, data: Data) -> Message:
    """The readings by which lots are drawn, and others to choose."""
    city = of_city(scene, data)
    percent, items = data["percent"], data["items"]
    return render(
        "spot_draw",
        year=city.year,
        lots=sum(one.obstacle == "undrawn" for one in spot_checks.overview(city)),
        percent=percent,
        items=items,
        shares=[
            button(f"抽{each}%", "spot.lots", each, items) for each in SHARES if each != percent
        ],
        numbers=[
            button(f"查{each}项", "spot.lots", percent, each) for each in NUMBERS if each != items
        ],
    )


@view("city_check")
def city_check(scene: Scene, data: Data) -> Message:
    """The drawn items: as the town has them, the same, or changed."""
    city, act = of_city(scene, data), scene.act(data["village"])
    sheet = spot_checks.running(act, city)
    if sheet is None:
        return spot_opinion(scene, data)
    page = page_of(tuple(sheet.lines), data["page"], ITEMS)
    return render(
        "city_check",
        village=act.book.village.name,
        town_points=sum(sheet.amounts.values()),
        items=len(sheet.lines),
        page=page,
        rows=[_item(sheet, no) for no in page.rows],
        open=[button(f"查第{no}项", "city.item", no) for no in sheet.open[:1]],
        others=[button(f"第{no}项", "city.item", no) for no in page.rows if no != _first(sheet)],
        evidence=sheet.proposal.evidence,
        moved=data.get("moved", False),
        photos=fact_photos.button_of(scene, fact_photos.spot_ref(data)),
        shooting=data.get("shooting", False),
    )


@action("spot.photo")
def shoot(press: Press) -> None:
    """现场拍照: what is sent now belongs to this check."""
    press.show("city_check", **press.data | {"shooting": True})


def _first(sheet: Worksheet) -> int | None:
    return next(iter(sheet.open), None)


def _item(sheet: Worksheet, no: int) -> Data:
    return {
        "no": no,
        "town": sheet.lines[no].proposed,
        "given": sheet.amounts[no] if no in sheet.given else None,
    }


@view("spot_opinion")
def spot_opinion(scene: Scene, data: Data) -> Message:
    """What the city found, for the city and for the town."""
    act, year = scene.act(data["village"]), data["year"]
    spot = sheet_in_force(act, data["scheme"], year, spot_checks.LEVEL)
    town = sheet_in_force(act, data["scheme"], year, "town")
    own = proceeding(scene, data)
    known = {one.village.id: one for one in spot_checks.overview(own)}
    one = known.get(data["village"])
    return render(
        "spot_opinion",
        village=act.book.village.name,
        year=year,
        town_points=points(town) if town else None,
        spot_points=points(spot) if spot else None,
        confirmed=data["village"] in spot_checks.confirmed(own),
        may_confirm=bool(one and not one.obstacle) and scene.actor.post in CITY,
        of_city=not scene.actor.in_village and scene.actor.post in CITY,
        photos=fact_photos.button_of(scene, fact_photos.spot_ref(data)),
        changed=[each for each in spot.content["items"] if each["reason"]] if spot else [],
    )


@view("spot_confirmed")
def spot_confirmed(scene: Scene, data: Data) -> Message:
    """News to a village, and to its town: confirmed by the city."""
    names = [scene.book(village).village.name for village in data["villages"]]
    return render("spot_confirmed", year=data["year"], names=names)
