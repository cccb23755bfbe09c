"""The facts of a case file, table by table; what the scheme does not know is refused."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from rubric.casetable import CaseTable
from rubric.duty import Duty
from rubric.facts import (
    Assessment,
    Finding,
    Grade,
    Honour,
    Matter,
    NegativeEntry,
    Record,
    State,
    Task,
    Veto,
)
from rubric.period import Cadence, Period
from rubric.scheme import FindingKind, Scheme


class FactReader:
    """Reads facts under a scheme, of a village with so many Party groups."""

    def __init__(self, scheme: Scheme, party_groups: int) -> None:
        self._scheme = scheme
        self._party_groups = party_groups

    def record(self, table: CaseTable) -> Record:
        table.only(("duty", "done_on", "period", "unit", "title", "confirmed", "returned"))
        duties = self._duties(table)
        return Record(
            duties=tuple(duty.id for duty in duties),
            done_on=table.day("done_on"),
            period=_period(table, duties),
            unit=self._unit(table, duties),
            title=table.text("title", required=False),
            confirmed=table.since("confirmed"),
            returned=table.since("returned"),
            ref=table.name,
        )

    def finding(self, table: CaseTable) -> Finding:
        days = ("found_on", "due", "settled_on", "cleared_on")
        table.only(("item", "kind", "count", "amount", "reason", *days))
        item, kind = self._item(table), table.text("kind")
        known = self._finding_kind(table, item, kind)
        amount, reason = _assessed(table, known) if known else (None, "")
        fact = Finding(
            item=item,
            kind=kind,
            found_on=table.day("found_on"),
            count=table.count("count", 1, default=1),
            due=table.maybe_day("due"),
            settled_on=table.maybe_day("settled_on"),
            cleared_on=table.maybe_day("cleared_on"),
            amount=amount,
            reason=reason,
            ref=table.name,
        )
        table.not_before(*days)
        return fact

    def state(self, table: CaseTable) -> State:
        table.only(("name", "value", "seen_on", "confirmed"))
        name = table.text("name")
        self._known(table, "name", name, self._scheme.states, "现状")
        kind = self._scheme.states.get(name)
        return State(
            name=name,
            value=_value(table, yes_no=kind.yes_no) if kind else 0,
            seen_on=table.day("seen_on"),
            confirmed=table.since("confirmed"),
            ref=table.name,
        )

    def task(self, table: CaseTable) -> Task:
        table.only(("duty", "due", "done_on", "confirmed"))
        duty = table.text("duty")
        self._known(table, "duty", duty, self._scheme.duties, "事项")
        return Task(
            duty=duty,
            due=table.day("due"),
            done_on=table.maybe_day("done_on"),
            confirmed=table.since("confirmed"),
            ref=table.name,
        )

    def matter(self, table: CaseTable) -> Matter:
        table.only(("kind", "title", "steps", "concluded_on", "confirmed"))
        kind = table.text("kind")
        self._known(table, "kind", kind, self._scheme.matters, "流程事项")
        return Matter(
            kind=kind,
            title=table.text("title"),
            steps=self._steps(table, kind),
            concluded_on=table.maybe_day("concluded_on"),
            confirmed=table.since("confirmed"),
            ref=table.name,
        )

    def assessment(self, table: CaseTable) -> Assessment:
        table.only(("item", "on"))
        return Assessment(item=self._item(table), on=table.day("on"), ref=table.name)

    def honour(self, table: CaseTable) -> Honour:
        table.only(("kind", "on", "piece"))
        kind = table.text("kind")
        self._known(table, "kind", kind, self._scheme.honours, "加分")
        return Honour(kind=kind, on=table.day("on"), piece=table.text("piece"), ref=table.name)

    def veto(self, table: CaseTable) -> Veto:
        table.only(("kind", "on", "lifted_on"))
        kind = table.text("kind")
        self._known(table, "kind", kind, self._scheme.vetoes, "一票否决")
        fact = Veto(
            kind=kind,
            on=table.day("on"),
            lifted_on=table.maybe_day("lifted_on"),
            ref=table.name,
        )
        table.not_before("on", "lifted_on")
        return fact

    def grade(self, table: CaseTable) -> Grade:
        table.only(("item", "grade", "by", "on"))
        grading = self._scheme.graded.grading
        return Grade(
            item=self._item(table),
            grade=table.one_of("grade", [grade.id for grade in grading.grades]),
            by=table.one_of("by", [level.id for level in grading.levels]),
            on=table.day("on"),
            ref=table.name,
        )

    def negative(self, table: CaseTable) -> NegativeEntry:
        table.only(("kind", "on"))
        kind = table.text("kind")
        self._known(table, "kind", kind, self._scheme.negatives, "负面清单情形")
        return NegativeEntry(kind=kind, on=table.day("on"), ref=table.name)

    def _known(
        self, table: CaseTable, key: str, name: str, names: Mapping[str, object], what: str
    ) -> None:
        if name and name not in names:
            table.fault(key, f"没有“{name}”这种{what}")

    def _item(self, table: CaseTable) -> int:
        item = table.count("item", 0)
        if item not in self._scheme.items:
            table.fault("item", f"没有第{item}项")
        return item

    def _duties(self, table: CaseTable) -> list[Duty]:
        known = self._scheme.duties
        names = _names(table)
        for name in names:
            self._known(table, "duty", name, known, "事项")
        return [known[name] for name in names if name in known]

    def _unit(self, table: CaseTable, duties: list[Duty]) -> int:
        unit = table.count("unit", 1, default=1)
        several = unit > 1 or any(duty.units == "party_groups" for duty in duties)
        if several and unit > self._party_groups:
            table.fault("unit", f"第{unit}组超出了党小组数({self._party_groups}个)")
        return unit

    def _finding_kind(self, table: CaseTable, item: int, kind: str) -> FindingKind | None:
        self._known(table, "kind", kind, self._scheme.findings, "问题")
        known = self._scheme.findings.get(kind)
        if known and item in self._scheme.items and known.item != item:
            table.fault("kind", f"“{kind}”是第{known.item}项的问题,不是第{item}项的")
        return known

    def _steps(self, table: CaseTable, kind: str) -> Mapping[str, date]:
        table.raw("steps", required=True)
        steps = table.inner("steps")
        known = self._scheme.matters.get(kind)
        if known:
            steps.only(known.names)
        return MappingProxyType({step: steps.day(step) for step in steps})


def _names(table: CaseTable) -> list[str]:
    value = table.raw("duty", required=True)
    names = value if isinstance(value, list) and value else [value]
    if all(isinstance(name, str) and name for name in names):
        return list(dict.fromkeys(names))
    if value is not None:
        table.fault("duty", "应当是一个事项,或者事项的列表")
    return []


def _period(table: CaseTable, duties: list[Duty]) -> Period | None:
    """The period a record names; it must be as long as its duties' periods."""
    if not table.has("period"):
        for duty in duties:
            if duty.names_period:
                table.fault("period", f"“{duty.name}”要写明是哪一期")
        return None
    text = table.text("period")
    try:
        period = Period.parse(text)
    except ValueError:
        table.fault("period", "应当写成 2026-03、2026-Q1、2026-H1 或 2026,加引号")
        return None
    for duty in duties:
        if duty.recurs and duty.cadence is not period.cadence:
            table.fault("period", f"“{duty.name}”的一期不是“{text}”这么长")
    if duties and all(duty.cadence is Cadence.ASSIGNED for duty in duties):
        table.fault("period", f"“{duties[0].name}”由上级布置,没有期")
    return period


def _assessed(table: CaseTable, kind: FindingKind) -> tuple[Decimal | None, str]:
    """The checker's amount and reason, which one sort of finding needs and no other may have."""
    if kind.most is None:
        for key in ("amount", "reason"):
            if table.has(key):
                table.fault(key, "只有酌情扣分的问题才写")
        return None, ""
    if table.has("count"):
        table.fault("count", "酌情扣分的问题只写 amount,不写 count")
    amount = table.number("amount")
    if not (kind.least or 0) <= amount <= kind.most or not amount:
        least = f"不小于 {kind.least}" if kind.least else "大于 0"
        table.fault("amount", f"应当{least},不超过 {kind.most}")
    return amount, table.text("reason")


def _value(table: CaseTable, *, yes_no: bool) -> int | bool:
    if not yes_no:
        return table.count("value", 0)
    value = table.raw("value", required=True)
    if value is not None and not isinstance(value, bool):
        table.fault("value", "应当是 true 或 false")
    return value is True
