"""Who and what the ledger already knows of a roster's places. Reads only, each place once."""

from handlers.services.roster_entries import Where
from storage.grants import GrantRow
from storage.people import PersonRow
from storage.places import PlaceRow
from storage.unit_of_work import UnitOfWork


class Census:
    """Places by their names, with everybody who holds or held a post in them."""

    def __init__(self, uow: UnitOfWork) -> None:
        self._uow = uow
        self._towns = {town.name: town for town in uow.places.towns()}
        self._places: dict[Where, PlaceRow | None] = {}
        self._grants: dict[Where, list[GrantRow]] = {}
        self._people: dict[int, PersonRow] = {}

    def place(self, where: Where) -> PlaceRow | None:
        if where not in self._places:
            self._places[where] = self._find(where)
        return self._places[where]

    def _find(self, where: Where) -> PlaceRow | None:
        if not where.town:
            return self._uow.places.city()
        town = self._towns.get(where.town)
        if town is None or not where.village:
            return town
        return self._uow.places.find("village", where.village, town.id)

    def grants(self, where: Where) -> list[GrantRow]:
        """Every grant that is or was held in the place."""
        place = self.place(where)
        if where not in self._grants:
            self._grants[where] = self._uow.grants.of_place(place.id) if place else []
        return self._grants[where]

    def person(self, person_id: int) -> PersonRow:
        if person_id not in self._people:
            self._people[person_id] = self._uow.people.get(person_id)
        return self._people[person_id]

    def coded(self, code: str) -> PersonRow | None:
        return self._uow.people.by_code(code)

    def namesakes(self, where: Where, name: str) -> list[PersonRow]:
        """Everybody of this name who holds or held a post in the place."""
        ids = dict.fromkeys(grant.person_id for grant in self.grants(where))
        return [person for each in ids if (person := self.person(each)).name == name]

    def enrolled(self, where: Where) -> frozenset[str]:
        """The schemes the village is under or will be."""
        place = self.place(where)
        return self._uow.enrolments.schemes_of(place.id) if place else frozenset()
