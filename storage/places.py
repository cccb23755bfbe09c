"""Cities, towns and villages."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from storage.errors import NotFound
from storage.repository import Repository
from storage.tables import Place

_place = Place.__table__


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
    """The tree of places."""

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
        query = select(_place).where(_place.c.id == place_id)
        row = self._db.execute(query).mappings().one_or_none()
        if row is None:
            raise NotFound("地方", place_id)
        return PlaceRow(**row)

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
        self._update(_place, _place.c.id == place_id, profile=dict(profile), contact=contact)

    def villages_of(self, place_id: int) -> list[PlaceRow]:
        """All villages at or below the place, by number."""
        below = select(_place.c.id).where(_place.c.id == place_id).cte("below", recursive=True)
        below = below.union_all(select(_place.c.id).where(_place.c.parent_id == below.c.id))
        query = select(_place).where(
            _place.c.kind == "village", _place.c.id.in_(select(below.c.id))
        )
        rows = self._db.execute(query.order_by(_place.c.id)).mappings()
        return [PlaceRow(**row) for row in rows]

    def towns(self) -> list[PlaceRow]:
        """All towns, by number."""
        query = select(_place).where(_place.c.kind == "town").order_by(_place.c.id)
        return [PlaceRow(**row) for row in self._db.execute(query).mappings()]

    def town_of(self, village_id: int) -> PlaceRow:
        """The town a village belongs to."""
        town_id = self.get(village_id).parent_id
        if town_id is None:
            raise NotFound("所属镇(街道)", village_id)
        return self.get(town_id)
