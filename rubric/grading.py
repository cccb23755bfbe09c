"""Whether a village is recognised (认定) by a scheme with grades, and what stands in the way."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date
from enum import StrEnum
from typing import NamedTuple

from rubric.agenda import Mark, agenda
from rubric.facts import Facts, Grade
from rubric.occurrences import ONE_DAY
from rubric.scheme import Scheme
from rubric.scheme_tables import GradesHead, Item
from rubric.view import seen
from rubric.wording import full_day

_PERCENT = 100


class GradeStanding(StrEnum):
    """A hint: only the Party committee's approval confers it."""

    RECOGNISED = "recognised"
    NOT_RECOGNISED = "not-recognised"


class Obstacle(NamedTuple):
    """One thing that is missing for recognition, in Chinese, and the clause that asks for it."""

    why: str
    clause: str


class ItemGrade(NamedTuple):
    """The grade that rules an item; None if nobody has graded it."""

    no: int
    applies: bool
    ruling: Grade | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """The answer of a scheme with grades. `why` is empty exactly when it is recognised.

    `pending` are the steps of the procedure that are not done yet.
    """

    scheme_id: str
    year: int
    as_of: date
    standing: GradeStanding
    good: int
    graded: int
    applicable: int
    items: tuple[ItemGrade, ...]
    why: tuple[Obstacle, ...]
    pending: tuple[Obstacle, ...]
    window: tuple[date, date]

    @property
    def cycle_ends(self) -> date:
        """The last day of the cycle; a re-check follows it."""
        return self.window[1]


def grade(scheme: Scheme, year: int, facts: Facts, as_of: date) -> Verdict:
    """Recognised or not, by what is seen on the evening of a day."""
    head, now = scheme.graded, seen(facts, as_of)
    start = facts.profile.cycle_start or facts.profile.enrolled_on or date(year, 1, 1)
    window = _window(head, start)
    since = [one for one in now.grades if one.on >= start]
    items = tuple(_item(item, head, now, since) for item in scheme.items.values())
    grades = [one.ruling.grade for one in items if one.applies and one.ruling]
    why = (
        *_ungraded(scheme, items),
        *_low(scheme, head, items),
        *_share(head, grades, sum(one.applies for one in items)),
        *_negatives(scheme, now, window),
    )
    return Verdict(
        scheme_id=scheme.id,
        year=year,
        as_of=as_of,
        standing=GradeStanding.NOT_RECOGNISED if why else GradeStanding.RECOGNISED,
        good=grades.count(head.recognition.best),
        graded=len(grades),
        applicable=sum(one.applies for one in items),
        items=items,
        why=why,
        pending=(
            *_unrecorded(scheme, facts, (start, window[1]), as_of),
            *_not_taken(scheme, now, start),
        ),
        window=window,
    )


def _window(head: GradesHead, start: date) -> tuple[date, date]:
    """From the years before the cycle began to its last day, both included."""
    first = _anniversary(start, -head.recognition.years_before)
    end = _anniversary(start, head.recognition.cycle_years)
    return first, max(end, date.min + ONE_DAY) - ONE_DAY


def _anniversary(day: date, years: int) -> date:
    """The same day so many years on, within the calendar's own years.

    1 March for a 29 February that year does not have.
    """
    year = min(max(day.year + years, MINYEAR), MAXYEAR)
    try:
        return day.replace(year=year)
    except ValueError:
        return date(year, 3, 1)


def _item(item: Item, head: GradesHead, now: Facts, since: list[Grade]) -> ItemGrade:
    """The highest level that graded it rules; within a level the newest."""
    ruling = max(
        (one for one in since if one.item == item.no),
        key=lambda one: (head.grading.level(one.by), one.on, head.grading.rank(one.grade)),
        default=None,
    )
    return ItemGrade(item.no, item.no not in now.profile.not_applicable, ruling)


def _ungraded(scheme: Scheme, items: tuple[ItemGrade, ...]) -> Iterator[Obstacle]:
    for one in items:
        if one.applies and one.ruling is None:
            item = scheme.items[one.no]
            yield Obstacle(f"第{one.no}项“{item.name}”还没有评等次", item.clause)


def _low(scheme: Scheme, head: GradesHead, items: tuple[ItemGrade, ...]) -> Iterator[Obstacle]:
    grading, least = head.grading, head.recognition.least
    for one in items:
        if one.applies and one.ruling and grading.rank(one.ruling.grade) > grading.rank(least):
            by = grading.levels[grading.level(one.ruling.by)].name
            yield Obstacle(
                f"第{one.no}项“{scheme.items[one.no].name}”{by}评为“{grading.name(one.ruling.grade)}”"
                f"({full_day(one.ruling.on)}),应在“{grading.name(least)}”以上",
                head.recognition.least_clause,
            )


def _share(head: GradesHead, grades: list[str], applicable: int) -> Iterator[Obstacle]:
    best, percent = head.recognition.best, head.recognition.share_percent
    good, needed = grades.count(best), -(-applicable * percent // _PERCENT)
    if good < needed:
        name = head.grading.name(best)
        yield Obstacle(
            f"评为“{name}”的有{good}项,适用的{applicable}项里至少要{needed}项({percent}%),"
            f"还差{needed - good}项",
            head.recognition.share_clause,
        )


def _negatives(scheme: Scheme, now: Facts, window: tuple[date, date]) -> Iterator[Obstacle]:
    for one in sorted(now.negatives, key=lambda one: (one.on, one.kind)):
        if window[0] <= one.on <= window[1]:
            kind = scheme.negatives[one.kind]
            yield Obstacle(f"{full_day(one.on)}负面清单:{kind.name}", kind.clause)


def _unrecorded(
    scheme: Scheme, facts: Facts, cycle: tuple[date, date], as_of: date
) -> Iterator[Obstacle]:
    """The village's duties through the cycle that are not on record by now."""
    entries = (
        entry
        for year in range(cycle[0].year, min(cycle[1], as_of).year + 1)
        for entry in agenda(scheme, year, facts, as_of)
        if entry.mark not in {Mark.DONE, Mark.WAITING}
    )
    for entry in sorted(entries, key=lambda entry: entry.occurrence.due):
        duty, due = scheme.duties[entry.occurrence.duty], entry.occurrence.due
        if cycle[0] <= due <= cycle[1]:
            yield Obstacle(
                f"{entry.occurrence.label}还没有记录(不晚于{full_day(due)})", duty.clause
            )


def _not_taken(scheme: Scheme, now: Facts, start: date) -> Iterator[Obstacle]:
    """The town's steps of the procedure that are not done since the cycle began."""
    done = {task.duty for task in now.tasks if task.done_on is not None and task.done_on >= start}
    for duty in scheme.graded.recognition.procedure:
        if duty not in done:
            yield Obstacle(f"{scheme.duties[duty].name}还没有办", scheme.duties[duty].clause)
