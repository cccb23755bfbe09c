"""第六条(二): “按多出任务数1个上报”, “按照得分高低确定示范(标杆)村居名单”."""

from decimal import Decimal

import pytest

from rubric.recognition import (
    Listed,
    Nominee,
    Outcome,
    Scored,
    city_list,
    decided,
    objections,
    room_to_put_forward,
    seats_for_the_tied,
)
from rubric.scheme import Scheme

TAKEN, TIED, NOT_TAKEN = Outcome.TAKEN, Outcome.TIED, Outcome.NOT_TAKEN


def scored(village: str, points: str, *, vetoed: bool = False) -> Scored:
    return Scored(village, Decimal(points), vetoed)


def nominee(village: str, town: str, points: str) -> Nominee:
    return Nominee(village, town, Decimal(points))


def annexed(wenling: Scheme) -> dict[str, int]:
    """任务数 of the document's own year."""
    return {quota.town: quota.demonstration for quota in wenling.recognition.quotas}


def outcomes(listed: tuple[Listed, ...]) -> dict[str, Outcome]:
    return {one.village: one.outcome for one in listed}


# --- 镇里上报 -------------------------------------------------------------------------------------


def test_the_sixteen_towns_have_two_each_thirty_two_in_all(wenling: Scheme) -> None:
    quotas = annexed(wenling)
    assert len(quotas) == 16
    assert set(quotas.values()) == {2}
    assert sum(quotas.values()) == 32


def test_a_town_may_put_forward_one_more_than_its_quota(wenling: Scheme) -> None:
    assert room_to_put_forward(wenling, 2) == 3


def test_three_villages_over_the_line_may_be_put_forward_by_a_town_of_quota_two(
    wenling: Scheme,
) -> None:
    three = [scored("甲村", "90"), scored("丙村", "97"), scored("戊村", "92")]
    assert objections(wenling, 2, three) == ()


def test_what_speaks_against_a_list_is_told_with_its_clause(wenling: Scheme) -> None:
    four = [
        scored("甲村", "90"),
        scored("乙村", "89.5"),
        scored("丙村", "97"),
        scored("丁村", "99", vetoed=True),
    ]
    assert objections(wenling, 2, four) == (
        ("乙村镇级评分89.5分,要90分(含)以上", "第六条“认定程序”"),
        ("丁村有一票否决事项", "第五条(一)、第六条,附件1"),
        ("报了4个,最多报3个(任务数多1个)", "第五条(一)、第六条,附件1"),
    )


# --- 市里定名单 -----------------------------------------------------------------------------------

# 太平街道 quota 2, three put forward; 城东街道 quota 2, two put forward, one below 90.
THREE_AND_TWO = (
    nominee("小南门村", "太平街道", "93"),
    nominee("大合山村", "太平街道", "96.5"),
    nominee("三官塘村", "太平街道", "91"),
    nominee("楼山村", "城东街道", "90"),
    nominee("横湖村", "城东街道", "89.9"),
)


def test_the_list_is_by_score_within_each_towns_quota(wenling: Scheme) -> None:
    listed = city_list(wenling, annexed(wenling), THREE_AND_TWO)
    assert listed == (
        Listed("大合山村", "太平街道", Decimal("96.5"), 1, 1, TAKEN),
        Listed("小南门村", "太平街道", Decimal(93), 2, 2, TAKEN),
        Listed("三官塘村", "太平街道", Decimal(91), 3, 3, NOT_TAKEN),
        Listed("楼山村", "城东街道", Decimal(90), 1, 4, TAKEN),
        Listed("横湖村", "城东街道", Decimal("89.9"), 2, 5, NOT_TAKEN),
    )


def test_a_place_another_town_leaves_free_is_not_given_away(wenling: Scheme) -> None:
    """太平's third has more points than 城东's first, and is not taken all the same."""
    found = outcomes(city_list(wenling, annexed(wenling), THREE_AND_TWO))
    assert (found["三官塘村"], found["楼山村"]) == (NOT_TAKEN, TAKEN)


def test_equal_points_share_their_place_in_the_town_and_in_the_city(wenling: Scheme) -> None:
    level = (
        nominee("甲村", "太平街道", "95"),
        nominee("乙村", "城东街道", "95"),
        nominee("丙村", "城东街道", "94"),
        nominee("丁村", "城东街道", "94"),
    )
    listed = city_list(wenling, {"太平街道": 2, "城东街道": 3}, level)
    places = {one.village: (one.town_place, one.city_place) for one in listed}
    assert places == {"甲村": (1, 1), "乙村": (1, 1), "丙村": (2, 3), "丁村": (2, 3)}
    assert set(outcomes(listed).values()) == {TAKEN}


def test_a_town_without_a_quota_this_year_gets_nobody_on_the_list(wenling: Scheme) -> None:
    listed = city_list(wenling, {"城东街道": 1}, (nominee("甲村", "太平街道", "99"),))
    assert outcomes(listed) == {"甲村": NOT_TAKEN}


def test_villages_of_one_name_in_two_towns_are_two(wenling: Scheme) -> None:
    listed = city_list(
        wenling,
        {"太平街道": 1, "城东街道": 0},
        (nominee("新村", "太平街道", "95"), nominee("新村", "城东街道", "97")),
    )
    assert [(one.town, one.outcome) for one in listed] == [
        ("城东街道", NOT_TAKEN),
        ("太平街道", TAKEN),
    ]


# --- 同分 ----------------------------------------------------------------------------------------

# 太平街道 quota 2: 97 is in; two of 94 stand for one seat. 城东街道 is settled.
A_TIE = (
    nominee("甲村", "太平街道", "97"),
    nominee("乙村", "太平街道", "94"),
    nominee("丙村", "太平街道", "94"),
    nominee("丁村", "城东街道", "92"),
)
QUOTAS = {"太平街道": 2, "城东街道": 2}


def test_a_tie_at_the_quota_is_left_to_a_person_and_told_how_many_seats_are_left(
    wenling: Scheme,
) -> None:
    listed = city_list(wenling, QUOTAS, A_TIE)
    assert outcomes(listed) == {"甲村": TAKEN, "乙村": TIED, "丙村": TIED, "丁村": TAKEN}
    assert seats_for_the_tied(listed, QUOTAS) == {"太平街道": 1}


def test_the_persons_choice_settles_the_tie_and_nothing_else(wenling: Scheme) -> None:
    listed = city_list(wenling, QUOTAS, A_TIE)
    settled = decided(listed, QUOTAS, "太平街道", ["丙村"])
    assert settled is not None
    assert outcomes(settled) == {"甲村": TAKEN, "乙村": NOT_TAKEN, "丙村": TAKEN, "丁村": TAKEN}
    assert seats_for_the_tied(settled, QUOTAS) == {}


@pytest.mark.parametrize(
    ("town", "chosen"),
    [
        ("太平街道", []),
        ("太平街道", ["乙村", "丙村"]),
        ("太平街道", ["甲村"]),
        ("太平街道", ["丁村"]),
        ("城东街道", ["丁村"]),
        ("城东街道", []),
    ],
)
def test_a_choice_of_too_few_too_many_or_of_others_is_none(
    wenling: Scheme, town: str, chosen: list[str]
) -> None:
    assert decided(city_list(wenling, QUOTAS, A_TIE), QUOTAS, town, chosen) is None


def test_two_ties_in_two_towns_are_settled_one_by_one(wenling: Scheme) -> None:
    quotas = {"太平街道": 1, "城东街道": 1}
    both = tuple(
        nominee(village, town, "95")
        for town in ("太平街道", "城东街道")
        for village in ("东", "西")
    )
    listed = city_list(wenling, quotas, both)
    assert seats_for_the_tied(listed, quotas) == {"太平街道": 1, "城东街道": 1}
    first = decided(listed, quotas, "太平街道", ["东"])
    assert first is not None
    assert seats_for_the_tied(first, quotas) == {"城东街道": 1}
    second = decided(first, quotas, "城东街道", ["西"])
    assert second is not None
    assert sorted((one.town, one.village) for one in second if one.outcome is TAKEN) == [
        ("城东街道", "西"),
        ("太平街道", "东"),
    ]
