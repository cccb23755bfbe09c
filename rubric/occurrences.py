"""What a village owes in a year: one occurrence (一次应办) for every duty, period and unit."""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from itertools import chain
from typing import Protocol

from rubric.duty import Duty, day_in
from rubric.facts import Profile, Record
from rubric.period import Cadence, Period
from rubric.wording import spoken_period

ONE_DAY = timedelta(days=1)
_CAMPAIGN = timedelta(days=30)
"""How long before a festival its reminder may be given (reading: 节前一个月内)."""


class Owes(Protocol):
    """A scheme, as far as this module needs it; hashed by identity."""

    @property
    def duties(self) -> Mapping[str, Duty]: ...

    def __hash__(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One duty for one period (and unit), with its three days, all of them included."""

    duty: str
    period: Period
    unit: int
    opens: date
    due: date
    counts_until: date | None
    label: str
    key: str

    def __hash__(self) -> int:
        return hash(self.key)

    def takes(self, day: date) -> bool:
        """Whether doing it on this day counts."""
        return self.opens <= day and (self.counts_until is None or day <= self.counts_until)


@dataclass(frozen=True, slots=True)
class _Row:
    """The occurrences of one duty and unit through a year, in order."""

    occurrences: tuple[Occurrence, ...]
    opens: tuple[date, ...]
    periods: Mapping[Period, Occurrence]
    names_period: bool

    def of(self, record: Record) -> Occurrence | None:
        day, period = record.done_on, record.period
        found = self._around(day) if period is None else self.periods.get(period)
        if found is None or day < found.opens:
            return None
        return found if found.counts_until is None or day <= found.counts_until else None

    def _around(self, day: date) -> Occurrence | None:
        opened = bisect_right(self.opens, day)
        return self.occurrences[opened - 1] if opened and not self.names_period else None


@dataclass(frozen=True, slots=True)
class _Units:
    """The rows of one duty that each of several units owes."""

    rows: tuple[_Row, ...]

    def of(self, record: Record) -> Occurrence | None:
        unit = record.unit
        return self.rows[unit - 1].of(record) if 0 < unit <= len(self.rows) else None


Place = Callable[[Record], Occurrence | None]
"""The occurrence of one duty for which a record counts, if it counts for one at all."""


@dataclass(frozen=True, slots=True, eq=False)
class Calendar:
    """All occurrences of a scheme in a year, and the day on which that year is closed.

    Compared by identity: it is told once.
    """

    year: int
    settlement: date
    occurrences: tuple[Occurrence, ...]
    rows: Mapping[str, tuple[_Row, ...]]
    places: Mapping[str, Place]
    """By duty, for those of which there are any occurrences."""
    _together: dict[tuple[str, ...], tuple[Occurrence, ...]] = field(default_factory=dict)
    """What was asked for before: a rule asks for the same duties of every village."""

    def of(self, duties: tuple[str, ...]) -> tuple[Occurrence, ...]:
        """The occurrences of these duties: duty by duty, unit by unit, in order of time."""
        if duties not in self._together:
            rows = chain.from_iterable(self.rows[duty] for duty in duties)
            self._together[duties] = tuple(one for row in rows for one in row.occurrences)
        return self._together[duties]


def occurrences(scheme: Owes, year: int, profile: Profile) -> tuple[Occurrence, ...]:
    """Everything this village owes in the year, in the scheme's order of duties."""
    return calendar(scheme, year, profile.party_groups, profile.cycle_year(year)).occurrences


def settlement_day(scheme: Owes, year: int) -> date:
    """The day after the last on which something of the year could still be done."""
    return calendar(scheme, year, 0).settlement


@lru_cache(maxsize=256)
def calendar(scheme: Owes, year: int, party_groups: int, cycle_year: int | None = None) -> Calendar:
    """The calendar of a year; it depends on nothing else of the village.

    Without a year of the cycle it holds what any of its years asks for.
    """
    rows = {
        duty.id: () if _asleep(duty, cycle_year) else _rows(scheme, duty, year, party_groups)
        for duty in scheme.duties.values()
    }
    everything = tuple(one for of in rows.values() for row in of for one in row.occurrences)
    places = {duty: _place(of) for duty, of in rows.items() if of}
    return Calendar(year, _settlement(scheme, year), everything, rows, places)


def _place(rows: tuple[_Row, ...]) -> Place:
    """The unit of a record matters only where there are several."""
    return rows[0].of if len(rows) == 1 else _Units(rows).of


def _asleep(duty: Duty, cycle_year: int | None) -> bool:
    return None not in (duty.in_cycle_year, cycle_year) and duty.in_cycle_year != cycle_year


def _settlement(scheme: Owes, year: int) -> date:
    rows = (_row(scheme, duty, year, 1) for duty in scheme.duties)
    closing = (one.counts_until for row in rows for one in row.occurrences)
    last = max((day for day in closing if day is not None), default=date(year, 12, 31))
    return last + ONE_DAY


def _rows(scheme: Owes, duty: Duty, year: int, party_groups: int) -> tuple[_Row, ...]:
    units = party_groups if duty.units == "party_groups" else 1
    found = tuple(_row(scheme, duty.id, year, unit) for unit in range(1, units + 1))
    return tuple(row for row in found if row.occurrences)


@lru_cache(maxsize=4096)
def _row(scheme: Owes, duty_id: str, year: int, unit: int) -> _Row:
    """The same whatever else the village owes: its calendars share it."""
    duty = scheme.duties[duty_id]
    found = tuple(_found(duty, year, unit))
    opens = tuple(one.opens for one in found)
    return _Row(found, opens, {one.period: one for one in found}, duty.names_period)


def _found(duty: Duty, year: int, unit: int) -> Iterator[Occurrence]:
    match duty.cadence:
        case Cadence.ONCE:
            yield from _once(duty, year)
        case Cadence.FESTIVAL:
            yield from sorted(_eves(duty, year), key=lambda one: one.due)
        case _:
            for period in Period.of_year(year, duty.cadence):
                yield _occurrence(duty, period, unit)


def _once(duty: Duty, year: int) -> Iterator[Occurrence]:
    """What has one fixed day, in the year of that day; done late it is still done."""
    due = duty.due
    if isinstance(due, date) and due.year == year:
        period = Period(year, Cadence.YEAR)
        opens = day_in(duty.opens, period)
        yield _dated(duty, period, (opens, due, None), duty.name)


def _eves(duty: Duty, year: int) -> Iterator[Occurrence]:
    """One before each festival; its period is the month of the eve."""
    for festival in duty.festivals:
        eve = festival.eve(year)
        if eve is not None:
            period = Period.around(eve, Cadence.MONTH)
            days = (eve - _CAMPAIGN, eve, eve)
            yield _dated(duty, period, days, f"{festival}{duty.name}")


def _occurrence(duty: Duty, period: Period, unit: int) -> Occurrence:
    several = f"(第{unit}组)" if duty.units == "party_groups" else ""
    days = (day_in(duty.opens, period), day_in(duty.due, period), duty.closes(period))
    return _dated(duty, period, days, f"{spoken_period(period)}{duty.name}{several}", unit)


def _dated(
    duty: Duty, period: Period, days: tuple[date, date, date | None], label: str, unit: int = 1
) -> Occurrence:
    opens, due, counts_until = days
    return Occurrence(
        duty=duty.id,
        period=period,
        unit=unit,
        opens=opens,
        due=due,
        counts_until=counts_until,
        label=label,
        key=f"{duty.id}/{period}/{unit}",
    )
