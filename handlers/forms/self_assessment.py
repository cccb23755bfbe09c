"""村(社区)自评表 of a scheme with grades: each item in the document's words, graded by level."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from handlers.forms import press, word
from handlers.forms.wording import clip, days_told, numeral
from handlers.services.grade_papers import GradedItem, GradedSection, GradePaper
from handlers.services.work_papers import Work
from rubric.facts import Grade
from rubric.grade_tables import Grading, NegativeKind
from rubric.grading import Obstacle
from rubric.verdict_sheet import NOTICE, STANDINGS
from rubric.wording import full_day

TEMPLATE = "self-assessment"
_MOST_DAYS = 12
_MOST_REASON = 120


def pdf(paper: GradePaper) -> bytes:
    return press.pdf(TEMPLATE, data_of(paper))


def docx(paper: GradePaper, template: Path | None = None) -> bytes:
    """The same as Word, from the town's own template if it has one."""
    return word.fill(TEMPLATE, data_of(paper), template)


def data_of(paper: GradePaper) -> dict[str, Any]:
    """Every value of the form as the templates name it; all of them are text."""
    verdict, grading = paper.verdict, paper.scheme.graded.grading
    first, last = verdict.window
    return {
        "title": f"{grading.levels[0].name}表",
        "document": paper.scheme.document,
        "village": clip(paper.village, 24),
        "town": clip(paper.town, 24),
        "as_of": full_day(verdict.as_of),
        "cycle": f"{full_day(paper.starts)}至{full_day(last)}",
        "levels": [level.name for level in grading.levels],
        "columns": str(len(grading.levels) + 1),
        "legend": [f"{grade.name}：{grade.text}" for grade in grading.grades],
        "sections": [_section(part, grading) for part in paper.sections],
        "negative_window": f"{full_day(first)}至{full_day(last)}",
        "negatives": [_negative(kind, paper) for kind in paper.scheme.negatives.values()],
        "excluded": list(_excluded(paper.sections)),
        "standing": STANDINGS[verdict.standing],
        "count": _count(paper),
        "missing": obstacles(verdict.why),
        "pending": obstacles(verdict.pending),
        "work": [worked(one) for one in paper.work],
        "head": {"seq": str(paper.head.seq), "hash": paper.head.hash},
        "notice": NOTICE,
    }


def worked(work: Work) -> dict[str, str]:
    """One duty of the ledger: how often, how often confirmed, and on which days."""
    return {
        "duty": work.duty,
        "times": str(len(work.days)),
        "confirmed": str(work.confirmed),
        "days": days_told(work.days, _MOST_DAYS),
    }


def obstacles(missing: Iterable[Obstacle]) -> list[dict[str, str]]:
    return [{"why": one.why, "clause": one.clause} for one in missing]


def _section(part: GradedSection, grading: Grading) -> dict[str, Any]:
    return {
        "name": f"{numeral(part.section.no)}、{part.section.name}",
        "rows": [_item(each, grading) for each in part.items],
    }


def _item(each: GradedItem, grading: Grading) -> dict[str, Any]:
    item = each.item
    return {
        "no": str(item.no),
        "standard": f"{item.no}.{item.standard}",
        "parts": [f"({at}){part}" for at, part in enumerate(item.parts, 1)],
        "applies": each.applies,
        "grades": [_given(one, grading) for one in each.grades],
    }


def _given(given: Grade | None, grading: Grading) -> dict[str, str]:
    if given is None:
        return {"name": "", "day": ""}
    return {"name": grading.name(given.grade), "day": full_day(given.on)}


def _negative(kind: NegativeKind, paper: GradePaper) -> dict[str, str]:
    days = sorted(one.on for one in paper.negatives if one.kind == kind.kind)
    return {"text": kind.text, "found": days_told(days, _MOST_DAYS)}


def _excluded(sections: Iterable[GradedSection]) -> Iterator[dict[str, str]]:
    """不适用 with the reason that the scheme gives."""
    for part in sections:
        for each in part.items:
            if not each.applies:
                item = each.item
                yield {
                    "item": f"第{item.no}项“{item.name}”",
                    "reason": clip(each.reason, _MOST_REASON).rstrip("。"),
                }


def _count(paper: GradePaper) -> str:
    verdict, head = paper.verdict, paper.scheme.graded
    best = head.grading.name(head.recognition.best)
    return (
        f"适用{verdict.applicable}项，已评{verdict.graded}项，其中“{best}”{verdict.good}项"
        f"（要求{head.recognition.share_percent}%以上）"
    )
