"""量化评分表 of a village: the annex's own table with grounds, as PDF and as Word."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from handlers.forms import press, word
from handlers.forms.wording import clip, day_seen_from, lost, numeral
from handlers.services.papers import ScoredItem, ScoredSection, ScorePaper
from rubric.losses import Loss
from rubric.sheet import BASES, NOTICE, assured
from rubric.wording import full_day, spoken_day, spoken_points

MOST_GROUNDS = 3
_MOST_WHY = 44
_WORD_LINE, _WORD_LINES = 50, 46
"""Signs in a line of grounds of the Word template, and lines of them that two pages hold."""
TEMPLATE = "score"


@dataclass(frozen=True, slots=True)
class _Way:
    """How items are told: the proposal adopted or not, how many grounds, seen from which day."""

    adopted: bool
    grounds: int
    today: date


def pdf(paper: ScorePaper, *, adopted: bool = False) -> bytes:
    """Two A4 pages; `adopted`: the proposed points stand in the town's column, else beside it."""
    return press.pdf(TEMPLATE, data_of(paper, adopted=adopted))


def docx(paper: ScorePaper, *, adopted: bool = False, template: Path | None = None) -> bytes:
    """The same as Word, from the town's own template if it has one."""
    return word.fill(TEMPLATE, _for_word(paper, adopted=adopted), template)


def _for_word(paper: ScorePaper, *, adopted: bool) -> dict[str, Any]:
    """As many grounds of each item as two pages hold: typst measures them, Word cannot."""
    fewer = (data_of(paper, adopted=adopted, grounds=most) for most in range(MOST_GROUNDS, 0, -1))
    fitting = (data for data in fewer if _lines(data) <= _WORD_LINES)
    return next(fitting, None) or data_of(paper, adopted=adopted, grounds=0)


def _lines(data: Mapping[str, Any]) -> int:
    """How many lines the grounds of all items take in Word."""
    items = (item for section in data["sections"] for item in section["items"])
    return sum(-(-_length(item) // _WORD_LINE) for item in items)


def _length(item: Mapping[str, Any]) -> int:
    told = sum(len(loss["amount"] + loss["why"]) + 2 for loss in item["losses"])
    return len(item["basis"] + item["more"] + item["pending"]) + told + 8


def data_of(paper: ScorePaper, *, adopted: bool, grounds: int = MOST_GROUNDS) -> dict[str, Any]:
    """Every value of the sheet as the templates name it; all of them are text.

    `grounds`: how many of an item's losses are told one by one.
    """
    score, scheme = paper.score, paper.scheme
    way = _Way(adopted, grounds, score.as_of)
    base = score.provisional - score.bonus
    return {
        "title": scheme.title,
        "document": scheme.document,
        "village": clip(paper.village, 24),
        "town": clip(paper.town, 24),
        "year": f"{score.year}",
        "as_of": full_day(score.as_of),
        "sections": [_section(each, way) for each in paper.sections],
        "total": {"name": f"合计({_points(scheme.points)}分)", **_figure(base, adopted=adopted)},
        "bonus": _bonus(paper, adopted=adopted),
        "sum": _figure(score.provisional, adopted=adopted),
        "vetoes": [f"{no}、{veto.text}" for no, veto in enumerate(scheme.vetoes.values(), 1)],
        "veto_check": scheme.recognition.veto_check,
        "veto_found": "、".join(veto.name for veto in paper.vetoes) or "目前没有登记",
        "figures": _figures(paper),
        "readings": list(paper.readings),
        "head": {"seq": str(paper.head.seq), "hash": paper.head.hash},
        "notice": NOTICE,
    }


def _section(part: ScoredSection, way: _Way) -> dict[str, Any]:
    section = part.section
    return {
        "name": f"({numeral(section.no)}){section.name}({_points(section.points)}分)",
        "items": [_item(each, way) for each in part.items],
    }


def _item(each: ScoredItem, way: _Way) -> dict[str, Any]:
    item, costly = each.item, [loss for loss in each.score.losses if loss.amount]
    return {
        "no": str(item.no),
        "standard": f"{item.no}.{item.standard}",
        "rule": item.rule,
        "check": item.check,
        "basis": BASES[each.score.basis],
        "losses": [_loss(loss, way.today) for loss in costly[: way.grounds]],
        "more": _more(costly[way.grounds :], among=way.grounds > 0),
        "pending": "、".join(each.pending),
        **_figure(each.score.score, adopted=way.adopted),
    }


def _loss(loss: Loss, today: date) -> dict[str, str]:
    until = loss.repairable_until
    repair = f"(可补到{day_seen_from(until, today)})" if until else ""
    return {"amount": lost(loss.amount), "why": clip(loss.why, _MOST_WHY) + repair}


def _more(rest: list[Loss], *, among: bool) -> str:
    """What does not fit is told in sum: the sheet has two pages whatever happened."""
    amount = sum((loss.amount for loss in rest), Decimal(0))
    return f"{'另有' if among else ''}{len(rest)}处,共{lost(amount)}" if rest else ""


def _figure(points: Decimal, *, adopted: bool) -> dict[str, str]:
    return {"score": _points(points), "town": _points(points) if adopted else ""}


def _bonus(paper: ScorePaper, *, adopted: bool) -> dict[str, str]:
    bonus = paper.scheme.bonus
    told = [
        f"{spoken_day(one.on)}{one.kind.name}“{clip(one.piece, 20)}”{_points(one.kind.points)}分"
        for one in paper.honours
    ]
    more = f"等{len(told)}件" if len(told) > MOST_GROUNDS else ""
    return {
        "name": f"加分项(最高{_points(bonus.most)}分)",
        "standard": bonus.standard,
        "rule": bonus.rule,
        "check": bonus.check,
        "ground": ";".join(told[:MOST_GROUNDS]) + more or "目前没有登记",
        **_figure(paper.score.bonus, adopted=adopted),
    }


def _figures(paper: ScorePaper) -> str:
    score = paper.score
    parts = "、".join(f"{name}{points}分" for name, points in _basis(paper))
    return (
        f"截至{full_day(score.as_of)}:目前{_points(score.provisional)}分,"
        f"年底最高{_points(score.ceiling)}分,若不再办{_points(score.floor)}分;其中{parts}。"
        f"{assured(paper.scheme, score)}。依据:{paper.scheme.document}。"
    )


def _basis(paper: ScorePaper) -> Iterator[tuple[str, str]]:
    for kind, points in zip(BASES, paper.score.basis, strict=True):
        yield BASES[kind], _points(points)


def _points(points: Decimal) -> str:
    return spoken_points(points)
