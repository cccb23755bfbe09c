"""The city's home: how far the year's recognition is, and what waits for the city."""

from collections.abc import Iterable, Iterator

from handlers.chat.cards import Data, Press, action, say, view
from handlers.chat.home import acting_as
from handlers.chat.procedures import current, of_city, place, place_of
from handlers.chat.scene import Scene
from handlers.messages.paging import page_of
from handlers.messages.render import Message, render
from handlers.services import evaluations, public_notice, recognition_list, spot_checks
from handlers.services.errors import NotNow
from handlers.services.nominations import nominees
from handlers.services.proceeding import CITY, Proceeding
from handlers.services.quotas import quotas
from handlers.services.seal_progress import seal_by
from handlers.services.sealed_scores import town_scores
from storage.places import PlaceRow

PAGE = 5


@action("city.home")
def open_home(press: Press) -> None:
    """The same card for another year."""
    press.show("home_city", **{**place(press), "year": press.args[0]})


@action("city.towns")
def open_towns(press: Press) -> None:
    press.show("city_towns", **place(press), page=press.args[0])


def show_towns(scene: Scene) -> None:
    say(scene, "city_towns", **current(scene), page=0)


@view("home_city")
def home_city(scene: Scene, data: Data) -> Message:
    """Counts only; no village is set beside another."""
    chosen = _chosen(scene, data)
    if chosen is None:
        return render("home_city_idle", city=scene.actor.place)
    city = of_city(scene, chosen)
    checks = [one.state for one in spot_checks.overview(city) if one.obstacle != "vetoed"]
    return render(
        "home_city",
        city=scene.actor.place,
        year=city.year,
        this_year=scene.today.year,
        due=seal_by(city.scheme, city.year),
        acting=acting_as(scene),
        sealed=len(town_scores(city)),
        villages=len(city.villages()),
        runs=scene.actor.post in CITY,
        undrawn=checks.count("undrawn"),
        drawn=checks.count("drawn"),
        confirmable=len(spot_checks.confirmable(city)),
        to_sign=len(evaluations.to_sign(city)),
        **_listing(city),
    )


def _chosen(scene: Scene, data: Data) -> Data | None:
    """The card's own year, or this one's; none where nothing is recognised by points."""
    if data:
        return place_of(data)
    try:
        return current(scene)
    except NotNow:
        return None


def _listing(city: Proceeding) -> dict[str, int]:
    found = recognition_list.compute(city)
    up = [row for row in recognition_list.listed(city) if row.status == "open"]
    return {
        "nominated": len(nominees(city)),
        "evaluated": len(found.entries),
        "ties": len(found.seats),
        "posted": sum(public_notice.notice(row) is not None for row in up),
        "waiting": len(public_notice.waiting(city)),
    }


@view("city_towns")
def city_towns(scene: Scene, data: Data) -> Message:
    """Town by town, in the roster's order: sealed, confirmed, put forward."""
    city = of_city(scene, data)
    page = page_of(city.towns(), data["page"], PAGE)
    return render(
        "city_towns",
        year=city.year,
        page=page,
        rows=list(_towns(city, page.rows)),
    )


def _towns(city: Proceeding, towns: Iterable[PlaceRow]) -> Iterator[Data]:
    sealed, confirmed, chosen = (
        frozenset(found)
        for found in (town_scores(city), spot_checks.confirmed(city), nominees(city))
    )
    known, below = quotas(city.uow, city.scheme, city.year), city.by_town()
    for town in towns:
        own = {village.id for village in below[town.id]}
        yield {
            "town": town.name,
            "villages": len(own),
            "sealed": len(own & sealed),
            "confirmed": len(own & confirmed),
            "nominated": len(own & chosen),
            "quota": known.get(town.id),
        }
