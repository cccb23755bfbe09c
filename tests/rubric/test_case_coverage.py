"""What a scheme holds is shown by cases: every item, reading, kind and veto, both ways.

All of it is asked from the scheme's data: a new line without its two cases fails here.
"""

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest

import rubric
from rubric.casefile import Case, read_case
from rubric.checklist import Progress
from rubric.grading import Verdict
from rubric.scheme import Scheme
from storage.schemes import load
from tests.rubric.test_policy import texts

FOLDER = Path(__file__).parents[1] / "cases"
SCHEMES = Path(rubric.__file__).parent / "schemes"
IDS = ("linyi-2022", "sanguan-2022", "tangjiafang-2020", "wenling-2022", "xx-city-plan")
OF_THE_COURSE = {"acceptance-year", "half-year", "notice"}
"""Readings that move no grade, but what is still lacking of the procedure."""


@pytest.fixture(scope="module")
def schemes() -> Mapping[str, Scheme]:
    return load()


@pytest.fixture(scope="module")
def cases(schemes: Mapping[str, Scheme]) -> Mapping[str, list[Case]]:
    read = defaultdict(list)
    for path in sorted(FOLDER.glob("*.toml")):
        case = read_case(path.read_text(encoding="utf-8"), path.name, schemes)
        read[case.scheme.id].append(case)
    return read


def answers(cases: Iterable[Case]) -> list[Progress]:
    return [found for case in cases if isinstance(found := case.answer(), Progress)]


def verdict(case: Case) -> Verdict:
    found = case.answer()
    assert isinstance(found, Verdict)
    return found


def loses(case: Case, reading: str) -> bool:
    """Whether something is lost in it, by what it expects."""
    match case.scheme.kind:
        case "points":
            return _points_lost(case)
        case "grades":
            recognised = case.expect["standing"] == "recognised"
            return not recognised or (reading in OF_THE_COURSE and bool(verdict(case).pending))
        case _:
            (found,) = answers([case])
            return bool(case.expect["overdue"]) or any(
                one.reached is False for one in found.targets
            )


def _points_lost(case: Case) -> bool:
    items = case.scheme.items.items()
    short = any(case.expect.get(f"items.{no}", item.points) < item.points for no, item in items)
    most = case.scheme.bonus.most
    return short or (bool(case.facts.honours) and case.expect.get("bonus", most) < most)


# --- items ----------------------------------------------------------------------------------------


def test_every_item_with_points_has_a_case_that_loses_and_one_that_does_not(
    schemes: Mapping[str, Scheme], cases: Mapping[str, list[Case]]
) -> None:
    for scheme in schemes.values():
        if scheme.kind == "points":
            full, lost = set(), set()
            for case in cases[scheme.id]:
                for no, item in scheme.items.items():
                    expected = case.expect.get(f"items.{no}")
                    if expected is not None:
                        (full if expected == item.points else lost).add(no)
            assert full == lost == set(scheme.items)


def test_every_graded_item_and_negative_kind_decides_a_case(
    schemes: Mapping[str, Scheme], cases: Mapping[str, list[Case]]
) -> None:
    scheme = schemes["tangjiafang-2020"]
    low, raised, kinds = set(), set(), set()
    for case in cases[scheme.id]:
        items = {one.item for one in case.facts.grades if one.grade in {"fair", "poor"}}
        (raised if case.expect["standing"] == "recognised" else low).update(items)
        if case.expect["standing"] == "not-recognised":
            kinds.update(one.kind for one in case.facts.negatives)
    assert low == raised == set(scheme.items)
    assert kinds == set(scheme.negatives)


@pytest.mark.parametrize("scheme_id", ["linyi-2022", "sanguan-2022", "xx-city-plan"])
def test_every_duty_of_a_checklist_is_done_in_one_case_and_not_in_another(
    scheme_id: str, schemes: Mapping[str, Scheme], cases: Mapping[str, list[Case]]
) -> None:
    """What has no day is recorded in one and not in another; it is never overdue."""
    items = schemes[scheme_id].items.values()
    done, undone = set(), set()
    for found in answers(cases[scheme_id]):
        for line in found.lines:
            (done if line.status == "done" else undone).add(line.duty)
        for one in found.ongoing:
            (done if one.times else undone).add(one.duty)
    owed = {duty for item in items for duty in item.duties}
    assert owed <= done
    assert owed <= undone


@pytest.mark.parametrize("scheme_id", ["sanguan-2022", "xx-city-plan"])
def test_every_target_with_a_number_is_reached_in_one_case_and_missed_in_another(
    scheme_id: str, schemes: Mapping[str, Scheme], cases: Mapping[str, list[Case]]
) -> None:
    told: dict[str, set[bool | None]] = defaultdict(set)
    for found in answers(cases[scheme_id]):
        for one in found.targets:
            told[one.target.id].add(one.reached)
    for target in schemes[scheme_id].targets.values():
        known = target.at_least is not None or target.of is not None
        assert told[target.id] == ({True, False, None} if known else {None})


def test_every_veto_stands_in_one_case_and_is_lifted_in_another(
    schemes: Mapping[str, Scheme], cases: Mapping[str, list[Case]]
) -> None:
    stands, lifted = set(), set()
    for case in cases["wenling-2022"]:
        vetoed = case.expect.get("projected") == "vetoed"
        (stands if vetoed else lifted).update(veto.kind for veto in case.facts.vetoes)
    assert stands == lifted == set(schemes["wenling-2022"].vetoes)


def test_every_honour_earns_in_a_case(
    schemes: Mapping[str, Scheme], cases: Mapping[str, list[Case]]
) -> None:
    told = {honour.kind for case in cases["wenling-2022"] for honour in case.facts.honours}
    assert told == set(schemes["wenling-2022"].honours)


# --- readings and clauses -------------------------------------------------------------------------


@pytest.mark.parametrize("scheme_id", IDS)
def test_every_reading_has_a_case_that_loses_and_one_that_does_not(
    scheme_id: str, schemes: Mapping[str, Scheme], cases: Mapping[str, list[Case]]
) -> None:
    options = {
        (reading.id, option.id)
        for reading in schemes[scheme_id].readings.values()
        for option in reading.options
    }
    shown: dict[bool, set[tuple[str, str]]] = {True: set(), False: set()}
    for case in cases[scheme_id]:
        for chosen in case.readings.items():
            shown[loses(case, chosen[0])].add(chosen)
    assert shown == {True: options, False: options}


@pytest.mark.parametrize("scheme_id", IDS)
def test_every_case_names_a_clause_of_its_scheme(
    scheme_id: str, cases: Mapping[str, list[Case]]
) -> None:
    raw = tomllib.loads((SCHEMES / f"{scheme_id}.toml").read_text(encoding="utf-8"))
    clauses = {text.partition("“")[0] for key, text in texts(raw) if key.endswith("clause")} - {""}
    for case in cases[scheme_id]:
        head = (FOLDER / case.source).read_text(encoding="utf-8").partition("\nscheme")[0]
        assert any(clause in head for clause in clauses), case.source


# --- what no figure of a case says ----------------------------------------------------------------

LACKING = {
    "tangjiafang-58": [],
    "tangjiafang-59": ["2026年创建自评还没有记录(不晚于2026年9月30日)"],
    "tangjiafang-60": ["公示还没有办"],
    "tangjiafang-61": ["上半年创建工作书面报告还没有记录(不晚于2025年6月30日)"],
}
REACHED = {
    "sanguan-31": [False, False, False],
    "sanguan-32": [True, True, True],
    "sanguan-33": [True, False, False],
    "sanguan-34": [True, True, False],
    "xx-city-14": [False, None, None],
    "xx-city-15": [True, None, None],
}


def _named(cases: Mapping[str, list[Case]], name: str) -> Case:
    return next(one for of in cases.values() for one in of if one.source.startswith(name))


@pytest.mark.parametrize("name", LACKING)
def test_a_case_of_the_procedure_lacks_what_its_head_says(
    name: str, cases: Mapping[str, list[Case]]
) -> None:
    assert [one.why for one in verdict(_named(cases, name)).pending] == LACKING[name]


@pytest.mark.parametrize("name", REACHED)
def test_a_case_of_targets_reaches_what_its_head_says(
    name: str, cases: Mapping[str, list[Case]]
) -> None:
    (found,) = answers([_named(cases, name)])
    assert [one.reached for one in found.targets] == REACHED[name]
