"""The score's course over a year: recomputed for each month's last evening from dated facts."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise

from handlers.services.book import Book, Enrolled
from handlers.services.standing import Lost, losses
from rubric.period import Cadence, Period
from rubric.scheme import Scheme
from rubric.scoring import Score

_ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class CoursePoint:
    """Where the village stood on an evening."""

    on: date
    now: Decimal


@dataclass(frozen=True, slots=True)
class CourseMove:
    """What one thing cost (below zero), or gave back, between two points.

    `on` is the day of a new loss; what grew or was won back is told of on the later point's day.
    """

    on: date
    amount: Decimal
    item: int
    why: str


@dataclass(frozen=True, slots=True)
class CoursePaper:
    """A village's year under one scheme with points: the past as points, the rest as two lines.

    `settlement` is where ceiling and floor end: the day on which the year is closed.
    """

    village: str
    scheme: Scheme
    year: int
    as_of: date
    points: tuple[CoursePoint, ...]
    moves: tuple[CourseMove, ...]
    ceiling: Decimal
    floor: Decimal
    settlement: date


def course_papers(book: Book, year: int) -> tuple[CoursePaper, ...]:
    """One for each scheme with points, up to the book's day."""
    scored = (part for part in book.enrolled if part.scheme.kind == "points")
    return tuple(_paper(book, part, year) for part in scored)


def _paper(book: Book, part: Enrolled, year: int) -> CoursePaper:
    days = _days(part, year, book.today)
    scores = [part.score(year, day) for day in days]
    return CoursePaper(
        village=book.village.name,
        scheme=part.scheme,
        year=year,
        as_of=days[-1],
        points=tuple(CoursePoint(one.as_of, one.provisional) for one in scores),
        moves=tuple(move for before, after in pairwise(scores) for move in _moves(before, after)),
        ceiling=scores[-1].ceiling,
        floor=scores[-1].floor,
        settlement=scores[-1].settlement,
    )


def _days(part: Enrolled, year: int, today: date) -> list[date]:
    """The first day of the year or of taking part, every month's last since, and today."""
    joined = part.facts.profile.enrolled_on
    first = max(joined or date.min, date(year, 1, 1))
    last = max(min(today, date(year, 12, 31)), first)
    ends = (month.last for month in Period.of_year(year, Cadence.MONTH))
    return sorted({first, *(day for day in ends if first < day < last), last})


def _moves(before: Score, after: Score) -> Iterator[CourseMove]:
    """What was lost and what was won back from one point to the next."""
    old, new = _by_subject(before), _by_subject(after)
    for subject in sorted(old.keys() | new.keys()):
        was, now = old.get(subject), new.get(subject)
        moved = _amount(was) - _amount(now)
        told = now or was
        if moved and told:
            fresh = was is None and before.as_of < told.loss.on <= after.as_of
            day = told.loss.on if fresh else after.as_of
            yield CourseMove(day, moved, told.item, told.loss.why)
    if gained := after.bonus - before.bonus:
        yield CourseMove(after.as_of, gained, 0, "")


def _by_subject(score: Score) -> dict[tuple[int, str], Lost]:
    return {(each.item, each.loss.subject): each for each in losses(score)}


def _amount(each: Lost | None) -> Decimal:
    return each.loss.amount if each else _ZERO
