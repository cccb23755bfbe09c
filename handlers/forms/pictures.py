"""Pictures for the phone: a village's score and its year, a town's sections; light and dark."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from handlers.forms import press
from handlers.forms.wording import clip, day_seen_from, lost, numeral
from handlers.services.papers import ScoredSection, ScorePaper
from handlers.services.standing import Lost, ahead, last_day, losses
from handlers.services.town_papers import TownPaper, TownRow
from handlers.services.year_papers import YearPaper, YearRow
from rubric.agenda import Mark
from rubric.sheet import BASES, NOTICE
from rubric.wording import full_day, spoken_day, spoken_points

Theme = Literal["light", "dark"]
MOST_VILLAGES = 25
_MOST_LINES = 5
_WHY, _VILLAGE = 34, 14
_ZERO = Decimal(0)
_MONTHS = 12
SIGNS = {
    Mark.DONE: ("✓", "已办"),
    Mark.WAITING: ("△", "待确认"),
    Mark.OPEN: ("○", "未办"),
    Mark.OVERDUE: ("！", "逾期"),
    Mark.MISSED: ("×", "过期未办"),
    Mark.AHEAD: ("·", "未到时候"),
}
"""The marks of the cards, each with its word."""


def score_card(paper: ScorePaper, theme: Theme = "light") -> bytes:
    """Where the points went, what can be won back, and who vouches for them."""
    (picture,) = press.pictures("card", _score_card(paper) | {"theme": theme})
    return picture


def calendar(paper: YearPaper, theme: Theme = "light") -> bytes:
    """The year as a calendar of what is done, due and missed."""
    (picture,) = press.pictures("calendar", _calendar(paper) | {"theme": theme})
    return picture


def sections(paper: TownPaper, theme: Theme = "light") -> tuple[bytes, ...]:
    """Sections by villages, at most 25 a picture."""
    pages = list(_pages(paper.rows)) or [()]
    return tuple(
        press.pictures("sections", _town(paper, rows, (at, len(pages))) | {"theme": theme})[0]
        for at, rows in enumerate(pages, 1)
    )


def _score_card(paper: ScorePaper) -> dict[str, Any]:
    score = paper.score
    gone, coming = losses(score), ahead(score)
    back = sum((each.loss.amount for each in gone if each.loss.repairable_until), _ZERO)
    return {
        "village": clip(paper.village, _VILLAGE),
        "year": str(score.year),
        "as_of": spoken_day(score.as_of),
        "now": spoken_points(score.provisional),
        "ceiling": spoken_points(score.ceiling),
        "floor": spoken_points(score.floor),
        "basis": [
            {"kind": kind.value, "name": name, "points": spoken_points(part), "share": float(part)}
            for (kind, name), part in zip(BASES.items(), score.basis, strict=True)
        ],
        "sections": [_section(part) for part in paper.sections],
        "losses_title": f"已扣的分{f'，还能补回 {spoken_points(back)} 分' if back else ''}",
        "losses": [_loss(each, score.as_of) for each in gone[:_MOST_LINES]],
        "more": _more(gone),
        "ahead": [_ahead(each, score.as_of) for each in coming[:_MOST_LINES]],
        "more_ahead": _more(coming),
        "notice": NOTICE,
    }


def _section(part: ScoredSection) -> dict[str, Any]:
    got = sum((each.score.score for each in part.items), _ZERO)
    most = part.section.points
    return {
        "name": clip(part.section.name, 12),
        "score": spoken_points(got),
        "points": spoken_points(most),
        "share": float(got / most) if most else 0.0,
    }


def _loss(each: Lost, today: date) -> dict[str, str]:
    until = each.loss.repairable_until
    return {
        "amount": lost(each.loss.amount),
        "why": f"第{each.item}项 {clip(each.loss.why, _WHY)}",
        "repair": f"可补到{day_seen_from(until, today)}" if until else "",
    }


def _ahead(each: Lost, today: date) -> dict[str, str]:
    return {
        "amount": lost(each.loss.amount),
        "todo": clip(each.loss.why, _WHY),
        "by": f"不晚于{day_seen_from(last_day(each.loss), today)}",
    }


def _more(every: Sequence[Lost]) -> str:
    rest = every[_MOST_LINES:]
    amount = sum((each.loss.amount for each in rest), _ZERO)
    return f"另有 {len(rest)} 处，共 {lost(amount)} 分" if rest else ""


def _calendar(paper: YearPaper) -> dict[str, Any]:
    return {
        "village": clip(paper.village, _VILLAGE),
        "year": str(paper.year),
        "as_of": spoken_day(paper.as_of),
        "month": paper.as_of.month,
        "rows": [{"name": clip(row.name, 8), "cells": list(_cells(row))} for row in paper.rows],
        "legend": [
            {"mark": mark.value, "sign": sign, "name": name} for mark, (sign, name) in SIGNS.items()
        ],
    }


def _cells(row: YearRow) -> Iterator[dict[str, Any]]:
    """The row's cells in order, with empty ones where nothing is owed."""
    at = 1
    for cell in row.cells:
        if cell.month > at:
            yield {"months": cell.month - at, "mark": "none", "sign": "", "note": ""}
        sign, _ = SIGNS[cell.mark]
        yield {
            "months": cell.months,
            "mark": cell.mark.value,
            "sign": sign,
            "note": clip(cell.note, 20),
        }
        at = cell.month + cell.months
    if at <= _MONTHS:
        yield {"months": _MONTHS + 1 - at, "mark": "none", "sign": "", "note": ""}


def _pages(rows: tuple[TownRow, ...]) -> Iterator[tuple[TownRow, ...]]:
    """As few pictures as need be, about equally long."""
    count = -(-len(rows) // MOST_VILLAGES) or 1
    size = -(-len(rows) // count)
    return (rows[at : at + size] for at in range(0, len(rows), size or 1))


def _town(paper: TownPaper, rows: Sequence[TownRow], page: tuple[int, int]) -> dict[str, Any]:
    at, of = page
    return {
        "town": clip(paper.town, _VILLAGE),
        "year": str(paper.year),
        "as_of": full_day(paper.as_of),
        "pages": f"{at}/{of}" if of > 1 else "",
        "sections": [
            {"short": numeral(section.no), "name": section.name}
            for section in paper.scheme.sections.values()
        ],
        "rows": [_row(paper, row) for row in rows],
        "notice": NOTICE,
    }


def _row(paper: TownPaper, row: TownRow) -> dict[str, Any]:
    gone = dict.fromkeys(paper.scheme.sections, _ZERO)
    for item in row.score.items:
        gone[paper.scheme.items[item.no].section] += item.points - item.score
    return {
        "village": clip(row.village, 14),
        "now": spoken_points(row.score.provisional),
        "cells": [
            {"lost": bool(amount), "text": lost(amount) if amount else "✓"}
            for amount in gone.values()
        ],
    }
