"""Whether the tables of a scheme fit together: nothing named twice, every reference, every sum."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from rubric.duty import Duty
from rubric.matter import MatterKind
from rubric.parts import Parts
from rubric.period import Cadence, Period
from rubric.rules import EventsShort, Rule, TaskUndone
from rubric.scheme_tables import (
    Head,
    HonourKind,
    Item,
    Quota,
    Reading,
    Section,
    VetoKind,
)
from rubric.vocabulary import Vocabulary
from rubric.wording import spoken_points

NAMED_BY = {
    "sections": "no",
    "stages": "id",
    "items": "no",
    "duties": "id",
    "matters": "id",
    "honours": "kind",
    "vetoes": "kind",
    "readings": "id",
}
_SAMPLE_YEAR = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Tables:
    """The sound tables of a scheme file, in its order."""

    sections: Sequence[Section]
    items: Sequence[Item]
    duties: Sequence[Duty]
    matters: Sequence[MatterKind]
    honours: Sequence[HonourKind]
    vetoes: Sequence[VetoKind]
    readings: Sequence[Reading]


def check(parts: Parts, head: Head | None, tables: Tables, vocabulary: Vocabulary) -> None:
    """Add every fault between tables to those found within them."""
    for table, name in NAMED_BY.items():
        parts.unique(table, name)
    _check_words(parts, vocabulary)
    _check_references(parts)
    _check_owners(parts, tables.items)
    _check_uses(parts, tables)
    _check_days(parts, tables.duties)
    _check_steps(parts, tables.matters)
    _check_readings(parts, tables.readings)
    if head is not None and not parts.refused():
        _check_sums(parts, head, tables)


def _place(parts: Parts, table: str, name: object) -> str:
    return next(place for place, known in parts.numbered(table, NAMED_BY[table]) if known == name)


def _check_words(parts: Parts, vocabulary: Vocabulary) -> None:
    for place, duty in parts.numbered("duties", "id"):
        if isinstance(duty, str) and duty not in vocabulary.duties:
            parts.add(place, "id", f"事项表里没有“{duty}”")


def _check_references(parts: Parts) -> None:
    """What the items name must stand in the file; told even of items with other faults."""
    known = {table: _names(parts, table) for table in ("sections", "duties", "matters")}
    for place, section in parts.numbered("items", "section"):
        if isinstance(section, int) and section not in known["sections"]:
            parts.add(place, "section", f"没有第 {section} 部分")
    for place, key, rule in _raw_rules(parts):
        for duty in _strings(rule.get("duties")):
            if duty not in known["duties"]:
                parts.add(place, f"{key}.duties", f"没有“{duty}”这个事项")
        for matter in _strings([rule.get("matter")]):
            if matter not in known["matters"]:
                parts.add(place, f"{key}.matter", f"没有“{matter}”这种流程事项")


def _names(parts: Parts, table: str) -> set[str | int]:
    found = (name for _, name in parts.numbered(table, NAMED_BY[table]))
    return {name for name in found if isinstance(name, str | int)}


def _raw_rules(parts: Parts) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for place, rules in parts.numbered("items", "rules"):
        for at, rule in enumerate(rules if isinstance(rules, list) else (), start=1):
            if isinstance(rule, dict):
                yield place, f"rules.{at}", rule


def _strings(value: object) -> Iterator[str]:
    return (one for one in (value if isinstance(value, list) else ()) if isinstance(one, str))


def _rules(parts: Parts, items: Sequence[Item]) -> Iterator[tuple[str, str, Item, Rule]]:
    for item in items:
        place = _place(parts, "items", item.no)
        for at, rule in enumerate(item.rules, start=1):
            yield place, f"rules.{at}", item, rule


def _check_owners(parts: Parts, items: Sequence[Item]) -> None:
    """A kind of finding, or a state, belongs to one item."""
    owners: dict[str, int] = {}
    for place, key, item, rule in _rules(parts, items):
        for kind in (*rule.finding_kinds(), *rule.state_names()):
            if owners.setdefault(kind, item.no) != item.no:
                parts.add(place, key, f"“{kind}”已经归第{owners[kind]}项")


def _check_uses(parts: Parts, tables: Tables) -> None:
    """A rule asks of a duty what its cadence can give, and names only readings there are."""
    cadences = {duty.id: duty.cadence for duty in tables.duties}
    options = {one.id: {option.id for option in one.options} for one in tables.readings}
    for place, key, _, rule in _rules(parts, tables.items):
        for duty in rule.duty_ids():
            if duty in cadences and not _suits(rule, cadences[duty]):
                parts.add(place, f"{key}.duties", f"“{duty}”的周期不合这条规则")
        for name, option in rule.reading.items():
            if option not in options.get(name, ()):
                parts.add(place, f"{key}.reading", f"没有“{name} = {option}”这种读法")


def _suits(rule: Rule, cadence: Cadence) -> bool:
    match rule:
        case EventsShort():
            return cadence is Cadence.ANY_TIME
        case TaskUndone():
            return cadence is Cadence.ASSIGNED
        case _:
            return cadence.months > 0


def _check_days(parts: Parts, duties: Sequence[Duty]) -> None:
    for duty in duties:
        for period in Period.of_year(_SAMPLE_YEAR, duty.cadence)[:1]:
            due = duty.due.of(period)
            if not duty.opens.of(period) <= due <= (duty.closes(period) or due):
                parts.add(_place(parts, "duties", duty.id), "due", "起办、应办、补办截止的先后不对")


def _check_steps(parts: Parts, matters: Sequence[MatterKind]) -> None:
    for matter in matters:
        place = _place(parts, "matters", matter.id)
        steps = [step for group in matter.steps for step in group]
        if len(set(steps)) < len(steps):
            parts.add(place, "steps", "有一步写了两次")
        if set(steps) != set(matter.names):
            parts.add(place, "names", "每一步都要有名称,也只写这些步骤")
        if not set(matter.optional) <= set(steps):
            parts.add(place, "optional", "有的步骤不在 steps 里")


def _check_readings(parts: Parts, readings: Sequence[Reading]) -> None:
    for reading in readings:
        if reading.default not in {option.id for option in reading.options}:
            place = _place(parts, "readings", reading.id)
            parts.add(place, "default", f"没有“{reading.default}”这种读法")


def _check_sums(parts: Parts, head: Head, tables: Tables) -> None:
    """Told only when every table is sound: a sum over some of them would mislead."""
    _must_equal(parts, "", "points", head.points, tables.items)
    for witness, points in head.witness_points.items():
        of = [item for item in tables.items if item.witness is witness]
        _must_equal(parts, "witness_points", witness, points, of)
    if sum(head.witness_points.values()) != head.points:
        parts.add("witness_points", "", f"合计不是 {spoken_points(head.points)} 分")
    for section in tables.sections:
        of = [item for item in tables.items if item.section == section.no]
        place = _place(parts, "sections", section.no)
        _must_equal(parts, place, "points", section.points, of)
    _check_quotas(parts, head.recognition.quotas, head.recognition.quota_total)


def _must_equal(parts: Parts, table: str, key: str, points: Decimal, items: Sequence[Item]) -> None:
    found = sum((item.points for item in items), Decimal(0))
    if found != points:
        told = f"写的是 {spoken_points(points)} 分,各项相加是 {spoken_points(found)} 分"
        parts.add(table, key, told)


def _check_quotas(parts: Parts, quotas: Sequence[Quota], total: Quota) -> None:
    columns = {
        "model_town": (total.model_town, sum(one.model_town for one in quotas)),
        "up-to-standard": (total.up_to_standard, sum(one.up_to_standard for one in quotas)),
        "demonstration": (total.demonstration, sum(one.demonstration for one in quotas)),
    }
    for column, (written, found) in columns.items():
        if written != found:
            told = f"写的是 {written},各镇(街道)相加是 {found}"
            parts.add("recognition", f"quota_total.{column}", told)
