"""What is known of a village, as the values a score is computed from."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import RowMapping, Table, bindparam, exists, select

from rubric import facts
from rubric.period import Period
from storage.findings import FindingRow, Findings
from storage.places import PlaceRow, Places
from storage.record_rows import RecordRow
from storage.records import Records
from storage.repository import Repository
from storage.scope import Scope
from storage.tables import Assessment, Honour, Matter, StateSeen, Task, Veto

_state, _task, _matter = StateSeen.__table__, Task.__table__, Matter.__table__
_assessment, _honour, _veto = Assessment.__table__, Honour.__table__, Veto.__table__

_TABLES = (_state, _task, _matter, _assessment, _honour, _veto)
_SOME = select(*(exists().where(table.c.village_id == bindparam("village")) for table in _TABLES))

Fact = facts.State | facts.Task | facts.Matter | facts.Assessment | facts.Honour | facts.Veto


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known of a village, before a scheme looks at it."""

    village: PlaceRow
    records: tuple[facts.Record, ...]
    findings: tuple[FindingRow, ...]
    states: tuple[facts.State, ...]
    tasks: tuple[facts.Task, ...]
    matters: tuple[facts.Matter, ...]
    assessments: tuple[tuple[str, facts.Assessment], ...]
    honours: tuple[facts.Honour, ...]
    vetoes: tuple[facts.Veto, ...]

    def under(self, scheme_id: str, enrolled_on: date | None) -> facts.Facts:
        """The facts as a scheme sees them that the village joined on this day."""
        party_groups = self.village.profile.get("party_groups", 0)
        return facts.Facts(
            profile=facts.Profile(party_groups, enrolled_on),
            records=self.records,
            findings=tuple(_finding(row) for row in self.findings if row.scheme_id == scheme_id),
            states=self.states,
            tasks=self.tasks,
            matters=self.matters,
            assessments=tuple(fact for scheme, fact in self.assessments if scheme == scheme_id),
            honours=self.honours,
            vetoes=self.vetoes,
        )


class VillageFacts(Repository):
    """A village's facts. Records and findings have repositories of their own."""

    def add(
        self,
        village_id: int,
        scheme_id: str,
        fact: Fact,
        *,
        by_id: int,
        by_grant_id: int,
        at: datetime,
    ) -> int:
        """Store a fact that is neither record nor finding; an assessment is of this scheme."""
        table, values = _columns(fact, scheme_id)
        signed = {"by_id": by_id, "by_grant_id": by_grant_id, "at": at}
        return self._insert(table, village_id=village_id, **values, **signed)

    def task_done(self, task_id: int, done_on: date) -> None:
        self._change(_task, task_id, done_on=done_on)

    def of(self, village_id: int, scope: Scope) -> Known:
        """Everything known of the village; withdrawn records are not."""
        scope.require(village_id)
        rows = self._rows(village_id)
        return Known(
            village=Places(self._db).get(village_id),
            records=self.records_of(village_id, scope),
            findings=tuple(Findings(self._db).of_village(village_id, scope)),
            states=tuple(map(_state_of, rows[_state])),
            tasks=tuple(map(_task_of, rows[_task])),
            matters=tuple(map(_matter_of, rows[_matter])),
            assessments=tuple((row["scheme_id"], _assessment_of(row)) for row in rows[_assessment]),
            honours=tuple(map(_honour_of, rows[_honour])),
            vetoes=tuple(map(_veto_of, rows[_veto])),
        )

    def records_of(self, village_id: int, scope: Scope) -> tuple[facts.Record, ...]:
        """The village's records that are not withdrawn."""
        rows = Records(self._db).of_village(village_id, scope)
        return tuple(record_fact(row) for row in rows if not row.withdrawn)

    def _rows(self, village_id: int) -> dict[Table, Sequence[RowMapping]]:
        """The village's rows of each table; most villages have none in most of them."""
        some = self._db.execute(_SOME, {"village": village_id}).one()
        return {
            table: self._all(table, village_id=village_id) if has_rows else ()
            for table, has_rows in zip(_TABLES, some, strict=True)
        }


def record_fact(row: RecordRow) -> facts.Record:
    """A record as the rules see it."""
    return facts.Record(
        duties=row.duties,
        done_on=row.done_on,
        period=Period.parse(row.period) if row.period else None,
        unit=row.unit,
        title=row.title,
        confirmed=row.confirmed_on,
        returned=row.returned_on,
        ref=f"record:{row.id}",
    )


def _finding(row: FindingRow) -> facts.Finding:
    return facts.Finding(
        item=row.item,
        kind=row.kind,
        found_on=row.found_on,
        count=row.count,
        due=row.due,
        settled_on=row.settled_on,
        cleared_on=row.cleared_on,
        amount=row.amount,
        reason=row.reason,
        ref=f"finding:{row.id}",
    )


def _state_of(row: RowMapping) -> facts.State:
    return facts.State(
        name=row["name"],
        value=row["value"],
        seen_on=row["seen_on"],
        confirmed=row["confirmed_on"],
        ref=f"state:{row['id']}",
    )


def _task_of(row: RowMapping) -> facts.Task:
    return facts.Task(
        duty=row["duty"],
        due=row["due"],
        done_on=row["done_on"],
        confirmed=row["confirmed_on"],
        ref=f"task:{row['id']}",
    )


def _matter_of(row: RowMapping) -> facts.Matter:
    return facts.Matter(
        kind=row["kind"],
        title=row["title"],
        steps={step: date.fromisoformat(day) for step, day in row["steps"].items()},
        concluded_on=row["concluded_on"],
        confirmed=row["confirmed_on"],
        ref=f"matter:{row['id']}",
    )


def _assessment_of(row: RowMapping) -> facts.Assessment:
    return facts.Assessment(item=row["item"], on=row["on_day"], ref=f"assessment:{row['id']}")


def _honour_of(row: RowMapping) -> facts.Honour:
    return facts.Honour(
        kind=row["kind"], on=row["on_day"], piece=row["piece"], ref=f"honour:{row['id']}"
    )


def _veto_of(row: RowMapping) -> facts.Veto:
    return facts.Veto(
        kind=row["kind"], on=row["on_day"], lifted_on=row["lifted_on"], ref=f"veto:{row['id']}"
    )


def _columns(fact: Fact, scheme_id: str) -> tuple[Table, dict[str, Any]]:
    """The table of a fact, and its row."""
    match fact:
        case facts.State():
            values = {"name": fact.name, "value": fact.value, "seen_on": fact.seen_on}
            return _state, values | {"confirmed_on": fact.confirmed}
        case facts.Task():
            values = {"duty": fact.duty, "due": fact.due, "done_on": fact.done_on}
            return _task, values | {"confirmed_on": fact.confirmed}
        case facts.Matter():
            steps = {step: day.isoformat() for step, day in fact.steps.items()}
            values = {"kind": fact.kind, "title": fact.title, "steps": steps}
            ended = {"concluded_on": fact.concluded_on, "confirmed_on": fact.confirmed}
            return _matter, values | ended
        case facts.Assessment():
            return _assessment, {"scheme_id": scheme_id, "item": fact.item, "on_day": fact.on}
        case facts.Honour():
            return _honour, {"kind": fact.kind, "on_day": fact.on, "piece": fact.piece}
        case facts.Veto():
            days = {"on_day": fact.on, "lifted_on": fact.lifted_on}
            return _veto, {"kind": fact.kind, **days}
