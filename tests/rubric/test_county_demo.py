"""The demonstration scheme uses every primitive; its cases come out as computed by hand."""

from datetime import date
from pathlib import Path

import pytest

from rubric.answers import json_of, lines_of
from rubric.casefile import differences, read_case
from rubric.errors import CaseRefused
from rubric.facts import Facts, State
from rubric.scheme import Scheme, parse_scheme
from rubric.scoring import score
from rubric.vocabulary import Vocabulary

FOLDER = Path(__file__).parents[1] / "schemes"
CASES = sorted((FOLDER / "cases").glob("*.toml"))
DAY = date(2026, 1, 5)
HEAD = 'scheme = "county-demo"\nvillage = "示例一村"\nyear = 2026\nas_of = 2026-12-31\n'


@pytest.fixture(scope="module")
def demo(vocabulary: Vocabulary) -> Scheme:
    text = (FOLDER / "county-demo.toml").read_text(encoding="utf-8")
    return parse_scheme(text, "county-demo.toml", vocabulary)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_case_comes_out_as_expected(path: Path, demo: Scheme) -> None:
    case = read_case(path.read_text(encoding="utf-8"), path.name, {demo.id: demo})
    assert case.expect
    assert differences(case, case.answer()) == []


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_losses_and_gains_add_up_and_so_does_the_basis(path: Path, demo: Scheme) -> None:
    case = read_case(path.read_text(encoding="utf-8"), path.name, {demo.id: demo})
    found = case.score()
    for item in found.items:
        bounds = demo.items[item.no].bounds
        assert bounds.start - sum(loss.amount for loss in item.losses) == item.score
        assert bounds.least <= item.score <= bounds.most
    assert found.floor <= found.provisional <= found.ceiling
    uncapped = sum(found.basis)
    assert uncapped == found.provisional - found.bonus


def test_every_item_of_the_demonstration_is_shown_full_and_less(demo: Scheme) -> None:
    told: dict[int, set[object]] = {}
    for path in CASES:
        case = read_case(path.read_text(encoding="utf-8"), path.name, {demo.id: demo})
        for item in case.score().items:
            told.setdefault(item.no, set()).add(item.score)
    assert all(len(scores) > 1 for no, scores in told.items() if demo.items[no].points)


@pytest.mark.parametrize("amount", ["0.4", "1.1", "0", "-1"])
def test_an_assessors_amount_outside_the_range_is_refused(demo: Scheme, amount: str) -> None:
    finding = f'item = 7\nkind = "poor-disclosure"\nfound_on = 2026-05-01\namount = {amount}\n'
    with pytest.raises(CaseRefused) as refused:
        read_case(f'{HEAD}[[findings]]\n{finding}reason = "x"\n', "f.toml", {demo.id: demo})
    assert "应当不小于 0.5,不超过 1" in str(refused.value)


def test_the_tier_is_told_and_what_has_none_tells_none(demo: Scheme) -> None:
    case = read_case(CASES[1].read_text(encoding="utf-8"), "f.toml", {demo.id: demo})
    found = case.score()
    assert json_of("示例一村", found)["tier"] == "leading"
    assert "按目前得分够“引领型”的条件(名额另定)" in lines_of(demo, "示例一村", found, {})
    vetoed = read_case(CASES[31].read_text(encoding="utf-8"), "f.toml", {demo.id: demo}).score()
    assert "tier" not in json_of("示例一村", vetoed)


def test_a_scheme_without_tiers_expects_none(wenling: Scheme) -> None:
    text = HEAD.replace("county-demo", "wenling-2022") + '[expect]\ntier = "none"\n'
    with pytest.raises(CaseRefused, match="tier:没有这个键"):
        read_case(text, "f.toml", {wenling.id: wenling})


def test_honours_that_earn_in_an_item_are_not_in_the_bonus_as_well(demo: Scheme) -> None:
    assert demo.earning == {"county-award", "city-award", "national-award"}
    case = read_case(CASES[1].read_text(encoding="utf-8"), "f.toml", {demo.id: demo})
    assert case.score().bonus == 0


def test_an_item_without_points_is_computed_with_nothing(demo: Scheme) -> None:
    item = score(demo, 2026, Facts(), date(2026, 12, 31)).items[7]
    assert (item.no, item.points, item.score, item.losses) == (8, 0, 0, ())


@pytest.mark.parametrize(
    ("confirmed", "basis"),
    [(DAY, (24, 0)), (None, (0, 24))],
)
def test_what_is_scored_elsewhere_is_vouched_for_by_whoever_saw_it(
    demo: Scheme, confirmed: date | None, basis: tuple[int, int]
) -> None:
    """民主测评 80 of 100, at 30 %; what nobody has seen is presumed full."""
    review = State(name="review-score", value=80, seen_on=DAY, confirmed=confirmed)
    found = score(demo, 2026, Facts(states=(review,)), DAY).basis
    assert (found.confirmed, found.reported) == basis
    nothing = score(demo, 2026, Facts(), DAY).basis
    assert (nothing.confirmed, nothing.reported) == (0, 0)
    assert nothing.presumed - found.presumed == 30
