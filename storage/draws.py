"""Samples drawn by lot, each with the seed by which anybody can draw it again."""

from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import RowMapping, select

from storage.repository import Repository
from storage.tables import Draw

_draw = Draw.__table__


@dataclass(frozen=True, slots=True, kw_only=True)
class NewDraw:
    """A sample of a population of villages or items, drawn for a place."""

    what: str
    scheme_id: str
    year: int
    place_id: int
    seed: str
    population: tuple[int, ...]
    sample: tuple[int, ...]
    by_id: int
    by_grant_id: int
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawRow(NewDraw):
    """A sample as it was drawn."""

    id: int


class Draws(Repository):
    """Samples drawn by lot."""

    def add(self, new: NewDraw) -> int:
        lists = {"population": list(new.population), "sample": list(new.sample)}
        return self._insert(_draw, **asdict(new) | lists)

    def of(self, what: str, scheme_id: str, year: int, place_id: int) -> list[DrawRow]:
        """The samples drawn for a place, oldest first."""
        query = select(_draw).where(
            _draw.c.what == what,
            _draw.c.scheme_id == scheme_id,
            _draw.c.year == year,
            _draw.c.place_id == place_id,
        )
        rows = self._db.execute(query.order_by(_draw.c.id)).mappings()
        return [DrawRow(**{**row, **_lists(row)}) for row in rows]


def _lists(row: RowMapping) -> dict[str, tuple[int, ...]]:
    return {name: tuple(row[name]) for name in ("population", "sample")}
