"""Whether the tables of a scheme fit together: nothing named twice, every reference, every sum."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from rubric.duty import Duty, Owner, day_in
from rubric.matter import MatterKind
from rubric.parts import Parts
from rubric.period import Cadence, Period
from rubric.rules import EventsShort, Rule, TaskUndone
from rubric.scheme_kinds import check_kind
from rubric.scheme_numbers import check_numbers
from rubric.scheme_parts import NAMED_BY, Tables, place_of
from rubric.scheme_tables import (
    AnyHead,
    GradesHead,
    Item,
    Reading,
)
from rubric.vocabulary import Vocabulary

_SAMPLE_YEAR = 2001


def check(
    parts: Parts, kind: str, head: AnyHead | None, tables: Tables, vocabulary: Vocabulary
) -> None:
    """Add every fault between tables to those found within them."""
    for table, name in NAMED_BY.items():
        parts.unique(table, name)
    check_kind(parts, kind)
    _check_words(parts, vocabulary)
    _check_references(parts)
    _check_owners(parts, tables.items)
    _check_uses(parts, tables)
    _check_days(parts, tables.duties)
    _check_steps(parts, tables.matters)
    _check_readings(parts, tables.readings)
    _check_targets(parts, tables)
    if isinstance(head, GradesHead):
        _check_grading(parts, head, tables)
    check_numbers(parts, head, tables)


def _check_grading(parts: Parts, head: GradesHead, tables: Tables) -> None:
    grades = {grade.id for grade in head.grading.grades}
    for key, grade in (("least", head.recognition.least), ("best", head.recognition.best)):
        if grade not in grades:
            parts.add("recognition", key, f"没有“{grade}”这个等次")
    assigned = {duty.id for duty in tables.duties if duty.cadence is Cadence.ASSIGNED}
    for duty in set(head.recognition.procedure) - assigned:
        parts.add("recognition", "procedure", f"“{duty}”不是布置的事项")
    known = {duty.id for duty in tables.duties}
    for level in head.grading.levels:
        if level.duty not in known:
            parts.add("grading", "levels", f"没有“{level.duty}”这个事项")


def _check_targets(parts: Parts, tables: Tables) -> None:
    for target in tables.targets:
        if (target.at_least is None) == (target.percent is None):
            place = place_of(parts, "targets", target.id)
            parts.add(place, "at_least", "at_least 和 percent 写一个,也只写一个")
    for year in tables.plan:
        if len(year.villages) not in {0, year.count}:
            told = f"写的是 {year.count} 个,列了 {len(year.villages)} 个"
            parts.add(place_of(parts, "plan", year.year), "count", told)


def _check_words(parts: Parts, vocabulary: Vocabulary) -> None:
    """The village's duties are spoken of in chat; a town's own need only a name."""
    towns = {place for place, owner in parts.numbered("duties", "owed_by") if owner == Owner.TOWN}
    named = {place for place, name in parts.numbered("duties", "name") if name}
    for place, duty in parts.numbered("duties", "id"):
        if isinstance(duty, str) and duty not in vocabulary.duties and place not in towns & named:
            parts.add(place, "id", f"事项表里没有“{duty}”,先写进 duties.toml")


def _check_references(parts: Parts) -> None:
    """What the items name must stand in the file; told even of items with other faults."""
    known = {table: _names(parts, table) for table in ("sections", "duties", "matters")}
    for place, section in parts.numbered("items", "section"):
        if isinstance(section, int) and section not in known["sections"]:
            parts.add(place, "section", f"没有第 {section} 部分")
    for place, key, duties in _named_duties(parts):
        for duty in _strings(duties):
            if duty not in known["duties"]:
                parts.add(place, key, f"没有“{duty}”这个事项")
    for place, key, rule in _raw_rules(parts):
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


def _named_duties(parts: Parts) -> Iterator[tuple[str, str, object]]:
    """Where items and their rules name duties."""
    for place, duties in parts.numbered("items", "duties"):
        yield place, "duties", duties
    for place, key, rule in _raw_rules(parts):
        yield place, f"{key}.duties", rule.get("duties")


def _strings(value: object) -> Iterator[str]:
    return (one for one in (value if isinstance(value, list) else ()) if isinstance(one, str))


def _rules(parts: Parts, items: Sequence[Item]) -> Iterator[tuple[str, str, Item, Rule]]:
    for item in items:
        place = place_of(parts, "items", item.no)
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
        place = place_of(parts, "duties", duty.id)
        if isinstance(duty.due, date) != (duty.cadence is Cadence.ONCE):
            parts.add(place, "due", "一次性的事项写明是哪一天,别的不写年份")
        elif bool(duty.festivals) != (duty.cadence is Cadence.FESTIVAL):
            parts.add(place, "festivals", "节前办的事项写明是哪些节日,别的不写")
        elif not _in_order(duty):
            parts.add(place, "due", "起办、应办、补办截止的先后不对")


def _in_order(duty: Duty) -> bool:
    year = duty.due.year if isinstance(duty.due, date) else _SAMPLE_YEAR
    sample = next(iter(Period.of_year(year, duty.cadence)), Period(year, Cadence.YEAR))
    due = day_in(duty.due, sample)
    return day_in(duty.opens, sample) <= due <= (duty.closes(sample) or due)


def _check_steps(parts: Parts, matters: Sequence[MatterKind]) -> None:
    for matter in matters:
        place = place_of(parts, "matters", matter.id)
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
            place = place_of(parts, "readings", reading.id)
            parts.add(place, "default", f"没有“{reading.default}”这种读法")
