from decimal import Decimal

import pytest

from rubric.scheme_tables import Tier
from rubric.tiers import Candidate, Placed, place, tier_of
from rubric.totals import Total


def tier(name: str, reaching: int, **more: object) -> Tier:
    return Tier(id=name, name=name, reaching=reaching, clause="第1条", **more)


FIRST, SECOND = tier("first", 90), tier("second", 70)


@pytest.mark.parametrize(
    ("points", "reached"), [(90, "first"), (89, "second"), (70, "second"), (69, "")]
)
def test_the_best_tier_that_is_reached_is_the_one(points: int, reached: str) -> None:
    assert tier_of((FIRST, SECOND), Total({}, Decimal(points)), {}) == reached


def test_a_mark_of_a_section_and_a_condition_must_be_met_as_well() -> None:
    first = tier("first", 90, marks=({"section": 1, "points": 20},), when="bad == 0")
    good, bad = {"bad": Decimal(0)}, {"bad": Decimal(1)}
    for section, values, reached in (
        (20, good, "first"),
        (19, good, ""),
        (20, bad, ""),
        (20, {}, ""),
    ):
        assert tier_of((first,), Total({1: Decimal(section)}, Decimal(95)), values) == reached


def candidates(*points: int) -> list[Candidate]:
    return [
        Candidate(
            f"村{at}", Decimal(each), "first" if each >= 90 else "second" if each >= 70 else ""
        )
        for at, each in enumerate(points, start=1)
    ]


def given(tiers: tuple[Tier, ...], *points: int) -> list[tuple[str, bool]]:
    return [(one.tier, one.tied) for one in place(tiers, candidates(*points))]


def test_without_a_number_everybody_who_reaches_a_tier_has_it() -> None:
    placed = place((FIRST, SECOND), candidates(95, 99, 75, 10))
    assert placed == (
        Placed("村2", 1, "first", tied=False),
        Placed("村1", 2, "first", tied=False),
        Placed("村3", 3, "second", tied=False),
        Placed("村4", 4, "", tied=False),
    )


def test_who_does_not_fit_into_a_quota_falls_to_the_next_tier() -> None:
    tiers = (tier("first", 90, quota=1), tier("second", 70, quota=2))
    assert given(tiers, 99, 95, 80, 75) == [
        ("first", False),
        ("second", False),
        ("second", False),
        ("", False),
    ]


def test_a_quarter_of_nine_villages_is_two_and_the_smaller_limit_counts() -> None:
    assert tier("first", 90, share_percent=25).room(9) == 2
    assert tier("first", 90, share_percent=25, quota=1).room(9) == 1
    assert FIRST.room(9) is None


def test_villages_level_at_the_end_of_a_quota_are_left_to_a_person() -> None:
    tiers = (tier("first", 90, quota=2),)
    assert given(tiers, 99, 95, 95, 92) == [
        ("first", False),
        ("first", True),
        ("first", True),
        ("", False),
    ]
    assert [one.place for one in place(tiers, candidates(99, 95, 95, 92))] == [1, 2, 2, 4]


def test_a_quota_of_none_takes_nobody() -> None:
    assert given((tier("first", 90, quota=0), SECOND), 99) == [("second", False)]


def test_a_share_is_of_all_villages_that_are_placed() -> None:
    tiers = (tier("first", 90, share_percent=25), SECOND)
    assert given(tiers, 99, 98, 97, 80, 80, 80, 80, 80, 80)[:4] == [
        ("first", False),
        ("first", False),
        ("second", False),
        ("second", False),
    ]
