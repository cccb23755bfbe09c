"""What is seen of a village on one day: later facts taken off, the year's own picked out."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Protocol

from rubric.counts import Known, NamedCount, known_counts, values
from rubric.facts import Facts, Finding, Matter, Profile, Record, State, Task
from rubric.matter import MatterKind
from rubric.occurrences import Calendar, Owes, calendar


class Worth(Protocol):
    """An honour's name and points."""

    @property
    def name(self) -> str: ...
    @property
    def points(self) -> Decimal: ...


class Grounds(Owes, Protocol):
    """A scheme, as far as its rules need it to look at the facts."""

    @property
    def matters(self) -> Mapping[str, MatterKind]: ...
    @property
    def honours(self) -> Mapping[str, Worth]: ...
    @property
    def counts(self) -> Mapping[str, NamedCount]: ...


@dataclass(frozen=True, slots=True)
class View:
    """The facts of a year as they stand on a day; a returned record is not among them.

    `counting` holds the records that count, by the key of their occurrence; `recorded` those of
    the year's days, by duty; `counts` the named counts that are known.
    """

    scheme: Grounds
    calendar: Calendar
    day: date
    profile: Profile
    counting: Mapping[str, list[Record]]
    recorded: Mapping[str, list[Record]]
    findings: tuple[Finding, ...]
    facts: Facts
    counts: Mapping[str, Known]
    values: Mapping[str, Decimal]

    @property
    def year(self) -> int:
        return self.calendar.year

    @property
    def settlement(self) -> date:
        return self.calendar.settlement

    def excused(self, due: date) -> bool:
        """Whether the village had not joined yet when this was due."""
        joined = self.profile.enrolled_on
        return joined is not None and due < joined

    def found(self, kinds: Iterable[str]) -> Iterator[Finding]:
        """The year's findings of these kinds, cleared ones too."""
        return (finding for finding in self.findings if finding.kind in kinds)

    def concluded(self, kind: str) -> Iterator[tuple[Matter, date]]:
        """The matters of this kind concluded in the year, each with that day."""
        for matter in self.facts.matters:
            day = matter.concluded_on
            if matter.kind == kind and day is not None and day.year == self.year:
                yield matter, day

    def assigned(self, duties: Iterable[str]) -> Iterator[Task]:
        """The year's tasks of these duties."""
        return (t for t in self.facts.tasks if t.duty in duties and t.due.year == self.year)

    def newest(self, name: str, cost: Callable[[State], object]) -> State | None:
        """The state that rules: newest, then confirmed, then the one that costs more."""
        known = [state for state in self.facts.states if state.name == name]
        return max(
            known,
            key=lambda s: (s.seen_on, s.confirmed is not None, cost(s), s.ref),
            default=None,
        )


def look(scheme: Grounds, year: int, facts: Facts, as_of: date, *, closes: bool = True) -> View:
    """The year on the evening of a day; from its settlement day on nothing moves any more.

    Where a year does not close (`closes` False) what is done later is seen as well.
    """
    days = calendar(scheme, year, facts.profile.party_groups, facts.profile.cycle_year(year))
    day = min(as_of, days.settlement) if closes else as_of
    now = seen(facts, day)
    counts = known_counts(scheme.counts.values(), now, year)
    records = tuple(record for record in now.records if record.returned is None)
    return View(
        scheme=scheme,
        calendar=days,
        day=day,
        profile=facts.profile,
        counting=_counting(days, records),
        recorded=_recorded(year, records),
        findings=tuple(one for one in now.findings if one.found_on.year == year),
        facts=now,
        counts=counts,
        values=values(counts),
    )


def _counting(days: Calendar, records: Iterable[Record]) -> dict[str, list[Record]]:
    counting: defaultdict[str, list[Record]] = defaultdict(list)
    for record in records:
        for duty in record.duties:
            occurrence = days.placed(record, duty)
            if occurrence is not None:
                counting[occurrence.key].append(record)
    return dict(counting)


def _recorded(year: int, records: Iterable[Record]) -> dict[str, list[Record]]:
    recorded: defaultdict[str, list[Record]] = defaultdict(list)
    for record in records:
        if record.done_on.year == year:
            for duty in record.duties:
                recorded[duty].append(record)
    return dict(recorded)


def seen(facts: Facts, day: date) -> Facts:
    """The facts as they were known on the evening of the day."""
    return replace(
        facts,
        records=tuple(_record(one, day) for one in facts.records if one.done_on <= day),
        findings=tuple(_finding(one, day) for one in facts.findings if one.found_on <= day),
        states=tuple(_state(one, day) for one in facts.states if one.seen_on <= day),
        tasks=tuple(_task(one, day) for one in facts.tasks),
        matters=tuple(_matter(one, day) for one in facts.matters),
        assessments=tuple(one for one in facts.assessments if one.on <= day),
        honours=tuple(one for one in facts.honours if one.on <= day),
        vetoes=tuple(
            replace(one, lifted_on=_past(one.lifted_on, day))
            for one in facts.vetoes
            if one.on <= day
        ),
        grades=tuple(one for one in facts.grades if one.on <= day),
        negatives=tuple(one for one in facts.negatives if one.on <= day),
    )


def _past(when: date | None, day: date) -> date | None:
    return when if when is not None and when <= day else None


def _record(record: Record, day: date) -> Record:
    confirmed, returned = record.confirmed, record.returned
    if (confirmed is None or confirmed <= day) and (returned is None or returned <= day):
        return record  # the common case, and copying costs
    return replace(record, confirmed=_past(confirmed, day), returned=_past(returned, day))


def _finding(finding: Finding, day: date) -> Finding:
    return replace(
        finding,
        settled_on=_past(finding.settled_on, day),
        cleared_on=_past(finding.cleared_on, day),
    )


def _state(state: State, day: date) -> State:
    return replace(state, confirmed=_past(state.confirmed, day))


def _task(task: Task, day: date) -> Task:
    return replace(task, done_on=_past(task.done_on, day), confirmed=_past(task.confirmed, day))


def _matter(matter: Matter, day: date) -> Matter:
    return replace(
        matter,
        steps={step: on for step, on in matter.steps.items() if on <= day},
        concluded_on=_past(matter.concluded_on, day),
        confirmed=_past(matter.confirmed, day),
    )
