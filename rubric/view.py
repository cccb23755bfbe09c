"""What is seen of a village on one day: later facts taken off, the year's own picked out."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Protocol

from rubric.counts import Known, NamedCount, known_counts, values
from rubric.facts import Facts, Finding, Matter, Profile, Record, State, Task, Veto
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
    @property
    def by_event(self) -> AbstractSet[str]: ...


@dataclass(frozen=True, slots=True)
class View:
    """The facts of a year as they stand on a day; a returned record is not among them.

    `counting` holds the records that count, by the key of their occurrence; `unvouched` the keys of
    those that nobody else has confirmed; `events` the records of the year's days, by duty, of the
    duties whose events are counted; `counts` the named counts that are known.
    """

    scheme: Grounds
    calendar: Calendar
    day: date
    profile: Profile
    counting: Mapping[str, list[Record]]
    unvouched: AbstractSet[str]
    events: Mapping[str, list[Record]]
    findings: tuple[Finding, ...]
    facts: Facts
    counts: Mapping[str, Known]
    values: Mapping[str, Decimal]

    def names(self) -> set[str]:
        """The kinds and names of all facts but records."""
        facts = self.facts
        found = {finding.kind for finding in self.findings}
        found.update([state.name for state in facts.states])
        found.update([task.duty for task in facts.tasks])
        found.update([matter.kind for matter in facts.matters])
        found.update([honour.kind for honour in facts.honours])
        return found

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
    profile = facts.profile
    days = calendar(scheme, year, profile.party_groups, profile.cycle_year(year))
    day = min(as_of, days.settlement) if closes else as_of
    now = seen(facts, day)
    counting, unvouched, events = _filed(days, scheme.by_event, now.records)
    counts = known_counts(scheme.counts.values(), now, year)
    return View(
        scheme=scheme,
        calendar=days,
        day=day,
        profile=profile,
        counting=counting,
        unvouched=unvouched,
        events=events,
        findings=tuple([one for one in now.findings if one.found_on.year == year]),
        facts=now,
        counts=counts,
        values=values(counts),
    )


Filed = dict[str, list[Record]]


def _filed(
    days: Calendar, by_event: AbstractSet[str], records: Iterable[Record]
) -> tuple[Filed, AbstractSet[str], Filed]:
    """What counts, by occurrence; which of that nobody confirmed; the year's events, by duty."""
    places, year = days.places, days.year
    counting: Filed = {}
    events: Filed = {}
    doubtful = set()
    for record in records:
        for duty in record.duties if record.returned is None else ():
            if duty in by_event and record.done_on.year == year:
                events.setdefault(duty, []).append(record)
            occurrence = places[duty](record) if duty in places else None
            if occurrence is not None:
                counting.setdefault(occurrence.key, []).append(record)
                if record.confirmed is None:
                    doubtful.add(occurrence.key)
    return counting, {key for key in doubtful if not vouched(counting[key])}, events


def vouched(records: list[Record]) -> bool:
    """Whether another post has confirmed one of them."""
    return any(record.confirmed is not None for record in records)


def seen(facts: Facts, day: date) -> Facts:
    """The facts as they were known on the evening of the day."""
    return Facts(
        profile=facts.profile,
        records=_records(facts.records, day),
        findings=tuple([_finding(one, day) for one in facts.findings if one.found_on <= day]),
        states=tuple([_state(one, day) for one in facts.states if one.seen_on <= day]),
        tasks=tuple([_task(one, day) for one in facts.tasks]),
        matters=tuple([_matter(one, day) for one in facts.matters]),
        assessments=tuple([one for one in facts.assessments if one.on <= day]),
        honours=tuple([one for one in facts.honours if one.on <= day]),
        vetoes=tuple([_veto(one, day) for one in facts.vetoes if one.on <= day]),
        grades=tuple([one for one in facts.grades if one.on <= day]),
        negatives=tuple([one for one in facts.negatives if one.on <= day]),
    )


def _past(when: date | None, day: date) -> date | None:
    return when if when is not None and when <= day else None


def _records(records: Iterable[Record], day: date) -> tuple[Record, ...]:
    """Most are seen as they are: there are many, and copying costs."""
    return tuple(
        [
            one
            if ((sure := one.confirmed) is None or sure <= day) and one.returned is None
            else _record(one, day)
            for one in records
            if one.done_on <= day
        ]
    )


def _record(record: Record, day: date) -> Record:
    confirmed, returned = _past(record.confirmed, day), _past(record.returned, day)
    return replace(record, confirmed=confirmed, returned=returned)


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


def _veto(veto: Veto, day: date) -> Veto:
    return replace(veto, lifted_on=_past(veto.lifted_on, day))


def _matter(matter: Matter, day: date) -> Matter:
    return replace(
        matter,
        steps={step: on for step, on in matter.steps.items() if on <= day},
        concluded_on=_past(matter.concluded_on, day),
        confirmed=_past(matter.confirmed, day),
    )
