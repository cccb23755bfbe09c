"""月小结 of a town in Word: a line for each village in the roster's order, then what is undone."""

from pathlib import Path
from typing import Any

from handlers.forms import word
from handlers.forms.wording import clip
from handlers.services.month_papers import MonthPaper
from handlers.services.month_summary import VillageMonth
from rubric.wording import full_day

TEMPLATE = "month-digest"
_MOST_NAME, _MOST_UNDONE = 20, 12
NOTICE = "各村按名册次序排列，不作排名。本表由台账生成，仅供提示。"


def docx(paper: MonthPaper, template: Path | None = None) -> bytes:
    """From the town's own template if it has one."""
    return word.fill(TEMPLATE, data_of(paper), template)


def data_of(paper: MonthPaper) -> dict[str, Any]:
    """Every value of the summary as the template names it; all of them are text."""
    told = paper.summary
    return {
        "town": clip(paper.town, 30),
        "year": str(told.month.year),
        "month": str(told.month.first.month),
        "as_of": full_day(paper.as_of),
        "villages": [_row(each) for each in told.villages],
        "total": {
            "due": str(told.due),
            "in_time": str(told.in_time),
            "late": str(told.late),
            "undone": str(told.undone),
            "found": str(told.found),
            "settled": str(told.settled),
        },
        "undone": [
            {"village": clip(village, _MOST_NAME), "what": _listed(names)}
            for village, names in paper.undone
        ],
        "behind_twice": "、".join(clip(each, _MOST_NAME) for each in told.behind_twice),
        "head": {"seq": str(paper.head.seq), "hash": paper.head.hash},
        "notice": NOTICE,
    }


def _row(each: VillageMonth) -> dict[str, str]:
    return {
        "village": clip(each.village, _MOST_NAME),
        "due": str(each.due),
        "in_time": str(each.in_time),
        "late": str(each.late),
        "undone": str(len(each.undone)),
        "found": str(each.found),
        "settled": str(each.settled),
    }


def _listed(names: tuple[str, ...]) -> str:
    told = "、".join(names[:_MOST_UNDONE])
    return f"{told}等{len(names)}项" if len(names) > _MOST_UNDONE else told
