"""任务数: every town's numbers of the year, entered by the city with one sentence."""

import re
from unicodedata import normalize

from handlers.chat import asking
from handlers.chat.asking import Show
from handlers.chat.cards import Data, Press, action, view
from handlers.chat.procedures import of_city, place, place_of, proceeding
from handlers.chat.scene import Scene
from handlers.chat.turn import Turn
from handlers.messages.paging import page_of
from handlers.messages.render import Button, Message, render
from handlers.services import quotas
from handlers.services.actor import CITY_RUNNERS

PAGE = 4
SAID = re.compile(
    r"(?P<number>\d+)|(?P<up_to_standard>达标)|(?P<demonstration>示范[^\d达]*?标杆|示范|标杆)"
)
NAMES = ("up_to_standard", "demonstration")


@action("quota.list")
def open_list(press: Press) -> None:
    press.show("quota_list", **place(press), page=press.args[0] if press.args else 0)


@action("quota.town")
def ask_numbers(press: Press) -> None:
    """The next sentence has both numbers."""
    told = {**place_of(press.data), "town": press.args[0]}
    proceeding(press.scene, told).require(frozenset(CITY_RUNNERS))
    asking.ask(press.scene, press.show("quota_town", **told), "quota.numbers", **told)


@action("quota.back")
def leave(press: Press) -> None:
    """返回: nothing was entered."""
    asking.drop(press.scene)
    press.show("quota_list", **place_of(press.data), page=0)


def take_numbers(turn: Turn, data: Data, text: str, show: Show) -> bool:
    """达标19,示范2; False unless it is clear which number is which."""
    numbers = told(text)
    if numbers is None:
        return False
    quotas.set_one(proceeding(turn.scene, data), data["town"], **numbers)
    show("quota_list", **place_of(data), page=0)
    return True


def told(text: str) -> dict[str, int] | None:
    """Two numbers by their names, in whatever order; 达标 first where neither is named.

    >>> told("示范3 达标5")
    {'demonstration': 3, 'up_to_standard': 5}
    """
    found = list(SAID.finditer(normalize("NFKC", text)))
    numbers = [int(each[0]) for each in found if each.lastgroup == "number"]
    named = [each.lastgroup or "" for each in found if each.lastgroup != "number"]
    if len(numbers) != len(NAMES) or (named and not _paired(found, named)):
        return None
    return dict(zip(named or NAMES, numbers, strict=True))


def _paired(found: list[re.Match[str]], named: list[str]) -> bool:
    """Whether each name has its own number, all before theirs or all behind them."""
    first, second = ({each.lastgroup == "number" for each in found[at::2]} for at in (0, 1))
    return sorted(named) == sorted(NAMES) and len(first) == len(second) == 1 and first != second


@view("quota_list")
def quota_list(scene: Scene, data: Data) -> Message:
    city = of_city(scene, data)
    known = quotas.quotas(city.uow, city.scheme, city.year)
    page = page_of(city.towns(), data["page"], PAGE)
    return render(
        "quota_list",
        year=city.year,
        page=page,
        rows=[{"town": town.name, "quota": known.get(town.id)} for town in page.rows],
        buttons=[Button(town.name, "quota.town", (town.id,)) for town in page.rows],
        missing=sum(town.id not in known for town in city.towns()),
    )


@view("quota_town")
def quota_town(scene: Scene, data: Data) -> Message:
    city = of_city(scene, data)
    known = quotas.quotas(city.uow, city.scheme, city.year).get(data["town"])
    town = city.uow.places.get(data["town"]).name
    return render("quota_town", town=town, year=city.year, quota=known)
