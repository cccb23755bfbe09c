"""The demo's county with the city's people on their phones, and whatever has been sealed."""

from collections.abc import Iterator
from contextlib import contextmanager

from rubric.posts import Post
from storage.grants import GrantRow
from tests.handlers.services.hall import Hall
from tests.handlers.services.procedure import Procedure
from tests.handlers.stage import Phone, Shown, Stage

VILLAGES = {"first": "示例一村", "second": "示例二村", "third": "示例三村"}
CITY = {
    "bureau": ("2001", Post.CITY_AGRICULTURE),
    "colleague": ("2002", Post.CITY_AGRICULTURE),
    "partner": ("2003", Post.CITY_PANEL),
    "other": ("2004", Post.CITY_PANEL),
}


class CityHall:
    """The city's phones, and a way to bring the county forward behind their backs."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.places: dict[str, int] = {}
        self.grants: dict[str, GrantRow] = {}
        with stage.begin() as uow:
            self.places = self._places(uow)
            hall = Hall(uow, stage.schemes, stage.now, self.places)
            for name, (phone, post) in CITY.items():
                grant = hall.appoint(post, "city", hall.person(f"示例{name}"))
                uow.people.bind(grant.person_id, phone, phone, stage.now)
                self.grants[name] = grant

    def _places(self, uow) -> dict[str, int]:
        (town,) = uow.places.towns()
        city = uow.places.city()
        known = {village.name: village.id for village in uow.places.villages_of(town.id)}
        return {"city": city.id, "town": town.id} | {
            key: known[name] for key, name in VILLAGES.items()
        }

    @contextmanager
    def at_work(self) -> Iterator[Procedure]:
        """The county's procedure, to be brought forward in one transaction."""
        with self.stage.begin() as uow:
            hall = Hall(uow, self.stage.schemes, self.stage.now, self.places)
            office = uow.grants.holders(
                self.places["town"], (Post.TOWN_OFFICE,), self.stage.now.date()
            )[0]
            yield Procedure(hall, self.stage.now, bureau=self.grants["bureau"], office=office)

    def phone(self, name: str) -> Phone:
        return self.stage.phone(CITY[name][0])


def find(card: Shown, part: str) -> str:
    """The label of the card's button that has these words."""
    return next(label for label in card.buttons if part in label)
