"""A duty (事项): what recurs, when it is due, who does it and who may confirm it."""

from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field, PlainValidator

from rubric.festivals import Festival
from rubric.model import Count, Model, Word, month_day
from rubric.period import Cadence, Period, month_end
from rubric.posts import Post

Audience = Literal["doers", "village", "supervisors", "town", "discipline"]
Posts = Annotated[tuple[Post, ...], Field(min_length=1)]


class Owner(StrEnum):
    """Whose duty it is."""

    VILLAGE = "village"
    TOWN = "town"


class DayOf(StrEnum):
    """A day told from a period."""

    PERIOD_FIRST = "period-first"
    PERIOD_LAST = "period-last"
    NEXT_MONTH_FIRST = "next-month-first"
    NEXT_MONTH_LAST = "next-month-last"
    NEXT_FEBRUARY_LAST = "next-february-last"

    def of(self, period: Period) -> date:
        """The day itself; "next month" is the one after the period's last."""
        match self:
            case DayOf.PERIOD_FIRST:
                return period.first
            case DayOf.PERIOD_LAST:
                return period.last
            case DayOf.NEXT_MONTH_FIRST:
                return period.next_first
            case DayOf.NEXT_MONTH_LAST:
                return month_end(period.next_first)
            case _:
                return month_end(date(period.year + 1, 2, 1))


def _due_day(value: object) -> DayOf | str | date:
    if isinstance(value, str):
        return DayOf(value) if value in set(DayOf) else month_day(value)
    if type(value) is date:
        return value
    raise ValueError(_NO_DAY)


_NO_DAY = f"应当是日期、09-30 这样的月和日,或者 {'、'.join(DayOf)} 之一"
DueDay = Annotated[DayOf | str | date, PlainValidator(_due_day)]
"""A day told from a period, a day of the year (09-30), or the day itself."""


def day_in(told: DayOf | str | date, period: Period) -> date:
    """The day that is meant in a period."""
    if isinstance(told, DayOf):
        return told.of(period)
    if isinstance(told, str):
        return date(period.year, int(told[:2]), int(told[3:]))
    return told


class Stage(Model):
    """One step of reminding: so many working days before the due day, or days after it."""

    id: Word
    to: Annotated[tuple[Audience, ...], Field(min_length=1)]
    working_days_before: Count | None = None
    days_after: Count | None = None


class Duty(Model):
    """What is owed every period.

    Without a name of its own it has the one people know it by, without stages the scheme's.
    Unless said otherwise it opens with its period, counts until its due day, and is the village's.
    `in_cycle_year`: only in that year of the cycle (创建周期). `working_days`: how long it lasts.
    """

    id: Word
    name: str = ""
    cadence: Cadence
    opens: DueDay = DayOf.PERIOD_FIRST
    due: DueDay = DayOf.PERIOD_LAST
    counts_until: DayOf | Literal["due", "always"] = "due"
    festivals: tuple[Festival, ...] = ()
    in_cycle_year: Count | None = None
    working_days: Count | None = None
    units: Literal["one", "party_groups"] = "one"
    owed_by: Owner = Owner.VILLAGE
    done_by: Posts
    confirmed_by: Posts
    photo_clause: str = ""
    stages: tuple[Stage, ...] = ()
    clause: Word
    citation: Word

    def closes(self, period: Period) -> date | None:
        """The last day on which doing it still counts; None where that day never comes."""
        if self.counts_until == "always":
            return None
        told = self.due if self.counts_until == "due" else DayOf(self.counts_until)
        return day_in(told, period)

    @property
    def recurs(self) -> bool:
        return self.cadence.months > 0

    @cached_property
    def names_period(self) -> bool:
        """Whether a record must say its period: the days alone do not tell which one is meant."""
        if not self.recurs:
            return False
        this = Period(2000, self.cadence, 1)
        following = Period.around(this.next_first, self.cadence)
        closes = self.closes(this)
        return closes is None or closes >= day_in(self.opens, following)
