"""What is known of a village, as the values a score is computed from."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import Table, select

from rubric import facts
from rubric.period import Period
from storage.enrolments import Enrolments
from storage.findings import FindingRow, Findings
from storage.places import Places
from storage.record_rows import RecordRow
from storage.records import Records
from storage.repository import Repository
from storage.scope import Scope
from storage.tables import Assessment, Honour, Matter, StateSeen, Task, Veto

_state, _task, _matter = StateSeen.__table__, Task.__table__, Matter.__table__
_assessment, _honour, _veto = Assessment.__table__, Honour.__table__, Veto.__table__

Fact = facts.State | facts.Task | facts.Matter | facts.Assessment | facts.Honour | facts.Veto


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
        self._update(_task, _task.c.id == task_id, done_on=done_on)

    def of(self, village_id: int, scope: Scope, scheme_id: str, today: date) -> facts.Facts:
        """Everything known of the village under the scheme; withdrawn records are not."""
        scope.require(village_id)
        records = Records(self._db).of_village(village_id, scope)
        findings = Findings(self._db).of_village(village_id, scope)
        return facts.Facts(
            profile=self._profile(village_id, scheme_id, today),
            records=tuple(record_fact(row) for row in records if not row.withdrawn),
            findings=tuple(_finding(row) for row in findings if row.scheme_id == scheme_id),
            states=tuple(_state_of(row) for row in self._rows(_state, village_id)),
            tasks=tuple(_task_of(row) for row in self._rows(_task, village_id)),
            matters=tuple(_matter_of(row) for row in self._rows(_matter, village_id)),
            assessments=tuple(
                facts.Assessment(item=row["item"], on=row["on_day"], ref=f"assessment:{row['id']}")
                for row in self._rows(_assessment, village_id)
                if row["scheme_id"] == scheme_id
            ),
            honours=tuple(_honour_of(row) for row in self._rows(_honour, village_id)),
            vetoes=tuple(_veto_of(row) for row in self._rows(_veto, village_id)),
        )

    def _profile(self, village_id: int, scheme_id: str, today: date) -> facts.Profile:
        known = Places(self._db).get(village_id).profile
        enrolled = Enrolments(self._db).of(village_id, today)
        starts = [row.starts_on for row in enrolled if row.scheme_id == scheme_id]
        return facts.Profile(known.get("party_groups", 0), max(starts, default=None))

    def _rows(self, table: Table, village_id: int) -> list[Mapping[str, Any]]:
        query = select(table).where(table.c.village_id == village_id).order_by(table.c.id)
        return [dict(row) for row in self._db.execute(query).mappings()]


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


def _state_of(row: Mapping[str, Any]) -> facts.State:
    return facts.State(
        name=row["name"],
        value=row["value"],
        seen_on=row["seen_on"],
        confirmed=row["confirmed_on"],
        ref=f"state:{row['id']}",
    )


def _task_of(row: Mapping[str, Any]) -> facts.Task:
    return facts.Task(
        duty=row["duty"],
        due=row["due"],
        done_on=row["done_on"],
        confirmed=row["confirmed_on"],
        ref=f"task:{row['id']}",
    )


def _matter_of(row: Mapping[str, Any]) -> facts.Matter:
    return facts.Matter(
        kind=row["kind"],
        title=row["title"],
        steps={step: date.fromisoformat(day) for step, day in row["steps"].items()},
        concluded_on=row["concluded_on"],
        confirmed=row["confirmed_on"],
        ref=f"matter:{row['id']}",
    )


def _honour_of(row: Mapping[str, Any]) -> facts.Honour:
    return facts.Honour(
        kind=row["kind"], on=row["on_day"], piece=row["piece"], ref=f"honour:{row['id']}"
    )


def _veto_of(row: Mapping[str, Any]) -> facts.Veto:
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
