"""Months, quarters, half-years and years as values; their first and last days."""

import re
from calendar import monthrange
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple, Self

_TEXT = re.compile(r"(\d{4})(?:-(?:(\d{2})|Q([1-4])|H([12])))?", re.ASCII)
_MONTHS = range(1, 13)


class Cadence(StrEnum):
    """How often a duty recurs."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"
    ASSIGNED = "assigned"
    ANY_TIME = "any-time"
    ONCE = "once"
    FESTIVAL = "festival"

    @property
    def months(self) -> int:
        """Length of one period in months; 0 for what has no periods."""
        return {"month": 1, "quarter": 3, "half": 6, "year": 12}.get(self.value, 0)


class Period(NamedTuple):
    """One month, quarter, half-year or year; `index` counts from 1 within the year."""

    year: int
    cadence: Cadence
    index: int = 1  # type: ignore[assignment]  # the tuple's own method is of no use here

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read 2026-03, 2026-Q1, 2026-H1 or 2026; ValueError for anything else.

        >>> Period.parse("2026-Q1").last
        datetime.date(2026, 3, 31)
        """
        match = _TEXT.fullmatch(text)
        if match is None or int(match[1]) == 0 or (match[2] and int(match[2]) not in _MONTHS):
            raise ValueError(text)
        for group, cadence in ((2, Cadence.MONTH), (3, Cadence.QUARTER), (4, Cadence.HALF)):
            if match[group]:
                return cls(int(match[1]), cadence, int(match[group]))
        return cls(int(match[1]), Cadence.YEAR)

    @classmethod
    def around(cls, day: date, cadence: Cadence) -> Self:
        """The period of this cadence that holds the day."""
        return cls(day.year, cadence, (day.month - 1) // cadence.months + 1)

    @classmethod
    def of_year(cls, year: int, cadence: Cadence) -> tuple[Self, ...]:
        """All periods of this cadence in the year, in order; none for what has none."""
        count = 12 // cadence.months if cadence.months else 0
        return tuple(cls(year, cadence, index) for index in range(1, count + 1))

    @property
    def first(self) -> date:
        return date(self.year, (self.index - 1) * self.cadence.months + 1, 1)

    @property
    def last(self) -> date:
        return month_end(add_months(self.first, self.cadence.months - 1))

    @property
    def next_first(self) -> date:
        """The day after the last: the first day of the following period."""
        return self.last + timedelta(days=1)

    def __str__(self) -> str:
        match self.cadence:
            case Cadence.MONTH:
                return f"{self.year:04}-{self.index:02}"
            case Cadence.QUARTER:
                return f"{self.year:04}-Q{self.index}"
            case Cadence.HALF:
                return f"{self.year:04}-H{self.index}"
            case _:
                return f"{self.year:04}"


def add_months(day: date, months: int) -> date:
    """The first of the month that lies so many months after the day's month."""
    index = day.year * 12 + day.month - 1 + months
    return date(index // 12, index % 12 + 1, 1)


def month_end(day: date) -> date:
    """The last day of the day's month."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def months_between(earlier: date, later: date) -> int:
    """Calendar months from the month of `earlier` to the month of `later`."""
    return (later.year - earlier.year) * 12 + later.month - earlier.month
