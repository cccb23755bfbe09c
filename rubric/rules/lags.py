"""Rules about lagging behind month by month (滞后), in the two readings of it."""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from typing import Annotated, Literal, NamedTuple

from pydantic import Field

from rubric.model import Points, Words
from rubric.occurrences import Occurrence
from rubric.period import Period, add_months, months_between
from rubric.rules.base import Charge, Rule, spoken_duties, spoken_loss
from rubric.rules.records import recorded
from rubric.view import Grounds, View

Steps = Annotated[tuple[Points, ...], Field(min_length=1)]


class _Step(NamedTuple):
    """The day from which an occurrence lags so many months; `behind` is how many it came to."""

    starts: date
    months: int
    behind: int
    occurrence: Occurrence


class _Lag(Rule):
    """`steps`: what a lag of one month costs in all, of two months, and so on."""

    duties: Words
    steps: Steps

    def vouched(self, view: View) -> Iterable[bool]:
        return recorded(view, self.duties)

    def duty_ids(self) -> tuple[str, ...]:
        return self.duties

    def _spoken_steps(self, scheme: Grounds) -> str:
        steps = [f"滞后{at}个月{spoken_loss(cost)}" for at, cost in enumerate(self.steps, start=1)]
        return f"{spoken_duties(scheme, self.duties)}:{'、'.join(steps)}(更久的同最后一档)"


class LagWorstOnDay(_Lag):
    """The oldest that still lags on the day, once; putting it right repairs it."""

    rule: Literal["lag-worst-on-day"]

    def charges(self, view: View) -> Iterable[Charge]:
        lagging = [
            occurrence
            for occurrence in view.calendar.of(self.duties)
            if occurrence.key not in view.counting and not view.excused(occurrence.due)
        ]
        if not lagging:
            return ()
        oldest = min(lagging, key=lambda one: one.due)
        behind = months_between(oldest.due, view.day)
        return _unshown(oldest, behind, self.steps, self.clause)

    def plain(self, scheme: Grounds) -> str:
        return f"{self._spoken_steps(scheme)};只看当天拖得最久的一件,补上就补回"


class LagEachPeriod(_Lag):
    """For every period the worst lag of its occurrences, summed; what is lost stays lost."""

    rule: Literal["lag-each-period"]

    def charges(self, view: View) -> Iterator[Charge]:
        for (period, _), step in self._first_steps(view).items():
            subject = f"{self.duties[0]}/{period}"
            yield _charge(step, subject, self.steps, self.clause, final=True)

    def _first_steps(self, view: View) -> dict[tuple[Period, int], _Step]:
        """For each period and months of lag, the day one of its occurrences first got there."""
        first: dict[tuple[Period, int], _Step] = {}
        for occurrence in view.calendar.of(self.duties):
            records = view.counting.get(occurrence.key)
            if records is None and view.excused(occurrence.due):
                continue
            shown = min(record.done_on for record in records) if records else None
            behind = months_between(occurrence.due, shown or view.day)
            for step in _lags(occurrence, shown, behind, len(self.steps)):
                key = (occurrence.period, step.months)
                first[key] = min(first.get(key, step), step, key=lambda one: one.starts)
        return first

    def plain(self, scheme: Grounds) -> str:
        return f"{self._spoken_steps(scheme)};每期取最久的一件,各期相加,不再补回"


def _lags(occurrence: Occurrence, shown: date | None, behind: int, most: int) -> Iterator[_Step]:
    """The steps it reached by the day it was shown, or can still reach (None)."""
    for months in range(1, most + 1):
        starts = add_months(occurrence.due, months)
        if shown is None or starts <= shown:
            yield _Step(starts, months, max(months, behind), occurrence)


@lru_cache(maxsize=1024)
def _unshown(occurrence: Occurrence, behind: int, steps: Steps, clause: str) -> tuple[Charge, ...]:
    """What one costs that was not shown so far: the same for every village, for a month."""
    lags = _lags(occurrence, None, behind, len(steps))
    return tuple(_charge(step, occurrence.key, steps, clause, final=False) for step in lags)


def _charge(step: _Step, subject: str, steps: Steps, clause: str, *, final: bool) -> Charge:
    """What a step costs over the one before."""
    before = steps[step.months - 2] if step.months > 1 else 0
    return Charge(
        steps[step.months - 1] - before,
        step.starts,
        step.starts if final else None,
        subject,
        f"{step.occurrence.label}滞后{step.behind}个月",
        clause,
        step.occurrence.label,
        step.occurrence.duty,
        str(step.occurrence.period),
        adds=step.months > 1,
    )
