"""Villages being scored by people, step by step, until a sheet is sealed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, Literal

from sqlalchemy import ColumnElement, RowMapping, exists, func, select

from storage.errors import NotFound
from storage.repository import Repository
from storage.scope import Scope
from storage.tables import Scoring, ScoringEvent

_scoring, _event = Scoring.__table__, ScoringEvent.__table__

State = Literal["open", "submitted", "sealed", "dropped"]
_STATES: Mapping[str, State] = {
    "submit": "submitted",
    "send_back": "open",
    "seal": "sealed",
    "drop": "dropped",
}
_ENDED = exists().where(_event.c.scoring_id == _scoring.c.id, _event.c.kind.in_(("seal", "drop")))
"""Nothing comes after it: a correction is a scoring of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewScoring:
    """A village to be scored; `items` empty means all of them."""

    village_id: int
    scheme_id: str
    year: int
    level: str
    by_id: int
    by_grant_id: int
    at: datetime
    items: tuple[int, ...] = ()
    corrects_id: int | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoringEventRow:
    """One step of a scoring; `evidence_hash` is of what the person was shown."""

    id: int
    scoring_id: int
    kind: str
    item: int | None
    points: Decimal | None
    reason: str
    evidence_hash: str
    by_id: int
    by_grant_id: int
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoringRow(NewScoring):
    """A scoring as it stands; `number` counts the village's from 1, `events` are in order."""

    id: int
    number: int
    events: tuple[ScoringEventRow, ...]

    @property
    def state(self) -> State:
        known = [_STATES[event.kind] for event in self.events if event.kind in _STATES]
        return known[-1] if known else "open"

    @property
    def given(self) -> dict[int, ScoringEventRow]:
        """The newest amount of each item that somebody gave one."""
        return {event.item: event for event in self.events if event.item is not None}

    def last(self, *kinds: str) -> ScoringEventRow | None:
        return next((event for event in reversed(self.events) if event.kind in kinds), None)

    @property
    def scorers(self) -> frozenset[int]:
        """Everybody who gave an amount or submitted it: none of them may seal it."""
        acting = (event.by_id for event in self.events if event.kind in ("give", "submit"))
        return frozenset({self.by_id, *acting})


class Scorings(Repository):
    """Scorings and their steps."""

    def open(self, new: NewScoring) -> int:
        """Begin a scoring; its id."""
        values = {name: getattr(new, name) for name in NewScoring.__slots__}
        number = self._last_number(new) + 1
        return self._insert(_scoring, **values | {"items": list(new.items)}, number=number)

    def event(
        self,
        scoring_id: int,
        kind: str,
        *,
        by_id: int,
        by_grant_id: int,
        at: datetime,
        item: int | None = None,
        points: Decimal | None = None,
        reason: str = "",
        evidence_hash: str = "",
    ) -> None:
        """Take it one step further."""
        signed = {"by_id": by_id, "by_grant_id": by_grant_id, "at": at}
        told = {"kind": kind, "item": item, "reason": reason, "evidence_hash": evidence_hash}
        amount = None if points is None else str(points)
        self._insert(_event, scoring_id=scoring_id, **told, points=amount, **signed)

    def get(self, scoring_id: int, scope: Scope) -> ScoringRow:
        """The scoring as it stands; NotFound, or OutOfScope if it is another village's."""
        row = self._first(_scoring, id=scoring_id)
        if row is None:
            raise NotFound("评分", scoring_id)
        scope.require(row["village_id"])
        return _assembled(dict(row), self._events(scoring_id))

    def of(
        self, scheme_id: str, year: int, level: str, scope: Scope, village_id: int | None = None
    ) -> list[ScoringRow]:
        """Every scoring of the scope, or of one village of it, oldest first."""
        wanted = [] if village_id is None else [_scoring.c.village_id == village_id]
        return self._those(scheme_id, year, level, scope, wanted)

    def under_way(self, scheme_id: str, year: int, level: str, scope: Scope) -> list[ScoringRow]:
        """Those of the scope that are open or submitted, oldest first."""
        return self._those(scheme_id, year, level, scope, [~_ENDED])

    def _those(
        self,
        scheme_id: str,
        year: int,
        level: str,
        scope: Scope,
        wanted: Sequence[ColumnElement[bool]],
    ) -> list[ScoringRow]:
        query = select(_scoring).where(
            _scoring.c.scheme_id == scheme_id,
            _scoring.c.year == year,
            _scoring.c.level == level,
            scope.covers(_scoring.c.village_id),
            *wanted,
        )
        rows = self._db.execute(query.order_by(_scoring.c.id)).mappings().all()
        events = self._events_of([row["id"] for row in rows]) if rows else {}
        return [_assembled(dict(row), tuple(events.get(row["id"], ()))) for row in rows]

    def _last_number(self, new: NewScoring) -> int:
        """So many the village has had; begun at once by two, the second finds the number taken."""
        query = select(func.max(_scoring.c.number)).where(
            _scoring.c.village_id == new.village_id,
            _scoring.c.scheme_id == new.scheme_id,
            _scoring.c.year == new.year,
            _scoring.c.level == new.level,
        )
        return self._db.execute(query).scalar_one() or 0

    def _events(self, scoring_id: int) -> tuple[ScoringEventRow, ...]:
        rows = self._all(_event, scoring_id=scoring_id)
        return tuple(map(_event_row, rows))

    def _events_of(self, scorings: Sequence[int]) -> dict[int, list[ScoringEventRow]]:
        """The steps of many scorings, read at once."""
        query = select(_event).where(_event.c.scoring_id.in_(scorings)).order_by(_event.c.id)
        found: dict[int, list[ScoringEventRow]] = {}
        for row in self._db.execute(query).mappings():
            found.setdefault(row["scoring_id"], []).append(_event_row(row))
        return found


def _event_row(row: RowMapping) -> ScoringEventRow:
    return ScoringEventRow(**{**row, "points": _points(row["points"])})


def _assembled(row: dict[str, Any], events: tuple[ScoringEventRow, ...]) -> ScoringRow:
    return ScoringRow(**row | {"items": tuple(row["items"])}, events=events)


def _points(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
