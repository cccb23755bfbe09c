"""What a village owes in a year: one occurrence (一次应办) for every duty, period and unit."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Protocol

from rubric.duty import Duty
from rubric.facts import Profile, Record
from rubric.period import Period
from rubric.wording import spoken_period

ONE_DAY = timedelta(days=1)


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

    def takes(self, day: date) -> bool:
        """Whether doing it on this day counts."""
        return self.opens <= day and (self.counts_until is None or day <= self.counts_until)


@dataclass(frozen=True, slots=True)
class _Row:
    """The occurrences of one duty and unit through a year, in order."""

    occurrences: tuple[Occurrence, ...]
    opens: tuple[date, ...]
    names_period: bool

    def of(self, record: Record) -> Occurrence | None:
        found = self._around(record.done_on) if record.period is None else self._at(record.period)
        return found if found is not None and found.takes(record.done_on) else None

    def _at(self, period: Period) -> Occurrence | None:
        if period.index > len(self.occurrences):
            return None
        found = self.occurrences[period.index - 1]
        same = found.period.year == period.year and found.period.cadence is period.cadence
        return found if same else None

    def _around(self, day: date) -> Occurrence | None:
        opened = bisect_right(self.opens, day)
        return self.occurrences[opened - 1] if opened and not self.names_period else None


@dataclass(frozen=True, slots=True)
class Calendar:
    """All occurrences of a scheme in a year, and the day on which that year is closed."""

    year: int
    settlement: date
    occurrences: tuple[Occurrence, ...]
    rows: Mapping[str, tuple[_Row, ...]]

    def of(self, duties: Iterable[str]) -> Iterator[Occurrence]:
        """The occurrences of these duties: duty by duty, unit by unit, in order of time."""
        for duty in duties:
            for row in self.rows[duty]:
                yield from row.occurrences

    def placed(self, record: Record, duty: str) -> Occurrence | None:
        """The occurrence for which the record counts, if it counts for one at all."""
        rows = self.rows.get(duty, ())
        unit = record.unit if len(rows) > 1 else 1
        return rows[unit - 1].of(record) if 0 < unit <= len(rows) else None


def occurrences(scheme: Owes, year: int, profile: Profile) -> tuple[Occurrence, ...]:
    """Everything this village owes in the year, in the scheme's order of duties."""
    return calendar(scheme, year, profile.party_groups).occurrences


def settlement_day(scheme: Owes, year: int) -> date:
    """The day after the last on which something of the year could still be done."""
    return calendar(scheme, year, 0).settlement


@lru_cache(maxsize=256)
def calendar(scheme: Owes, year: int, party_groups: int) -> Calendar:
    """The calendar of a year; it depends on nothing else of the village."""
    rows = {duty.id: _rows(duty, year, party_groups) for duty in scheme.duties.values()}
    everything = tuple(one for of in rows.values() for row in of for one in row.occurrences)
    return Calendar(year, _settlement(scheme, year), everything, rows)


def _settlement(scheme: Owes, year: int) -> date:
    closing = (
        duty.closes(period)
        for duty in scheme.duties.values()
        for period in Period.of_year(year, duty.cadence)
    )
    last = max((day for day in closing if day is not None), default=date(year, 12, 31))
    return last + ONE_DAY


def _rows(duty: Duty, year: int, party_groups: int) -> tuple[_Row, ...]:
    if not duty.recurs:
        return ()
    units = party_groups if duty.units == "party_groups" else 1
    return tuple(_row(duty, year, unit) for unit in range(1, units + 1))


def _row(duty: Duty, year: int, unit: int) -> _Row:
    found = tuple(_occurrence(duty, period, unit) for period in Period.of_year(year, duty.cadence))
    return _Row(found, tuple(one.opens for one in found), duty.names_period)


def _occurrence(duty: Duty, period: Period, unit: int) -> Occurrence:
    several = f"(第{unit}组)" if duty.units == "party_groups" else ""
    return Occurrence(
        duty=duty.id,
        period=period,
        unit=unit,
        opens=duty.opens.of(period),
        due=duty.due.of(period),
        counts_until=duty.closes(period),
        label=f"{spoken_period(period)}{duty.name}{several}",
        key=f"{duty.id}/{period}/{unit}",
    )
