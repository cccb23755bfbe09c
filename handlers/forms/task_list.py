"""任务清单办理情况: every row in the document's words, and beside it how far it is done."""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from handlers.forms import press, word
from handlers.forms.wording import clip, days_told
from handlers.services.task_papers import TaskPaper, TaskRow, TaskSection
from rubric.checklist import Line, Ongoing, Reach, Status
from rubric.progress_sheet import NOTICE, OWNERS, STATUSES
from rubric.wording import full_day, spoken_day

TEMPLATE = "task-list"
_MOST_DAYS = 6


def pdf(paper: TaskPaper) -> bytes:
    return press.pdf(TEMPLATE, data_of(paper))


def docx(paper: TaskPaper, template: Path | None = None) -> bytes:
    """The same as Word, from the town's own template if it has one."""
    return word.fill(TEMPLATE, data_of(paper), template)


def data_of(paper: TaskPaper) -> dict[str, Any]:
    """Every value of the list as the templates name it; all of them are text."""
    made = paper.progress
    return {
        "title": paper.scheme.title,
        "document": paper.scheme.document,
        "village": clip(paper.village, 30),
        "town": clip(paper.town, 30),
        "year": str(made.year),
        "as_of": full_day(made.as_of),
        "counts": "，".join(f"{name}{made.count(status)}件" for status, name in STATUSES.items()),
        "sections": [_section(part, paper) for part in paper.sections],
        "beside": list(_duties(paper, _lines(paper.beside), _ongoing(paper.beside))),
        "targets": [_target(reach) for reach in made.targets],
        "head": {"seq": str(paper.head.seq), "hash": paper.head.hash},
        "notice": NOTICE,
    }


def _section(part: TaskSection, paper: TaskPaper) -> dict[str, Any]:
    return {"name": part.section.name, "rows": [_item(row, paper) for row in part.rows]}


def _item(row: TaskRow, paper: TaskPaper) -> dict[str, Any]:
    item = row.item
    return {
        "no": str(item.no),
        "name": item.name,
        "standard": item.standard,
        "units": item.units,
        "deadline": item.deadline,
        "duties": list(_duties(paper, row.lines, row.ongoing)),
    }


def _lines(every: Sequence[Line | Ongoing]) -> list[Line]:
    return [one for one in every if isinstance(one, Line)]


def _ongoing(every: Sequence[Line | Ongoing]) -> list[Ongoing]:
    return [one for one in every if isinstance(one, Ongoing)]


def _duties(
    paper: TaskPaper, lines: Sequence[Line], ongoing: Sequence[Ongoing]
) -> Iterator[dict[str, str]]:
    """One for each duty, whether it comes once or every month."""
    for duty in dict.fromkeys(line.duty for line in lines):
        mine = [line for line in lines if line.duty == duty]
        days = sorted(paper.done[ref] for line in mine for ref in line.records)
        yield {
            "name": paper.scheme.duties[duty].name,
            "owner": OWNERS[mine[0].owed_by],
            "status": _status(mine),
            "record": days_told(days, _MOST_DAYS),
        }
    for one in ongoing:
        status = f"长期推进，记了{one.times}次"
        yield {"name": one.name, "owner": OWNERS[one.owed_by], "status": status, "record": ""}


def _status(lines: Sequence[Line]) -> str:
    """已办 alone, or 已办5次、逾期1次（应不晚于6月30日）."""
    counted = Counter(line.status for line in lines)
    late = [line.due for line in lines if line.status is Status.OVERDUE]
    since = f"（应不晚于{spoken_day(min(late))}）" if late else ""
    if len(lines) == 1:
        (line,) = lines
        until = "" if line.status is Status.DONE else f"（不晚于{full_day(line.due)}）"
        return STATUSES[line.status] + (since or until)
    told = (f"{name}{counted[status]}次" for status, name in STATUSES.items() if counted[status])
    return "、".join(told) + since


def _target(reach: Reach) -> dict[str, str]:
    reached = {True: "已达到", False: "未达到", None: "还不能判断"}[reach.reached]
    return {
        "text": reach.target.text,
        "needed": "" if reach.needed is None else str(reach.needed),
        "found": "" if reach.found is None else str(reach.found),
        "reached": reached,
    }
