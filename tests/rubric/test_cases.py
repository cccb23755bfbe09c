"""Every case in tests/cases comes out as its author computed it by hand."""

from pathlib import Path

import pytest

from rubric.casefile import differences, read_case
from rubric.scheme import Scheme

CASES = sorted((Path(__file__).parents[1] / "cases").glob("wenling-*.toml"))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_case_comes_out_as_expected(path: Path, wenling: Scheme) -> None:
    case = read_case(path.read_text(encoding="utf-8"), path.name, {wenling.id: wenling})
    assert case.expect
    assert differences(case, case.score()) == []


def test_every_item_has_a_case_that_loses_and_one_that_does_not(wenling: Scheme) -> None:
    full, lost = set(), set()
    for path in CASES:
        case = read_case(path.read_text(encoding="utf-8"), path.name, {wenling.id: wenling})
        for no, item in wenling.items.items():
            expected = case.expect.get(f"items.{no}")
            if expected is not None:
                (full if expected == item.points else lost).add(no)
    assert full == lost == set(wenling.items)
