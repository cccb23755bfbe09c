"""Every case in tests/cases comes out as its author computed it by hand."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from rubric.casefile import Case, differences, read_case
from rubric.scheme import Scheme
from storage.schemes import load

CASES = sorted((Path(__file__).parents[1] / "cases").glob("*.toml"))


@pytest.fixture(scope="session")
def schemes() -> Mapping[str, Scheme]:
    return load()


def case_of(path: Path, schemes: Mapping[str, Scheme]) -> Case:
    return read_case(path.read_text(encoding="utf-8"), path.name, schemes)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_case_comes_out_as_expected(path: Path, schemes: Mapping[str, Scheme]) -> None:
    case = case_of(path, schemes)
    assert case.expect
    assert differences(case, case.answer()) == []


def test_every_scheme_has_at_least_ten_cases_or_one_for_each_of_its_duties() -> None:
    told = [path.name.rsplit("-", 1)[0] for path in CASES]
    for scheme_id, least in (("wenling", 40), ("tangjiafang", 50), ("sanguan", 26)):
        assert sum(name.startswith(scheme_id) for name in told) >= least
    for scheme_id in ("xx-city", "linyi"):
        assert sum(name.startswith(scheme_id) for name in told) >= 7


def test_every_item_has_a_case_that_loses_and_one_that_does_not(
    schemes: Mapping[str, Scheme],
) -> None:
    full, lost = set(), set()
    wenling = schemes["wenling-2022"]
    for path in CASES:
        case = case_of(path, schemes)
        for no, item in wenling.items.items():
            expected = case.expect.get(f"items.{no}")
            if expected is not None:
                (full if expected == item.points else lost).add(no)
    assert full == lost == set(wenling.items)


def test_every_grade_item_and_negative_kind_is_shown_both_ways(
    schemes: Mapping[str, Scheme],
) -> None:
    """Whatever a grades scheme can fail on decides at least one case."""
    scheme = schemes["tangjiafang-2020"]
    low, raised, kinds = set(), set(), set()
    for path in CASES:
        if not path.name.startswith("tangjiafang"):
            continue
        case = case_of(path, schemes)
        items = {one.item for one in case.facts.grades if one.grade in {"fair", "poor"}}
        (raised if case.expect["standing"] == "recognised" else low).update(items)
        if case.expect["standing"] == "not-recognised":
            kinds.update(one.kind for one in case.facts.negatives)
    assert low == raised == set(scheme.items)
    assert kinds == set(scheme.negatives)


@pytest.mark.parametrize("scheme_id", ["sanguan-2022", "xx-city-plan", "linyi-2022"])
def test_every_dated_duty_of_a_checklist_is_done_in_one_case_and_not_in_another(
    scheme_id: str, schemes: Mapping[str, Scheme]
) -> None:
    done, undone = set(), set()
    for path in CASES:
        case = case_of(path, schemes)
        if case.scheme.id == scheme_id:
            for line in case.answer().lines:
                (done if line.status == "done" else undone).add(line.duty)
    assert done == undone
