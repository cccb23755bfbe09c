"""What checkers established, and what became of it."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal

from sqlalchemy import bindparam, select

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


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingRow:
    """A finding with all that became of it; `first_due` is its due day before any extension."""

    id: int
    village_id: int
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
    def due(self) -> date | None:
        extended = self._last("extend")
        return extended.on_day if extended else self.first_due

    @property
    def settled_on(self) -> date | None:
        settled = self._last("settle", "send_back")
        return settled.on_day if settled and settled.kind == "settle" else None

    @property
    def cleared_on(self) -> date | None:
        cleared = self._last("clear")
        return cleared.on_day if cleared else None

    @property
    def status(self) -> Status:
        if self.cleared_on:
            return "cleared"
        if self.settled_on:
            return "settled"
        reported = self._last("report", "send_back")
        return "reported" if reported and reported.kind == "report" else "open"

    def _last(self, *kinds: str) -> FindingEventRow | None:
        of_kinds = [event for event in self.events if event.kind in kinds]
        return of_kinds[-1] if of_kinds else None


class Findings(Repository):
    """Findings and their events."""

    def add(self, new: NewFinding) -> int:
        amount = None if new.amount is None else str(new.amount)
        return self._insert(_finding, **asdict(new) | {"amount": amount})

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
    ) -> None:
        """Say what became of the finding."""
        signed = {"by_id": by_id, "by_grant_id": by_grant_id, "at": at}
        values = {"kind": kind, "reason": reason, "on_day": on_day, **signed}
        self._insert(_event, finding_id=finding_id, **values)

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

    def _load(self, **equal: Any) -> list[FindingRow]:
        found = [dict(row) for row in self._all(_finding, **equal)]
        events = self._events([row["id"] for row in found]) if found else {}
        return [_assembled(row, events.get(row["id"], [])) for row in found]

    def _events(self, finding_ids: Sequence[int]) -> dict[int, list[FindingEventRow]]:
        grouped: dict[int, list[FindingEventRow]] = {}
        for row in self._db.execute(_EVENTS, {"findings": finding_ids}).mappings():
            grouped.setdefault(row["finding_id"], []).append(FindingEventRow(**row))
        return grouped


def _assembled(row: dict[str, Any], events: list[FindingEventRow]) -> FindingRow:
    amount, first_due = row.pop("amount"), row.pop("due")
    return FindingRow(
        **row,
        amount=None if amount is None else Decimal(amount),
        first_due=first_due,
        events=tuple(events),
    )
