"""The score's course over the year as a picture for the phone: the line so far, two lines ahead."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from itertools import pairwise
from typing import Any, Literal

from handlers.forms import press
from handlers.forms.wording import MINUS, clip
from handlers.services.course_papers import CourseMove, CoursePaper
from rubric.sheet import NOTICE
from rubric.wording import spoken_day, spoken_points

Theme = Literal["light", "dark"]
_MOST_MOVES = 6
_VILLAGE, _WHY = 14, 30
_STEP = Decimal(10)
_ZERO = Decimal(0)


def picture(paper: CoursePaper, theme: Theme = "light") -> bytes:
    """The year so far, what it can still become, and what moved it."""
    (png,) = press.pictures("course", data_of(paper) | {"theme": theme})
    return png


def data_of(paper: CoursePaper) -> dict[str, Any]:
    """Every value of the picture; places in the chart are shares of its width and height."""
    bottom, top = _range(paper)
    moves = sorted(paper.moves, key=lambda move: -abs(move.amount))[:_MOST_MOVES]
    return {
        "village": clip(paper.village, _VILLAGE),
        "year": str(paper.year),
        "as_of": spoken_day(paper.as_of),
        "now": spoken_points(paper.points[-1].now),
        "ceiling": _level(paper.ceiling, bottom, top),
        "floor": _level(paper.floor, bottom, top),
        "grid": [_level(mark, bottom, top) for mark in _marks(bottom, top)],
        "points": [
            {"x": _across(paper, one.on), "y": _up(one.now, bottom, top)} for one in paper.points
        ],
        "marks": list(_marked(paper, bottom, top)),
        "moves": [_move(move) for move in sorted(moves, key=lambda move: move.on)],
        "more": _more(paper.moves),
        "notice": NOTICE,
    }


def _range(paper: CoursePaper) -> tuple[Decimal, Decimal]:
    """Whole tens around everything that is drawn, at least twenty points apart."""
    levels = [*(one.now for one in paper.points), paper.ceiling, paper.floor]
    bottom = _tens(min(levels), ROUND_FLOOR)
    return bottom, max(_tens(max(levels), ROUND_CEILING), bottom + 2 * _STEP)


def _tens(points: Decimal, rounding: str) -> Decimal:
    return (points / _STEP).to_integral_value(rounding) * _STEP


def _marks(bottom: Decimal, top: Decimal) -> Iterator[Decimal]:
    """About four lines to read the height by."""
    tens = int((top - bottom) / _STEP)
    step = -(-tens // 4)
    return (bottom + _STEP * at for at in range(0, tens + 1, step))


def _level(points: Decimal, bottom: Decimal, top: Decimal) -> dict[str, Any]:
    return {"points": spoken_points(points), "y": _up(points, bottom, top)}


def _up(points: Decimal, bottom: Decimal, top: Decimal) -> float:
    return float((points - bottom) / (top - bottom))


def _across(paper: CoursePaper, day: date) -> float:
    """Where in the year the day lies; what comes after it stands at its end."""
    first, last = date(paper.year, 1, 1), date(paper.year, 12, 31)
    return min(max((day - first).days / (last - first).days, 0.0), 1.0)


def _marked(paper: CoursePaper, bottom: Decimal, top: Decimal) -> Iterator[dict[str, Any]]:
    """Each evening by which something was lost or won back; both may be."""
    for before, point in pairwise(paper.points):
        moved = [move.amount for move in paper.moves if before.on < move.on <= point.on]
        seen = {"x": _across(paper, point.on), "y": _up(point.now, bottom, top)}
        if any(amount < 0 for amount in moved):
            yield seen | {"kind": "lost"}
        if any(amount > 0 for amount in moved):
            yield seen | {"kind": "won"}


def _move(move: CourseMove) -> dict[str, str]:
    won = move.amount > 0
    points = spoken_points(abs(move.amount))
    where = f"第{move.item}项 " if move.item else ""
    return {
        "amount": f"＋{points}" if won else f"{MINUS}{points}",
        "kind": "won" if won else "lost",
        "day": spoken_day(move.on),
        "why": _told(where, move),
    }


def _told(where: str, move: CourseMove) -> str:
    if not move.item:
        return "加分" if move.amount > 0 else "加分减少"
    return where + ("补回：" if move.amount > 0 else "") + clip(move.why, _WHY)


def _more(moves: Sequence[CourseMove]) -> str:
    rest = sorted(moves, key=lambda move: -abs(move.amount))[_MOST_MOVES:]
    amount = sum((move.amount for move in rest), _ZERO)
    sign = "＋" if amount > 0 else MINUS
    return f"另有 {len(rest)} 处变动，合计 {sign}{spoken_points(abs(amount))} 分" if rest else ""
