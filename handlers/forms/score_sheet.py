"""量化评分表 of a village: the annex's own table with grounds, as PDF and as Word."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from handlers.forms import press, word
from handlers.forms.wording import clip, lost, numeral
from handlers.services.papers import ScoredItem, ScoredSection, ScorePaper
from rubric.losses import Loss
from rubric.sheet import ASSURED, BASES, NOTICE
from rubric.wording import full_day, spoken_day, spoken_points

MOST_GROUNDS = 3
_MOST_WHY = 44
TEMPLATE = "score"


def pdf(paper: ScorePaper, *, adopted: bool = False) -> bytes:
    """Two A4 pages; `adopted`: the proposed points stand in the town's column, else beside it."""
    return press.pdf(TEMPLATE, data_of(paper, adopted=adopted))


def docx(paper: ScorePaper, *, adopted: bool = False, template: Path | None = None) -> bytes:
    """The same as Word, from the town's own template if it has one."""
    return word.fill(TEMPLATE, data_of(paper, adopted=adopted), template)


def data_of(paper: ScorePaper, *, adopted: bool) -> dict[str, Any]:
    """Every value of the sheet as the templates name it; all of them are text."""
    score, scheme = paper.score, paper.scheme
    base = score.provisional - score.bonus
    return {
        "title": scheme.title,
        "document": scheme.document,
        "village": clip(paper.village, 24),
        "town": clip(paper.town, 24),
        "year": f"{score.year}",
        "as_of": full_day(score.as_of),
        "sections": [_section(each, adopted=adopted) for each in paper.sections],
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


def _section(part: ScoredSection, *, adopted: bool) -> dict[str, Any]:
    section = part.section
    return {
        "name": f"({numeral(section.no)}){section.name}({_points(section.points)}分)",
        "items": [_item(each, adopted=adopted) for each in part.items],
    }


def _item(each: ScoredItem, *, adopted: bool) -> dict[str, Any]:
    item, costly = each.item, [loss for loss in each.score.losses if loss.amount]
    return {
        "no": str(item.no),
        "standard": f"{item.no}.{item.standard}",
        "rule": item.rule,
        "check": item.check,
        "basis": BASES[each.score.basis],
        "losses": [_loss(loss) for loss in costly[:MOST_GROUNDS]],
        "more": _more(costly[MOST_GROUNDS:]),
        "pending": "、".join(each.pending),
        **_figure(each.score.score, adopted=adopted),
    }


def _loss(loss: Loss) -> dict[str, str]:
    until = f"({spoken_day(loss.repairable_until)}前可补回)" if loss.repairable_until else ""
    return {"amount": lost(loss.amount), "why": clip(loss.why, _MOST_WHY) + until}


def _more(rest: list[Loss]) -> str:
    """What does not fit is told in sum: the sheet has two pages whatever happened."""
    amount = sum((loss.amount for loss in rest), Decimal(0))
    return f"另有{len(rest)}处,共{lost(amount)}" if rest else ""


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
        f"{ASSURED[score.assured]}。依据:{paper.scheme.document}。"
    )


def _basis(paper: ScorePaper) -> Iterator[tuple[str, str]]:
    for kind, points in zip(BASES, paper.score.basis, strict=True):
        yield BASES[kind], _points(points)


def _points(points: Decimal) -> str:
    return spoken_points(points)
