"""A verdict told: its figures by name, as JSON values, and in plain Chinese lines."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from rubric.figures import Figure
from rubric.grading import GradeStanding, ItemGrade, Obstacle, Verdict
from rubric.scheme import Scheme
from rubric.wording import full_day

STANDINGS = {
    GradeStanding.RECOGNISED: "评定条件都已具备",
    GradeStanding.NOT_RECOGNISED: "还不具备评定条件",
}
"""No village is called recognised: that takes the notice and the Party committee's approval."""
NOTICE = "仅供提示,以镇党委批准为准。"


def figures(verdict: Verdict) -> dict[str, Figure]:
    """Every figure by the name a case's [expect] gives it."""
    return {
        "standing": verdict.standing.value,
        "good": Decimal(verdict.good),
        "graded": Decimal(verdict.graded),
    }


def as_json(village: str, verdict: Verdict) -> dict[str, Any]:
    return {
        "scheme": verdict.scheme_id,
        "village": village,
        "year": verdict.year,
        "as_of": verdict.as_of.isoformat(),
        "standing": verdict.standing.value,
        "good": verdict.good,
        "graded": verdict.graded,
        "applicable": verdict.applicable,
        "window": [day.isoformat() for day in verdict.window],
        "why": [one._asdict() for one in verdict.why],
        "pending": [one._asdict() for one in verdict.pending],
        "items": [_item(one) for one in verdict.items],
    }


def _item(one: ItemGrade) -> dict[str, Any]:
    ruling = one.ruling
    return {
        "no": one.no,
        "applies": one.applies,
        "grade": ruling.grade if ruling else None,
        "by": ruling.by if ruling else None,
        "on": ruling.on.isoformat() if ruling else None,
    }


def lines(scheme: Scheme, verdict: Verdict) -> Iterator[str]:
    grading, best = scheme.graded.grading, scheme.graded.recognition.best
    yield STANDINGS[verdict.standing]
    yield (
        f"适用{verdict.applicable}项,已评{verdict.graded}项,"
        f"其中“{grading.name(best)}”{verdict.good}项"
    )
    first, last = verdict.window
    yield f"创建周期到{full_day(last)};负面清单看{full_day(first)}到{full_day(last)}"
    yield from (_told(scheme, one) for one in verdict.items)
    yield from _listed("还差这些:", verdict.why)
    yield from _listed("程序上还没有办的:", verdict.pending)
    yield NOTICE


def _told(scheme: Scheme, one: ItemGrade) -> str:
    item, grading = scheme.items[one.no], scheme.graded.grading
    if not one.applies:
        return f"第{one.no}项 {item.name} 不适用:{item.may_not_apply}"
    if one.ruling is None:
        return f"第{one.no}项 {item.name} 未评"
    by = grading.levels[grading.level(one.ruling.by)].name
    grade = grading.name(one.ruling.grade)
    return f"第{one.no}项 {item.name} {grade}({by},{full_day(one.ruling.on)})"


def _listed(title: str, missing: tuple[Obstacle, ...]) -> Iterator[str]:
    if missing:
        yield title
        yield from (f"  - {one.why}({one.clause})" for one in missing)
