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
