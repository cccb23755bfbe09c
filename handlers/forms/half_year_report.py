"""半年书面报告: what the ledger holds is filled in, what only the village can say is left to it."""

from pathlib import Path
from typing import Any

from handlers.forms import press, word
from handlers.forms.self_assessment import obstacles, worked
from handlers.forms.wording import clip, numeral, optional_day
from handlers.services.half_year_papers import HalfYearPaper
from rubric.verdict_sheet import NOTICE
from rubric.wording import full_day, spoken_day, spoken_period
from storage.findings import FindingRow

TEMPLATE = "half-year-report"
_MOST_TEXT = 60
FINDINGS = {"open": "整改中", "reported": "待验收", "settled": "已销号", "cleared": "已澄清"}


def pdf(paper: HalfYearPaper) -> bytes:
    return press.pdf(TEMPLATE, data_of(paper))


def docx(paper: HalfYearPaper, template: Path | None = None) -> bytes:
    """The same as Word, from the town's own template if it has one."""
    return word.fill(TEMPLATE, data_of(paper), template)


def data_of(paper: HalfYearPaper) -> dict[str, Any]:
    """Every value of the report as the templates name it; all of them are text."""
    half, verdict = paper.half, paper.verdict
    return {
        "village": clip(paper.village, 30),
        "town": clip(paper.town, 30),
        "title": f"{half.year}年{spoken_period(half)}{paper.duty.name}",
        "period": f"{half.year}年{spoken_period(half)}",
        "to": "、".join(paper.duty.confirmed_by),
        "citation": paper.duty.citation,
        "as_of": full_day(paper.as_of),
        "cycle": f"{full_day(paper.starts)}至{full_day(verdict.cycle_ends)}",
        "summary": _summary(paper),
        "work": [worked(one) for one in paper.work],
        "sections": [_section(paper, no) for no in paper.scheme.sections],
        "findings": [_finding(row) for row in paper.findings],
        "pending": obstacles(verdict.pending),
        "head": {"seq": str(paper.head.seq), "hash": paper.head.hash},
        "notice": NOTICE,
    }


def _summary(paper: HalfYearPaper) -> str:
    """What was done, counted; nothing is praised that nobody has written."""
    times = sum(len(one.days) for one in paper.work)
    sure = sum(one.confirmed for one in paper.work)
    if not times:
        return "这半年台账里没有记录。"
    return f"这半年台账里有{len(paper.work)}类工作，共{times}次，其中已确认{sure}次。"


def _section(paper: HalfYearPaper, no: int) -> dict[str, Any]:
    items = [item for item in paper.scheme.items.values() if item.section == no]
    return {
        "name": f"({numeral(no)}){paper.scheme.sections[no].name}",
        "contents": "；".join(f"{item.no}.{item.name}" for item in items),
    }


def _finding(row: FindingRow) -> dict[str, str]:
    return {
        "day": spoken_day(row.found_on),
        "text": clip(row.text, _MOST_TEXT),
        "due": optional_day(row.due),
        "status": FINDINGS[row.status],
        "settled": optional_day(row.settled_on),
    }
