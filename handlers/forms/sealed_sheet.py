"""A sealed score sheet: the annex's own table with the town's points, only as it was sealed."""

from decimal import Decimal
from typing import Any

from handlers.forms import press
from handlers.forms.score_sheet import TEMPLATE
from handlers.forms.wording import clip, lost, moment, numeral
from handlers.services.sealed_papers import SealedItem, SealedLoss, SealedPaper
from rubric.scoring import BasisKind, Standing
from rubric.sheet import BASES
from rubric.wording import full_day, spoken_day, spoken_points

MOST_GROUNDS = 3
_MOST_WHY, _MOST_REASON, _MOST_PIECE = 44, 60, 20
_SEAL = 16
"""Digits of a hash on paper: enough to compare by eye; the whole stands in the audit log."""


def pdf(paper: SealedPaper) -> bytes:
    """Two A4 pages, the points in the town's column."""
    return press.pdf(TEMPLATE, data_of(paper))


def data_of(paper: SealedPaper) -> dict[str, Any]:
    """Every value as the score sheet's templates name it; all of them are text."""
    told = paper.content
    return {
        "title": told["title"],
        "document": told["document"],
        "village": clip(told["village"], 24),
        "town": clip(told["town"], 24),
        "year": f"{told['year']}",
        "as_of": full_day(paper.as_of),
        "sections": [_section(each, paper) for each in told["sections"]],
        "total": {"name": f"合计({told['full']}分)", **_figure(told["base"])},
        "bonus": _bonus(told["bonus"]),
        "sum": _figure(told["points"]),
        "vetoes": [f"{no}、{each['text']}" for no, each in enumerate(told["vetoes"]["listed"], 1)],
        "veto_check": told["vetoes"]["check"],
        "veto_found": "、".join(told["vetoes"]["in_force"]) or "没有",
        "figures": _figures(paper),
        "readings": told["readings"],
        "head": {"seq": str(paper.head.seq), "hash": paper.head.hash},
        "notice": _notice(paper),
    }


def _section(section: dict[str, Any], paper: SealedPaper) -> dict[str, Any]:
    return {
        "name": f"({numeral(section['no'])}){section['name']}({section['points']}分)",
        "items": [_item(each) for each in paper.items if each.section == section["no"]],
    }


def _item(each: SealedItem) -> dict[str, Any]:
    told = [_cut(each.losses[MOST_GROUNDS:]), _own(each)]
    return {
        "no": str(each.no),
        "standard": f"{each.no}.{each.standard}",
        "rule": each.rule,
        "check": each.check,
        "basis": BASES[BasisKind(each.basis)],
        "losses": [_loss(loss) for loss in each.losses[:MOST_GROUNDS]],
        "more": ";".join(part for part in told if part),
        "pending": "、".join(each.pending),
        **_figure(spoken_points(each.given)),
    }


def _loss(loss: SealedLoss) -> dict[str, str]:
    until = f"(不晚于{spoken_day(loss.until)}可补回)" if loss.until else ""
    return {"amount": lost(loss.amount), "why": clip(loss.why, _MOST_WHY) + until}


def _cut(rest: tuple[SealedLoss, ...]) -> str:
    amount = sum((loss.amount for loss in rest), Decimal(0))
    return f"另有{len(rest)}处,共{lost(amount)}" if rest else ""


def _own(each: SealedItem) -> str:
    """Why another amount was given than the program proposed, and by whom."""
    if not each.changed:
        return ""
    proposed = spoken_points(each.proposed)
    return f"系统提示{proposed}分,改评理由:{clip(each.reason, _MOST_REASON)}({clip(each.by, 8)})"


def _figure(points: str) -> dict[str, str]:
    return {"score": points, "town": points}


def _bonus(told: dict[str, Any]) -> dict[str, str]:
    honours = [
        f"{each['name']}“{clip(each['piece'], _MOST_PIECE)}”{each['points']}分"
        for each in told["honours"]
    ]
    more = f"等{len(honours)}件" if len(honours) > MOST_GROUNDS else ""
    words = {name: told.get(name, "") for name in ("standard", "rule", "check")}
    return {
        "name": f"加分项(最高{told['most']}分)" if "most" in told else "加分项",
        **words,
        "ground": ";".join(honours[:MOST_GROUNDS]) + more or "没有登记",
        **_figure(told["points"]),
    }


def _figures(paper: SealedPaper) -> str:
    told = paper.content
    scored = "、".join(f"{each['name']}({each['post']})" for each in told["scored_by"])
    sealer = told["sealed_by"]
    changed = sum(each.changed for each in paper.items)
    return (
        f"结果:{_reached(paper)}。改动系统提示{changed}项。评分:{scored};"
        f"复核并封存:{sealer['name']}({sealer['post']}),{moment(paper.sealed_at)}。"
        f"依据:{told['document']}。"
    )


def _reached(paper: SealedPaper) -> str:
    lines = paper.content["lines"]
    match Standing(paper.standing):
        case Standing.VETOED:
            return "有一票否决事项,不能认定"
        case _ if not lines:
            return "考核办法没有划线"
        case Standing.DEMONSTRATION:
            return f"达到示范(标杆)申报线({lines[0]}分)"
        case Standing.UP_TO_STANDARD:
            return f"达到达标线({lines[1]}分)"
        case _:
            return f"不到达标线({lines[1]}分)"


def _notice(paper: SealedPaper) -> str:
    """Which sheet it is, what it corrects, and by what it can be proved."""
    told = f"已封存,第{paper.number}号,评分表校验码{paper.sheet_hash[:_SEAL]}"
    evidence = f"台账校验码{paper.evidence_hash[:_SEAL]}"
    corrects = f"本表更正第{paper.corrects}号,理由:{clip(paper.content['reason'], _MOST_REASON)}。"
    spoiled = "" if paper.intact else "注意:内容与封存时的校验码不符。"
    return f"{spoiled}{told},{evidence}。{corrects if paper.corrects else ''}"
