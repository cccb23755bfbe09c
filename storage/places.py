"""Cities, towns and villages."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import String, bindparam, func, select

from storage.direct import Direct
from storage.errors import NotFound
from storage.repository import Repository
from storage.tables import Place

_place = Place.__table__
_below = select(_place.c.id).where(_place.c.id == bindparam("top")).cte("below", recursive=True)
_below = _below.union_all(select(_place.c.id).where(_place.c.parent_id == _below.c.id))
_VILLAGES = (
    select(_place)
    .where(_place.c.kind == "village", _place.c.id.in_(select(_below.c.id)))
    .order_by(_place.c.id)
)
_length = func.length(_place.c.name)
_begun = func.substr(bindparam("words", type_=String), 1, _length)
_BEGINS = (
    select(_place.c.name)
    .where(_place.c.parent_id == bindparam("above"), _begun == _place.c.name)
    .order_by(_length.desc())
    .limit(1)
)


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A city, a town or a village; `contact` is whom its people ask for help."""

    id: int
    kind: str
    name: str
    parent_id: int | None
    profile: Mapping[str, Any]
    contact: str


class Places(Repository):
    """The tree of places; one that was read is not read again in the same transaction."""

    def __init__(self, connection: Direct) -> None:
        super().__init__(connection)
        self._known: dict[int, PlaceRow] = {}

    def add(
        self,
        kind: str,
        name: str,
        parent_id: int | None = None,
        profile: Mapping[str, Any] | None = None,
        contact: str = "",
    ) -> int:
        values = {"kind": kind, "name": name, "parent_id": parent_id, "contact": contact}
        return self._insert(_place, **values, profile=dict(profile or {}))

    def get(self, place_id: int) -> PlaceRow:
        if place_id not in self._known:
            row = self._first(_place, id=place_id)
            if row is None:
                raise NotFound("地方", place_id)
            self._known[place_id] = PlaceRow(**row)
        return self._known[place_id]

    def find(self, kind: str, name: str, parent_id: int | None) -> PlaceRow | None:
        query = select(_place).where(
            _place.c.kind == kind,
            _place.c.name == name,
            _place.c.parent_id.is_not_distinct_from(parent_id),
        )
        row = self._db.execute(query).mappings().first()
        return PlaceRow(**row) if row else None

    def describe(self, place_id: int, profile: Mapping[str, Any], contact: str) -> None:
        """Set what a scheme must know of the place, and whom its people ask."""
        self._known.pop(place_id, None)
        self._change(_place, place_id, profile=dict(profile), contact=contact)

    def villages_of(self, place_id: int) -> list[PlaceRow]:
        """All villages at or below the place, by number."""
        place = self.get(place_id)
        if place.kind == "village":
            return [place]
        rows = self._db.execute(_VILLAGES, {"top": place_id}).mappings()
        below = [PlaceRow(**row) for row in rows]
        self._known.update((each.id, each) for each in below)
        return below

    def name_begun(self, place_id: int, words: str) -> str:
        """The name of a place right below this one with which the words begin, the longest."""
        return self._db.execute(_BEGINS, {"above": place_id, "words": words}).scalar() or ""

    def towns(self) -> list[PlaceRow]:
        """All towns, by number."""
        return [PlaceRow(**row) for row in self._all(_place, kind="town")]

    def city(self) -> PlaceRow | None:
        """The city that runs the programme; None before the first roster."""
        row = self._first(_place, kind="city")
        return PlaceRow(**row) if row else None

    def town_of(self, village_id: int) -> PlaceRow:
        """The town a village belongs to."""
        town_id = self.get(village_id).parent_id
        if town_id is None:
            raise NotFound("所属镇(街道)", village_id)
        return self.get(town_id)
