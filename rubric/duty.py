"""A duty (事项): what recurs, when it is due, who does it and who may confirm it."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from rubric.model import Count, Model, Word
from rubric.period import Cadence, Period, month_end
from rubric.posts import Post

Audience = Literal["doers", "village", "supervisors", "town", "discipline"]
Posts = Annotated[tuple[Post, ...], Field(min_length=1)]


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


class Stage(Model):
    """One step of reminding: so many working days before the due day, or days after it."""

    id: Word
    to: Annotated[tuple[Audience, ...], Field(min_length=1)]
    working_days_before: Count | None = None
    days_after: Count | None = None


class Duty(Model):
    """What is owed every period.

    Without a name of its own it has the one people know it by, without stages the scheme's.
    Unless said otherwise it opens with its period and counts until its due day.
    """

    id: Word
    name: str = ""
    cadence: Cadence
    opens: DayOf = DayOf.PERIOD_FIRST
    due: DayOf = DayOf.PERIOD_LAST
    counts_until: DayOf | Literal["due", "always"] = "due"
    units: Literal["one", "party_groups"] = "one"
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
        return (self.due if self.counts_until == "due" else DayOf(self.counts_until)).of(period)

    @property
    def recurs(self) -> bool:
        return self.cadence.months > 0

    @property
    def names_period(self) -> bool:
        """Whether a record must say its period: the days alone do not tell which one is meant."""
        if not self.recurs:
            return False
        this = Period(2000, self.cadence, 1)
        following = Period.around(this.next_first, self.cadence)
        closes = self.closes(this)
        return closes is None or closes >= self.opens.of(following)
