"""One item of a scheme explained: wording, rule in plain Chinese, readings, who knows it."""

from collections.abc import Iterator

from rubric.duty import Duty, Owner
from rubric.period import Cadence
from rubric.scheme import Scheme
from rubric.scheme_tables import Item, Witness
from rubric.wording import spoken_points

WITNESSES = {
    Witness.LEDGER: "台账:村里记,别的职务确认",
    Witness.SYSTEM: "系统或主管部门:由它们说明",
    Witness.FINDING: "检查、座谈:查到问题才扣",
}
CADENCES = {
    Cadence.MONTH: "每月",
    Cadence.QUARTER: "每季度",
    Cadence.HALF: "每半年",
    Cadence.YEAR: "每年",
    Cadence.ASSIGNED: "由上级布置",
    Cadence.ANY_TIME: "没有写期限",
    Cadence.ONCE: "一次",
    Cadence.FESTIVAL: "节前",
}
OWNERS = {Owner.VILLAGE: "村里", Owner.TOWN: "镇里"}


def explain(scheme: Scheme, no: int) -> Iterator[str]:
    """The item in lines for a person; KeyError if there is no such item."""
    item = scheme.items[no]
    points = f"({spoken_points(item.points)}分)" if item.points else ""
    yield f"第{item.no}项 {item.name}{points}——{scheme.title}({item.clause})"
    yield f"原文:{item.standard}"
    yield from (f"  ({at}){part}" for at, part in enumerate(item.parts, start=1))
    yield from _written(item)
    for rule in item.rules:
        under = "、".join(f"{name} = {option}" for name, option in rule.reading.items())
        yield f"怎么算:{rule.qualified(scheme)}{f'(读法 {under})' if under else ''}——{rule.clause}"
    if scheme.kind == "points":
        yield f"谁知道:{WITNESSES[item.witness]}"
    yield from (_duty(scheme.duties[duty]) for duty in _duties(item))
    yield from _readings(scheme, item)


def _written(item: Item) -> Iterator[str]:
    for name, text in (
        ("评分标准", item.rule),
        ("检查方式", item.check),
        ("责任单位", item.units),
        ("完成时限", item.deadline),
        ("可以注明不适用", item.may_not_apply),
    ):
        if text:
            yield f"{name}:{text}"


def _duties(item: Item) -> tuple[str, ...]:
    named = (duty for rule in item.rules for duty in rule.duty_ids())
    return tuple(dict.fromkeys((*item.duties, *named)))


def _duty(duty: Duty) -> str:
    done, confirmed = "、".join(duty.done_by), "、".join(duty.confirmed_by)
    return (
        f"事项:{duty.name}({CADENCES[duty.cadence]};{OWNERS[duty.owed_by]}的事;"
        f"{done}记,{confirmed}确认)——{duty.citation}"
    )


def _readings(scheme: Scheme, item: Item) -> Iterator[str]:
    """The readings the item's rules choose between, and those whose clause is the item's."""
    used = {name for rule in item.rules for name in rule.reading}
    for reading in scheme.readings.values():
        if reading.id in used or reading.clause == item.clause:
            for option in reading.options:
                chosen = "(现用)" if option.id == reading.default else ""
                yield f"读法 {reading.id} = {option.id}{chosen}:{option.explain}"
