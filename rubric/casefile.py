"""A case file: a village's facts and what is expected of its score, as an official writes them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from rubric import figures
from rubric.answers import Answer, answer, figures_of, json_of
from rubric.casefacts import FactReader
from rubric.casetable import CaseTable, is_day
from rubric.errors import CaseRefused, Fault
from rubric.facts import Facts, Profile
from rubric.figures import NEVER, NO_TIER, Figure
from rubric.grading import GradeStanding
from rubric.scheme import Scheme
from rubric.scoring import Score, Standing, score
from rubric.toml_text import read_toml

_COMMON = ("scheme", "village", "year", "as_of", "readings", "profile", "expect")
_TABLES = {
    "points": (
        "records",
        "findings",
        "states",
        "tasks",
        "matters",
        "assessments",
        "honours",
        "vetoes",
    ),
    "grades": ("cycle_start", "not_applicable", "records", "tasks", "negatives", "grades"),
    "checklist": ("records", "tasks", "states"),
}
_EVERY_TABLE = frozenset(key for keys in _TABLES.values() for key in keys)
_POINTS = (
    "provisional",
    "ceiling",
    "floor",
    "bonus",
    "basis.confirmed",
    "basis.reported",
    "basis.presumed",
)
_STANDINGS = {
    "projected": [standing.value for standing in Standing],
    "assured": [standing.value for standing in Standing],
    "standing": [standing.value for standing in GradeStanding],
}
_COUNTS = ("good", "graded", "done", "open", "overdue")
_FIGURES = {
    "points": (*_POINTS, "projected", "assured", "valid_until"),
    "grades": ("standing", "good", "graded"),
    "checklist": ("done", "open", "overdue"),
}
_EVERY_FIGURE = frozenset(key for keys in _FIGURES.values() for key in keys)
Fact = TypeVar("Fact")
_FIRST_YEAR, _LAST_YEAR = 2000, 2199
_MOST_GROUPS = 999


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One file: whose score, of which year, on which day, from which facts."""

    source: str
    scheme: Scheme
    village: str
    year: int
    as_of: date
    readings: Mapping[str, str]
    facts: Facts
    expect: Mapping[str, Figure]

    def answer(self) -> Answer:
        return answer(self.scheme, self.year, self.facts, self.as_of, self.readings)

    def score(self) -> Score:
        """The answer of a scheme with points; NoPoints of any other."""
        return score(self.scheme, self.year, self.facts, self.as_of, self.readings)


def read_case(text: str, source: str, schemes: Mapping[str, Scheme]) -> Case:
    """Read a case file; CaseRefused with every fault and its place."""
    raw, faults = read_toml(text, source)
    if not raw:
        raise CaseRefused(tuple(faults) or (Fault(source, "", "", "文件是空的"),))
    top = CaseTable(source, "", raw, faults)
    scheme = _scheme(top, schemes)
    top.only((*_COMMON, *_TABLES[scheme.kind]), _EVERY_TABLE)
    case = Case(
        source=source,
        scheme=scheme,
        village=top.text("village"),
        year=top.count("year", _FIRST_YEAR, most=_LAST_YEAR),
        as_of=top.day("as_of"),
        readings=_readings(top.inner("readings"), scheme),
        facts=_facts(top, scheme),
        expect=_expect(top.inner("expect"), scheme),
    )
    if faults:
        raise CaseRefused(tuple(faults))
    return case


def differences(case: Case, found: Answer) -> list[str]:
    """A line for each figure that is not as the case expects."""
    return figures.differences(case.expect, figures_of(found))


def as_json(case: Case, found: Answer) -> dict[str, Any]:
    """The answer as JSON values."""
    return json_of(case.village, found)


def _scheme(top: CaseTable, schemes: Mapping[str, Scheme]) -> Scheme:
    """The scheme a case names; the faults of its facts are told under the likeliest if none."""
    name = top.text("scheme")
    if name and name not in schemes:
        top.fault("scheme", f"没有“{name}”这个考核办法,现有 {'、'.join(sorted(schemes))}")
    return schemes.get(name) or max(schemes.values(), key=lambda one: _likeness(top, one.kind))


def _likeness(top: CaseTable, kind: str) -> tuple[int, int]:
    """How many of the kind's own tables the file has; of equals the kind with most tables."""
    return sum(map(top.has, _TABLES[kind])), len(_TABLES[kind])


def _readings(table: CaseTable, scheme: Scheme) -> dict[str, str]:
    table.only(scheme.readings)
    return {
        name: _option(table, name, [option.id for option in reading.options])
        for name, reading in scheme.readings.items()
        if table.has(name)
    }


def _option(table: CaseTable, name: str, options: list[str]) -> str:
    option = table.text(name)
    if option and option not in options:
        table.fault(name, f"没有“{option}”这一种,只能是 {'、'.join(options)}")
    return option


def _facts(top: CaseTable, scheme: Scheme) -> Facts:
    profile = _profile(top, scheme)
    read = FactReader(scheme, profile.party_groups)
    own = _TABLES[scheme.kind]

    def each(key: str, reader: Callable[[CaseTable], Fact]) -> tuple[Fact, ...]:
        return tuple(map(reader, top.list(key))) if key in own else ()

    return Facts(
        profile=profile,
        records=each("records", read.record),
        findings=each("findings", read.finding),
        states=each("states", read.state),
        tasks=each("tasks", read.task),
        matters=each("matters", read.matter),
        assessments=each("assessments", read.assessment),
        honours=each("honours", read.honour),
        vetoes=each("vetoes", read.veto),
        grades=each("grades", read.grade),
        negatives=each("negatives", read.negative),
    )


def _profile(top: CaseTable, scheme: Scheme) -> Profile:
    table = top.inner("profile")
    table.only(("party_groups", "enrolled_on"))
    graded = scheme.kind == "grades"
    return Profile(
        party_groups=table.count("party_groups", 0, default=0, most=_MOST_GROUPS),
        enrolled_on=table.maybe_day("enrolled_on"),
        cycle_start=top.day("cycle_start") if graded else None,
        not_applicable=_not_applicable(top, scheme) if graded else frozenset(),
    )


def _not_applicable(top: CaseTable, scheme: Scheme) -> frozenset[int]:
    """The items marked as not the village's; the scheme says which may be, and why."""
    marked = top.raw("not_applicable")
    known = [no for no, item in scheme.items.items() if item.may_not_apply]
    if marked is None or (isinstance(marked, list) and all(no in known for no in marked)):
        return frozenset(marked or ())
    told = "、".join(map(str, known))
    top.fault("not_applicable", f"应当是项目的列表,能注明不适用的只有 {told}")
    return frozenset()


def _expect(table: CaseTable, scheme: Scheme) -> dict[str, Figure]:
    items = tuple(f"items.{no}" for no in scheme.items) if scheme.kind == "points" else ()
    tier = ("tier",) if scheme.tiers else ()
    table.only((*_FIGURES[scheme.kind], *items, *tier), _EVERY_FIGURE)
    expected: dict[str, Figure] = {}
    for key in table:
        if key in _POINTS or key in items:
            expected[key] = table.number(key)
        elif key in _COUNTS:
            expected[key] = Decimal(table.count(key, 0))
        elif key in _STANDINGS:
            expected[key] = _option(table, key, _STANDINGS[key])
        elif key in tier:
            expected[key] = _option(table, key, [NO_TIER, *scheme.tiers])
        elif key == "valid_until":
            expected[key] = _valid_until(table)
    return expected


def _valid_until(table: CaseTable) -> Figure:
    value = table.raw("valid_until")
    if is_day(value):
        return value
    if value is not None and value != NEVER:
        table.fault("valid_until", f"应当是日期或 {NEVER}")
    return NEVER
