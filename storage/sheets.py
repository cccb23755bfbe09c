"""Sealed score sheets (评分表): appended, never changed; a correction is a new one."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select

from storage.errors import NotFound
from storage.repository import Repository
from storage.scope import Scope
from storage.tables import Sheet

_sheet = Sheet.__table__


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSheet:
    """What is sealed. `content` is all that is printed; the hashes and the chain's end prove it."""

    village_id: int
    scheme_id: str
    scheme_version: str
    year: int
    level: str
    scoring_id: int
    as_of: date
    content: Mapping[str, Any]
    evidence_hash: str
    sheet_hash: str
    chain_seq: int
    chain_head: str
    by_id: int
    by_grant_id: int
    at: datetime
    corrects_id: int | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetRow(NewSheet):
    """A sealed sheet; `number` counts a village's sheets of one scheme, year and level from 1."""

    id: int
    number: int


class Sheets(Repository):
    """Sealed sheets."""

    def add(self, new: NewSheet) -> int:
        """Keep a sealed sheet under the next number; its id."""
        of = (new.village_id, new.scheme_id, new.year, new.level)
        values = asdict(new) | {"content": dict(new.content)}
        return self._insert(_sheet, **values, number=self._last_number(*of) + 1)

    def get(self, sheet_id: int, scope: Scope) -> SheetRow:
        """The sheet; NotFound, or OutOfScope if it is another village's."""
        row = self._first(_sheet, id=sheet_id)
        if row is None:
            raise NotFound("评分表", sheet_id)
        scope.require(row["village_id"])
        return SheetRow(**row)

    def in_force(self, scheme_id: str, year: int, level: str, scope: Scope) -> dict[int, SheetRow]:
        """The newest sheet of each village of the scope."""
        query = select(_sheet).where(
            _sheet.c.scheme_id == scheme_id,
            _sheet.c.year == year,
            _sheet.c.level == level,
            scope.covers(_sheet.c.village_id),
        )
        rows = self._db.execute(query.order_by(_sheet.c.number)).mappings()
        return {row["village_id"]: SheetRow(**row) for row in rows}

    def figures(
        self, name: str, scheme_id: str, year: int, level: str, scope: Scope
    ) -> dict[int, str]:
        """One figure of the newest sheet of each village, without reading all that is printed."""
        query = select(_sheet.c.village_id, _sheet.c.content[name].as_string()).where(
            _sheet.c.scheme_id == scheme_id,
            _sheet.c.year == year,
            _sheet.c.level == level,
            scope.covers(_sheet.c.village_id),
        )
        rows = self._db.execute(query.order_by(_sheet.c.number))
        return {row[0]: row[1] for row in rows}

    def of_village(self, village_id: int, scope: Scope) -> list[SheetRow]:
        """Every sheet of the village, oldest first."""
        scope.require(village_id)
        return [SheetRow(**row) for row in self._all(_sheet, village_id=village_id)]

    def _last_number(self, village_id: int, scheme_id: str, year: int, level: str) -> int:
        query = select(func.max(_sheet.c.number)).where(
            _sheet.c.village_id == village_id,
            _sheet.c.scheme_id == scheme_id,
            _sheet.c.year == year,
            _sheet.c.level == level,
        )
        return self._db.execute(query).scalar_one() or 0
