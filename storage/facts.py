"""What is known of a village, as the values a score is computed from."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Table, bindparam, exists, select

from rubric import facts
from storage.direct import Direct
from storage.errors import NotFound
from storage.fact_rows import Fact, FactEventRow, FactRow, Kind, as_fact, fact_row
from storage.findings import FindingRow, Findings
from storage.places import PlaceRow, Places
from storage.record_facts import record_facts
from storage.repository import Repository
from storage.scope import Scope
from storage.tables import (
    Assessment,
    FactEvent,
    Grade,
    Honour,
    Matter,
    Negative,
    NotApplicable,
    Place,
    Recognition,
    StateSeen,
    Task,
    Veto,
)

_TABLES: Mapping[Kind, Table] = {
    "state": StateSeen.__table__,
    "task": Task.__table__,
    "matter": Matter.__table__,
    "assessment": Assessment.__table__,
    "honour": Honour.__table__,
    "veto": Veto.__table__,
    "grade": Grade.__table__,
    "negative": Negative.__table__,
    "not_applicable": NotApplicable.__table__,
    "recognition": Recognition.__table__,
}
_NAMES: Mapping[Kind, str] = {
    "state": "现状",
    "task": "任务",
    "matter": "流程事项",
    "assessment": "核查",
    "honour": "加分项",
    "veto": "一票否决事项",
    "grade": "等次",
    "negative": "负面清单事项",
    "not_applicable": "不适用项",
    "recognition": "认定",
}
_event = FactEvent.__table__
_SCORED: tuple[Kind, ...] = tuple(kind for kind in _TABLES if kind != "recognition")
_place = Place.__table__
_wanted = (
    select(_place.c.id).where(_place.c.id.in_(bindparam("villages", expanding=True))).cte("wanted")
)
_SOME = select(
    *(exists().where(_TABLES[kind].c.village_id.in_(select(_wanted.c.id))) for kind in _SCORED)
)
"""Of which kinds these villages have any; most have none of most kinds."""


_COLUMNS: Mapping[type[Fact], tuple[Kind, Mapping[str, str]]] = {
    facts.State: ("state", {"name": "name", "value": "value", "seen_on": "seen_on"}),
    facts.Task: ("task", {"duty": "duty", "due": "due"}),
    facts.Matter: ("matter", {"kind": "kind", "title": "title"}),
    facts.Assessment: ("assessment", {"item": "item", "on_day": "on"}),
    facts.Honour: ("honour", {"kind": "kind", "on_day": "on", "piece": "piece"}),
    facts.Veto: ("veto", {"kind": "kind", "on_day": "on"}),
    facts.Grade: ("grade", {"item": "item", "grade": "grade", "level": "by", "on_day": "on"}),
    facts.NegativeEntry: ("negative", {"kind": "kind", "on_day": "on"}),
}
"""Of each fact its kind, and where the columns of its row come from."""
_OF_A_SCHEME = ("assessment", "grade", "negative")


@dataclass(frozen=True, slots=True, kw_only=True)
class NewEvent:
    """What becomes of a fact."""

    kind: str
    on_day: date
    by_id: int
    by_grant_id: int
    at: datetime
    reason: str = ""
    data: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known of a village, before a scheme looks at it; only what counts."""

    village: PlaceRow
    records: tuple[facts.Record, ...]
    findings: tuple[FindingRow, ...]
    stated: Mapping[Kind, tuple[FactRow, ...]]

    def under(
        self, scheme_id: str, enrolled_on: date | None, cycle_start: date | None = None
    ) -> facts.Facts:
        """The facts as a scheme sees them that the village joined on this day."""
        return facts.Facts(
            profile=self._profile(scheme_id, enrolled_on, cycle_start),
            records=self.records,
            findings=tuple(
                finding_fact(row) for row in self.findings if row.scheme_id == scheme_id
            ),
            states=self._seen("state", scheme_id),
            tasks=self._seen("task", scheme_id),
            matters=self._seen("matter", scheme_id),
            assessments=self._seen("assessment", scheme_id),
            honours=self._seen("honour", scheme_id),
            vetoes=self._seen("veto", scheme_id),
            grades=self._seen("grade", scheme_id),
            negatives=self._seen("negative", scheme_id),
        )

    def _profile(
        self, scheme_id: str, enrolled_on: date | None, cycle_start: date | None
    ) -> facts.Profile:
        party_groups = self.village.profile.get("party_groups", 0)
        excused = (row.said["item"] for row in self._of("not_applicable", scheme_id))
        return facts.Profile(party_groups, enrolled_on, cycle_start, frozenset(excused))

    def _of(self, kind: Kind, scheme_id: str) -> Iterator[FactRow]:
        """The rows that a scheme sees: its own, and those that belong to none."""
        for row in self.stated.get(kind, ()):
            if row.said.get("scheme_id", scheme_id) == scheme_id:
                yield row

    def _seen(self, kind: Kind, scheme_id: str) -> tuple[Any, ...]:
        return tuple(map(as_fact, self._of(kind, scheme_id)))


class VillageFacts(Repository):
    """A village's facts. Records and findings have repositories of their own."""

    def __init__(self, connection: Direct, places: Places) -> None:
        super().__init__(connection)
        self._places = places

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
        """Store a fact with all that it says became of it: established, as an import has it."""
        kind, said = _said(fact, scheme_id)
        number = self.state(kind, village_id, by_id=by_id, by_grant_id=by_grant_id, at=at, **said)
        for event, day, data in _implied(fact):
            told = NewEvent(
                kind=event, on_day=day, data=data, by_id=by_id, by_grant_id=by_grant_id, at=at
            )
            self.event(kind, number, village_id, told)
        return number

    def state(
        self,
        kind: Kind,
        village_id: int,
        /,
        *,
        by_id: int,
        by_grant_id: int,
        at: datetime,
        **said: Any,
    ) -> int:
        """Store a fact as somebody states it, nothing of it confirmed; its number."""
        signed = {"by_id": by_id, "by_grant_id": by_grant_id, "at": at}
        return self._insert(_TABLES[kind], village_id=village_id, **said, **signed)

    def event(self, kind: Kind, fact_id: int, village_id: int, new: NewEvent) -> None:
        """Say what became of a fact."""
        values = {**asdict(new), "data": dict(new.data or {}), "village_id": village_id}
        self._insert(_event, fact=kind, fact_id=fact_id, **values)

    def get(self, kind: Kind, fact_id: int, scope: Scope) -> FactRow:
        """The fact as it stands; NotFound, or OutOfScope if it is another village's."""
        row = self._first(_TABLES[kind], id=fact_id)
        if row is None:
            raise NotFound(_NAMES[kind], fact_id)
        scope.require(row["village_id"])
        events = self._all(_event, fact=kind, fact_id=fact_id)
        return fact_row(kind, row, [FactEventRow(**each) for each in events])

    def rows(self, kind: Kind, scope: Scope, village_id: int | None = None) -> list[FactRow]:
        """All facts of a kind, of one village or of the whole scope; withdrawn ones too."""
        table = _TABLES[kind]
        if village_id is not None:
            scope.require(village_id)
        wanted = [scope.covers(table.c.village_id)]
        wanted += [] if village_id is None else [table.c.village_id == village_id]
        found = self._db.execute(select(table).where(*wanted).order_by(table.c.id)).mappings().all()
        events = self._events_of({row["village_id"] for row in found}, (kind,)) if found else {}
        return [fact_row(kind, row, events.get((kind, row["id"]), ())) for row in found]

    def of(self, village_id: int, scope: Scope) -> Known:
        """Everything that counts of what is known of the village."""
        return self.of_several((village_id,), scope)[village_id]

    def of_several(self, villages: Collection[int], scope: Scope) -> dict[int, Known]:
        """The same of many villages, by village: what they have is read at once."""
        for village_id in villages:
            scope.require(village_id)
        records = record_facts(self._db, villages)
        found = Findings(self._db).of_several(villages, scope)
        stated = self._stated(villages)
        return {
            each: Known(
                village=self._places.get(each),
                records=records.get(each, ()),
                findings=tuple(found.get(each, ())),
                stated={kind: tuple(of[each]) for kind, of in stated.items() if each in of},
            )
            for each in villages
        }

    def records_of(self, village_id: int, scope: Scope) -> tuple[facts.Record, ...]:
        """The village's records that are not withdrawn."""
        scope.require(village_id)
        return record_facts(self._db, (village_id,)).get(village_id, ())

    def _stated(self, villages: Collection[int]) -> dict[Kind, dict[int, list[FactRow]]]:
        """The facts of each kind that count, by village."""
        given = {"villages": sorted(villages)}
        has = self._db.execute(_SOME, given).one()
        kinds = [kind for kind, some in zip(_SCORED, has, strict=True) if some]
        events = self._events_of(villages, kinds) if kinds else {}
        return {kind: self._counting(kind, villages, events) for kind in kinds}

    def _counting(
        self, kind: Kind, villages: Collection[int], events: "Events"
    ) -> dict[int, list[FactRow]]:
        table, found = _TABLES[kind], dict[int, list[FactRow]]()
        query = select(table).where(table.c.village_id.in_(villages)).order_by(table.c.id)
        for row in self._db.execute(query).mappings():
            stated = fact_row(kind, row, events.get((kind, row["id"]), ()))
            if stated.counts:
                found.setdefault(stated.village_id, []).append(stated)
        return found

    def _events_of(self, villages: Iterable[int], kinds: Sequence[Kind]) -> "Events":
        query = select(_event).where(
            _event.c.village_id.in_(list(villages)), _event.c.fact.in_(list(kinds))
        )
        grouped: Events = {}
        for row in self._db.execute(query.order_by(_event.c.id)).mappings():
            grouped.setdefault((row["fact"], row["fact_id"]), []).append(FactEventRow(**row))
        return grouped


Events = dict[tuple[Kind, int], list[FactEventRow]]


def finding_fact(row: FindingRow) -> facts.Finding:
    """A finding as the rules see it."""
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


def _said(fact: Fact, scheme_id: str) -> tuple[Kind, dict[str, Any]]:
    """The kind of a fact, and the columns of its row."""
    kind, columns = _COLUMNS[type(fact)]
    said = {name: getattr(fact, attribute) for name, attribute in columns.items()}
    return kind, said | ({"scheme_id": scheme_id} if kind in _OF_A_SCHEME else {})


def _implied(fact: Fact) -> Iterator[tuple[str, date, Mapping[str, Any]]]:
    """What a fact says became of it: the kind of each event, its day, and what it needs besides."""
    nothing: Mapping[str, Any] = {}
    match fact:
        case facts.Honour():
            yield "confirm", fact.on, nothing
        case facts.Veto():
            yield "countersign", fact.on, nothing
        case facts.Matter():
            taken = sorted(fact.steps.items(), key=lambda step: step[1])
            yield from (("step", day, {"step": step}) for step, day in taken)
    days = {
        "done": getattr(fact, "done_on", None),
        "conclude": getattr(fact, "concluded_on", None),
        "confirm": getattr(fact, "confirmed", None),
        "lift": getattr(fact, "lifted_on", None),
    }
    yield from ((kind, day, nothing) for kind, day in days.items() if day)
