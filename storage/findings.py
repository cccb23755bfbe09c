"""What checkers established, and what became of it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal

from sqlalchemy import RowMapping, bindparam, exists, func, select

from storage.errors import NotFound
from storage.repository import Repository
from storage.scope import Scope
from storage.tables import Finding, FindingEvent

_finding, _event = Finding.__table__, FindingEvent.__table__
_EVENTS = (
    select(_event)
    .where(_event.c.finding_id.in_(bindparam("findings", expanding=True)))
    .order_by(_event.c.id)
)
_OF_VILLAGES = (
    select(_finding)
    .where(_finding.c.village_id.in_(bindparam("villages", expanding=True)))
    .order_by(_finding.c.id)
)
_NEXT = select(func.coalesce(func.max(_finding.c.number), 0) + 1).where(
    _finding.c.village_id == bindparam("village"), _finding.c.year == bindparam("of_year")
)
_ENDS = ("settle", "clear")
_UNENDED = (
    select(_finding)
    .where(~exists().where(_event.c.finding_id == _finding.c.id, _event.c.kind.in_(_ENDS)))
    .order_by(_finding.c.id)
)
_UNENDED_OF = _UNENDED.where(_finding.c.village_id.in_(bindparam("villages", expanding=True)))

Status = Literal["open", "reported", "settled", "cleared"]


@dataclass(frozen=True, slots=True, kw_only=True)
class NewFinding:
    """What a checker established; with `due` a rectification."""

    village_id: int
    scheme_id: str
    item: int
    kind: str
    found_on: date
    by_id: int
    by_grant_id: int
    at: datetime
    text: str = ""
    count: int = 1
    amount: Decimal | None = None
    reason: str = ""
    due: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingEventRow:
    """What became of a finding; of an extension `on_day` is the new due day."""

    id: int
    finding_id: int
    kind: str
    reason: str
    on_day: date
    by_id: int
    by_grant_id: int
    at: datetime
    data: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingRow:
    """A finding with all that became of it, of the kind that was said last.

    `first_due` is its due day before it was moved.
    """

    id: int
    village_id: int
    year: int
    number: int
    scheme_id: str
    item: int
    kind: str
    text: str
    count: int
    amount: Decimal | None
    reason: str
    found_on: date
    first_due: date | None
    by_id: int
    by_grant_id: int
    at: datetime
    events: tuple[FindingEventRow, ...]

    @property
    def reference(self) -> str:
        """2026-014: the number by which its village and its papers call it."""
        return f"{self.year}-{self.number:03}"

    @property
    def ended(self) -> bool:
        return self.status in ("settled", "cleared")

    @property
    def due(self) -> date | None:
        moved = self.last("extend", "no_due")
        if moved is None:
            return self.first_due
        return moved.on_day if moved.kind == "extend" else None

    @property
    def remedy(self) -> FindingEventRow | None:
        """What the village said last that it did about it."""
        return self.last("report")

    @property
    def asked_delay(self) -> FindingEventRow | None:
        """The wish for more time that nobody has answered yet."""
        asked = self.last("ask_extension", "extend", "no_due", "refuse_extension")
        return asked if asked and asked.kind == "ask_extension" and self.status == "open" else None

    @property
    def dispute(self) -> FindingEventRow | None:
        """The objection that nobody has answered yet."""
        said = self.last("dispute", "uphold")
        return said if said and said.kind == "dispute" and not self.ended else None

    @property
    def settled_on(self) -> date | None:
        settled = self.last("settle", "send_back")
        return settled.on_day if settled and settled.kind == "settle" else None

    @property
    def cleared_on(self) -> date | None:
        cleared = self.last("clear")
        return cleared.on_day if cleared else None

    @property
    def status(self) -> Status:
        if self.cleared_on:
            return "cleared"
        if self.settled_on:
            return "settled"
        reported = self.last("report", "send_back")
        return "reported" if reported and reported.kind == "report" else "open"

    def last(self, *kinds: str) -> FindingEventRow | None:
        """The newest event of these kinds."""
        of_kinds = [event for event in self.events if event.kind in kinds]
        return of_kinds[-1] if of_kinds else None


class Findings(Repository):
    """Findings and their events."""

    def add(self, new: NewFinding) -> int:
        """Store it under the next number of its village and year."""
        amount = None if new.amount is None else str(new.amount)
        year = new.found_on.year
        number = self._db.execute(_NEXT, {"village": new.village_id, "of_year": year}).scalar_one()
        counted = {"year": year, "number": number}
        return self._insert(_finding, **asdict(new) | counted | {"amount": amount})

    def event(
        self,
        finding_id: int,
        kind: str,
        reason: str,
        on_day: date,
        *,
        by_id: int,
        by_grant_id: int,
        at: datetime,
        data: Mapping[str, Any] | None = None,
    ) -> None:
        """Say what became of the finding."""
        signed = {"by_id": by_id, "by_grant_id": by_grant_id, "at": at}
        values = {"kind": kind, "reason": reason, "on_day": on_day, **signed}
        self._insert(_event, finding_id=finding_id, data=dict(data or {}), **values)

    def get(self, finding_id: int, scope: Scope) -> FindingRow:
        """The finding as it stands; NotFound, or OutOfScope if it is another village's."""
        rows = self._load(id=finding_id)
        if not rows:
            raise NotFound("问题", finding_id)
        scope.require(rows[0].village_id)
        return rows[0]

    def of_village(self, village_id: int, scope: Scope) -> list[FindingRow]:
        """All findings about the village, settled and cleared ones too."""
        scope.require(village_id)
        return self._load(village_id=village_id)

    def of_several(self, villages: Collection[int], scope: Scope) -> dict[int, list[FindingRow]]:
        """All findings about these villages, by village."""
        for village_id in villages:
            scope.require(village_id)
        rows = self._db.execute(_OF_VILLAGES, {"villages": sorted(villages)}).mappings().all()
        found: dict[int, list[FindingRow]] = {}
        for row in self._assemble(rows):
            found.setdefault(row.village_id, []).append(row)
        return found

    def among(self, numbers: Collection[int], scope: Scope) -> list[FindingRow]:
        """Those of the scope that have one of these numbers, oldest first."""
        query = select(_finding).where(
            scope.covers(_finding.c.village_id), _finding.c.id.in_(sorted(numbers))
        )
        rows = self._db.execute(query.order_by(_finding.c.id)) if numbers else None
        return self._assemble(rows.mappings().all()) if rows else []

    def unended(self, scope: Scope) -> list[FindingRow]:
        """Those of the scope that are neither settled nor cleared, oldest first."""
        given = {"villages": sorted(scope.villages or ())}
        query = _UNENDED if scope.villages is None else _UNENDED_OF
        return self._assemble(self._db.execute(query, given).mappings().all())

    def _load(self, **equal: Any) -> list[FindingRow]:
        return self._assemble(self._all(_finding, **equal))

    def _assemble(self, rows: Sequence[RowMapping]) -> list[FindingRow]:
        found = [dict(row) for row in rows]
        events = self._events([row["id"] for row in found]) if found else {}
        return [_assembled(row, events.get(row["id"], [])) for row in found]

    def _events(self, finding_ids: Sequence[int]) -> dict[int, list[FindingEventRow]]:
        grouped: dict[int, list[FindingEventRow]] = {}
        for row in self._db.execute(_EVENTS, {"findings": finding_ids}).mappings():
            grouped.setdefault(row["finding_id"], []).append(FindingEventRow(**row))
        return grouped


def _assembled(row: dict[str, Any], events: list[FindingEventRow]) -> FindingRow:
    first_due = row.pop("due")
    named = next((event for event in reversed(events) if event.kind == "classify"), None)
    said = row | dict(named.data if named else {})
    amount = said.pop("amount")
    return FindingRow(
        **said,
        amount=None if amount is None else Decimal(amount),
        first_due=first_due,
        events=tuple(events),
    )
