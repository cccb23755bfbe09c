"""What differs between two schemes, in Chinese, and whose points may move by it."""

from collections.abc import Iterator, Mapping
from typing import Any

from rubric.model import Model
from rubric.scheme import Scheme

TABLES = {
    "sections": "部分",
    "items": "项目",
    "duties": "事项",
    "matters": "流程事项",
    "honours": "加分",
    "vetoes": "一票否决",
    "readings": "读法",
    "negatives": "负面清单",
    "targets": "目标",
    "plan": "任务分解",
}
WORDING = frozenset(
    {"name", "title", "document", "standard", "check", "clause", "citation", "explain", "text"}
)
"""Keys whose change moves nobody's points: they are words for people."""
_SPOKEN = dict.fromkeys(("clause", "name", "no"))
"""What a rule says and does not compute with."""


def compare(old: Scheme, new: Scheme) -> Iterator[str]:
    """A line for everything that changed; none if the schemes say the same."""
    yield from _head(old, new)
    for table, name in TABLES.items():
        yield from _table(name, getattr(old, table), getattr(new, table))


def movers(old: Scheme, new: Scheme) -> str:
    """Whose points may move, from the items that compute otherwise than before."""
    moved = sorted(
        no for no in {*old.items, *new.items} if _computes(old, no) != _computes(new, no)
    )
    lines = [line for line in compare(old, new) if not line.startswith(("项目", "部分", "版本"))]
    if moved:
        return f"在用这个办法的村居,第{'、'.join(map(str, moved))}项的得分可能变化"
    if any("只改文字" not in line for line in lines):
        return "在用这个办法的村居,有上面所列情形的,结果可能变化"
    return "没有村居的结果会变化"


def _head(old: Scheme, new: Scheme) -> Iterator[str]:
    before, after = old.head.model_dump(), new.head.model_dump()
    if old.kind != new.kind:
        yield f"种类:{old.kind} → {new.kind}"
    for key in ("id", "version", "in_force_from"):
        if before[key] != after[key]:
            yield f"版本 {key}:{before[key]} → {after[key]}"
    for key in sorted({*before, *after} - {"id", "kind", "version", "in_force_from"}):
        if before.get(key) != after.get(key):
            note = "(只改文字)" if key in WORDING else ""
            yield f"总的规定 {key} 改了{note}"


def _table(name: str, old: Mapping[Any, Model], new: Mapping[Any, Model]) -> Iterator[str]:
    yield from (f"{name} {key} 取消了" for key in old if key not in new)
    yield from (f"{name} {key} 是新加的" for key in new if key not in old)
    for key in old:
        if key in new and (changed := _changed(old[key], new[key])):
            note = "(只改文字)" if set(changed) <= WORDING else ""
            yield f"{name} {key} 改了{'、'.join(changed)}{note}"


def _changed(old: Model, new: Model) -> list[str]:
    before, after = old.model_dump(), new.model_dump()
    return sorted(key for key in before if before[key] != after[key])


def _computes(scheme: Scheme, no: int) -> Any:
    """What an item's points depend on: its rules and the days of the duties they name."""
    item = scheme.items.get(no)
    if item is None:
        return None
    wording = dict.fromkeys(WORDING | {"rule", "done_by", "confirmed_by", "stages"})
    rules = [rule.model_dump() | _SPOKEN for rule in item.rules]
    duties = [
        scheme.duties[duty].model_dump() | wording
        for rule in item.rules
        for duty in rule.duty_ids()
    ]
    return item.points, rules, duties
