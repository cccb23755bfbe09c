from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from rubric.facts import Facts, Finding, State
from rubric.rules import Charge, Rule
from rubric.rules.base import _capped
from rubric.scheme import Scheme
from tests.rubric.rules.conftest import Charged

DAY = date(2026, 5, 1)
LATE = {"rule": "finding", "findings": {"late": "迟到"}}


def late(*days: int) -> Facts:
    return Facts(
        findings=tuple(Finding(item=4, kind="late", found_on=date(2026, 4, day)) for day in days)
    )


def amounts(charges: list[Charge]) -> list[Decimal]:
    return [one.amount for one in charges]


def test_a_capped_rule_costs_half_points_until_the_cap_is_full(charged: Charged) -> None:
    found = charged(DAY, late(1, 2, 3, 4, 5), each=Decimal("0.5"), at_most=2, **LATE)
    assert amounts(found) == [Decimal("0.5")] * 4


def test_the_last_that_fits_under_a_cap_is_cut_short_by_date(charged: Charged) -> None:
    found = charged(DAY, late(9, 1), each=2, at_most=3, **LATE)
    assert [(one.starts.day, one.amount) for one in found] == [(1, 2), (9, 1)]


def test_a_cap_is_for_what_is_lost_and_for_what_is_earned_each() -> None:
    told = [
        Charge(Decimal(amount), date(2026, 4, day), None, "x", "x", "第1条")
        for day, amount in enumerate(("0.5", "-0.5", "0.5", "-0.5", "0.5", "-0.5"), start=1)
    ]
    assert amounts(list(_capped(told, Decimal(1)))) == [
        Decimal(amount) for amount in ("0.5", "-0.5", "0.5", "-0.5")
    ]


def test_a_multiplier_and_a_condition_apply_where_they_hold(charged: Charged) -> None:
    assert amounts(charged(DAY, late(1), each=2, times=[{"factor": 2, "when": "1"}], **LATE)) == [4]
    assert amounts(charged(DAY, late(1), each=2, times=[{"factor": 2, "when": "0"}], **LATE)) == [2]
    assert charged(DAY, late(1), each=2, when="0", **LATE) == []


@pytest.mark.parametrize(
    ("keys", "told"),
    [
        ({}, "查到迟到的,每次扣2分"),
        ({"at_most": 5}, "查到迟到的,每次扣2分;合计最多5分"),
        ({"when": "sites > 3"}, "符合 清廉阵地处数 > 3 的,查到迟到的,每次扣2分"),
        (
            {"times": [{"factor": 2, "when": "sites > 3"}, {"factor": 3, "when": "sites > 5"}]},
            "查到迟到的,每次扣2分;符合 清廉阵地处数 > 3 的乘2;符合 清廉阵地处数 > 5 的乘3",
        ),
    ],
)
def test_a_rule_is_told_with_its_conditions_multipliers_and_cap(
    demo: Scheme, rule: Callable[..., Rule], keys: dict[str, object], told: str
) -> None:
    assert rule(each=2, **LATE, **keys).qualified(demo) == told


def test_an_unknown_condition_costs_nothing(charged: Charged) -> None:
    assert (
        charged(DAY, Facts(states=(State(name="x", value=1, seen_on=DAY),)), each=2, **LATE) == []
    )
