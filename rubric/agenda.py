"""What is to be done (本月要办): every occurrence of a year with its mark, the overdue first."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

from rubric.duty import Owner
from rubric.facts import Facts, Record, Task
from rubric.occurrences import Occurrence, calendar
from rubric.period import Cadence, Period
from rubric.rules import EventsShort
from rubric.scheme import Scheme
from rubric.view import View, look
from rubric.wording import spoken_day


class Mark(StrEnum):
    """How an occurrence stands; the order is that of the list."""

    OVERDUE = "overdue"
    OPEN = "open"
    WAITING = "waiting"
    AHEAD = "ahead"
    DONE = "done"
    MISSED = "missed"


@dataclass(frozen=True, slots=True)
class Entry:
    """One occurrence, its mark, and the records that count for it."""

    occurrence: Occurrence
    mark: Mark
    records: tuple[str, ...] = ()


_ORDER = {mark: at for at, mark in enumerate(Mark)}


def agenda(
    scheme: Scheme, year: int, facts: Facts, as_of: date, owed_by: Owner = Owner.VILLAGE
) -> tuple[Entry, ...]:
    """Everything owed in the year as it stands on the day: overdue first, then by due day.

    What was due before the village joined, and is not on file, is left out.
    """
    view = look(scheme, year, facts, as_of, closes=scheme.kind == "points")
    groups, cycle_year = facts.profile.party_groups, facts.profile.cycle_year(year)
    blank = _blank(scheme, year, groups, cycle_year, view.day, owed_by)
    entries = (*_filled(blank, view), *_events(scheme, view), *_tasks(scheme, view, owed_by))
    return tuple(sorted(entries, key=lambda one: (_ORDER[one.mark], one.occurrence.due)))


@lru_cache(maxsize=256)
def _blank(
    scheme: Scheme,
    year: int,
    groups: int,
    cycle_year: int | None,
    day: date,
    owed_by: Owner,
) -> tuple[Entry, ...]:
    """What one side owes in the year, as it stands on the day with nothing on record."""
    return tuple(
        Entry(one, _undone(one, day))
        for one in calendar(scheme, year, groups, cycle_year).occurrences
        if scheme.duties[one.duty].owed_by is owed_by
    )


def _filled(blank: Iterable[Entry], view: View) -> Iterator[Entry]:
    """The same with what is on record; what the village is excused from left out."""
    joined = view.profile.enrolled_on or date.min
    for entry in blank:
        records = view.counting.get(entry.occurrence.key)
        if records:
            yield _done(entry.occurrence, records)
        elif entry.occurrence.due >= joined:
            yield entry


def _done(occurrence: Occurrence, records: Iterable[Record]) -> Entry:
    confirmed = any(record.confirmed is not None for record in records)
    refs = tuple(record.ref for record in records)
    return Entry(occurrence, Mark.DONE if confirmed else Mark.WAITING, refs)


def _undone(occurrence: Occurrence, day: date) -> Mark:
    if occurrence.counts_until is not None and occurrence.counts_until < day:
        return Mark.MISSED
    if occurrence.due < day:
        return Mark.OVERDUE
    return Mark.OPEN if occurrence.opens <= day else Mark.AHEAD


def _events(scheme: Scheme, view: View) -> Iterator[Entry]:
    """For a rule that asks for so many events a year: one entry for all of them."""
    rules = (rule for item in scheme.items.values() for rule in item.rules)
    for rule in rules:
        if isinstance(rule, EventsShort) and not view.excused(date(view.year, 12, 31)):
            events = rule.events(view).values()
            whole = _whole_year(rule, view.year, len(events))
            records = [record for of in events for record in of]
            if len(events) < rule.of:
                refs = tuple(record.ref for record in records)
                yield Entry(whole, _undone(whole, view.day), refs)
            else:
                yield _done(whole, records)


def _whole_year(rule: EventsShort, year: int, done: int) -> Occurrence:
    period = Period(year, Cadence.YEAR)
    return Occurrence(
        duty=rule.duties[0],
        period=period,
        unit=1,
        opens=period.first,
        due=period.last,
        counts_until=period.last,
        label=f"{rule.name}({done}/{rule.of}次)",
        key=f"{rule.duties[0]}/{period}/1",
    )


def _tasks(scheme: Scheme, view: View, owed_by: Owner) -> Iterator[Entry]:
    """What was assigned with a day, of the duties that are assigned."""
    duties = [
        duty.id
        for duty in scheme.duties.values()
        if duty.cadence is Cadence.ASSIGNED and duty.owed_by is owed_by
    ]
    for task in view.assigned(duties):
        one = _assigned(scheme, view, task)
        if task.done_on is None:
            yield Entry(one, _undone(one, view.day), (task.ref,))
        else:
            yield Entry(one, Mark.WAITING if task.confirmed is None else Mark.DONE, (task.ref,))


def _assigned(scheme: Scheme, view: View, task: Task) -> Occurrence:
    return Occurrence(
        duty=task.duty,
        period=Period(view.year, Cadence.YEAR),
        unit=1,
        opens=date(view.year, 1, 1),
        due=task.due,
        counts_until=None,
        label=f"{spoken_day(task.due)}到期的{scheme.duties[task.duty].name}",
        key=f"{task.duty}/{task.due}/1",
    )
