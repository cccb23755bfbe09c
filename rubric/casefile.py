"""A case file: a village's facts and what is expected of its score, as an official writes them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from rubric import figures
from rubric.casefacts import FactReader
from rubric.casetable import CaseTable, is_day
from rubric.errors import CaseRefused, Fault
from rubric.facts import Facts, Profile
from rubric.figures import NEVER, Figure
from rubric.scheme import Scheme
from rubric.scoring import Score, Standing, score
from rubric.toml_text import read_toml

_TABLES = (
    "records",
    "findings",
    "states",
    "tasks",
    "matters",
    "assessments",
    "honours",
    "vetoes",
)
_KEYS = ("scheme", "village", "year", "as_of", "readings", "profile", "expect", *_TABLES)
_OTHER_KINDS = ("cycle_start", "not_applicable", "negatives", "grades")
_STANDINGS = ("projected", "assured")
_POINTS = (
    "provisional",
    "ceiling",
    "floor",
    "bonus",
    "basis.confirmed",
    "basis.reported",
    "basis.presumed",
)
_OTHER_FIGURES = ("standing", "good", "graded", "done", "open", "overdue")
_FIRST_YEAR, _LAST_YEAR = 2000, 2199


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

    def score(self) -> Score:
        return score(self.scheme, self.year, self.facts, self.as_of, self.readings)


def read_case(text: str, source: str, schemes: Mapping[str, Scheme]) -> Case:
    """Read a case file; CaseRefused with every fault and its place."""
    raw, faults = read_toml(text, source)
    if not raw:
        raise CaseRefused(tuple(faults) or (Fault(source, "", "", "文件是空的"),))
    top = CaseTable(source, "", raw, faults)
    top.only(_KEYS, _OTHER_KINDS)
    scheme = _scheme(top, schemes)
    case = Case(
        source=source,
        scheme=scheme,
        village=top.text("village"),
        year=_year(top),
        as_of=top.day("as_of"),
        readings=_readings(top.inner("readings"), scheme),
        facts=_facts(top, scheme),
        expect=_expect(top.inner("expect"), scheme),
    )
    if faults:
        raise CaseRefused(tuple(faults))
    return case


def differences(case: Case, found: Score) -> list[str]:
    """A line for each figure that is not as the case expects."""
    return figures.differences(case.expect, found)


def as_json(case: Case, found: Score) -> dict[str, Any]:
    """The score as JSON values."""
    return figures.as_json(case.village, found)


def _scheme(top: CaseTable, schemes: Mapping[str, Scheme]) -> Scheme:
    """The scheme a case names; the faults of its facts are told under another if there is none."""
    name = top.text("scheme")
    if name and name not in schemes:
        top.fault("scheme", f"没有“{name}”这个考核办法,现有 {'、'.join(sorted(schemes))}")
    return schemes.get(name) or next(iter(schemes.values()))


def _year(top: CaseTable) -> int:
    year = top.count("year", _FIRST_YEAR)
    if year > _LAST_YEAR:
        top.fault("year", f"应当不大于 {_LAST_YEAR}")
    return year


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
        table.fault(name, f"没有“{option}”这种读法,只能是 {'、'.join(options)}")
    return option


def _facts(top: CaseTable, scheme: Scheme) -> Facts:
    profile = _profile(top.inner("profile"))
    read = FactReader(scheme, profile.party_groups)
    return Facts(
        profile=profile,
        records=tuple(map(read.record, top.list("records"))),
        findings=tuple(map(read.finding, top.list("findings"))),
        states=tuple(map(read.state, top.list("states"))),
        tasks=tuple(map(read.task, top.list("tasks"))),
        matters=tuple(map(read.matter, top.list("matters"))),
        assessments=tuple(map(read.assessment, top.list("assessments"))),
        honours=tuple(map(read.honour, top.list("honours"))),
        vetoes=tuple(map(read.veto, top.list("vetoes"))),
    )


def _profile(table: CaseTable) -> Profile:
    table.only(("party_groups", "enrolled_on"))
    return Profile(table.count("party_groups", 0, default=0), table.maybe_day("enrolled_on"))


def _expect(table: CaseTable, scheme: Scheme) -> dict[str, Figure]:
    items = tuple(f"items.{no}" for no in scheme.items)
    table.only((*_POINTS, *items, *_STANDINGS, "valid_until"), _OTHER_FIGURES)
    expected: dict[str, Figure] = {}
    for key in table:
        if key in _POINTS or key in items:
            expected[key] = table.number(key)
        elif key in _STANDINGS:
            expected[key] = _option(table, key, [standing.value for standing in Standing])
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
