"""The progress of a checklist told: its figures by name, as JSON values, and in Chinese lines."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from rubric.checklist import Line, Ongoing, Progress, Reach, Status
from rubric.duty import Owner
from rubric.figures import Figure
from rubric.wording import full_day

STATUSES = {
    Status.DONE: "已办",
    Status.OPEN: "待办",
    Status.OVERDUE: "逾期",
    Status.AHEAD: "未到时候",
}
OWNERS = {Owner.VILLAGE: "村里", Owner.TOWN: "镇里"}
NOTICE = "仅供提示。"
_COUNTED = (Status.DONE, Status.OPEN, Status.OVERDUE)


def figures(progress: Progress) -> dict[str, Figure]:
    """Every figure by the name a case's [expect] gives it."""
    return {status.value: Decimal(progress.count(status)) for status in _COUNTED}


def as_json(village: str, progress: Progress) -> dict[str, Any]:
    return {
        "scheme": progress.scheme_id,
        "village": village,
        "year": progress.year,
        "as_of": progress.as_of.isoformat(),
        **{status.value: progress.count(status) for status in _COUNTED},
        "lines": [
            line._asdict()
            | {"owed_by": line.owed_by.value, "due": line.due.isoformat(), "status": line.status}
            for line in progress.lines
        ],
        "ongoing": [one._asdict() for one in progress.ongoing],
        "targets": [_target(one) for one in progress.targets],
    }


def _target(reach: Reach) -> dict[str, Any]:
    return {
        "id": reach.target.id,
        "needed": reach.needed,
        "found": reach.found,
        "reached": reach.reached,
        "by": reach.target.by.isoformat() if reach.target.by else None,
        "clause": reach.target.clause,
    }


def lines(progress: Progress) -> Iterator[str]:
    yield " ".join(f"{STATUSES[status]} {progress.count(status)} 件" for status in _COUNTED)
    yield from map(_line, progress.lines)
    yield from map(_ongoing, progress.ongoing)
    yield from map(_reach, progress.targets)
    yield NOTICE


def _line(line: Line) -> str:
    status, owner = STATUSES[line.status], OWNERS[line.owed_by]
    return f"[{status}] {line.label}({owner};不晚于{full_day(line.due)};{line.clause})"


def _ongoing(one: Ongoing) -> str:
    return f"[长期] {one.name}({OWNERS[one.owed_by]};记了{one.times}次;{one.clause})"


def _reach(reach: Reach) -> str:
    target = reach.target
    by = f"不晚于{full_day(target.by)}" if target.by else "原文没有写明期限"
    needed = "应有多少算不出" if reach.needed is None else f"应有{reach.needed}"
    found = "现有多少不清楚" if reach.found is None else f"现有{reach.found}"
    reached = {True: "已达到", False: "未达到", None: "还不能判断"}[reach.reached]
    return f"[目标] {target.text}:{needed},{found},{reached}({by};{target.clause})"
