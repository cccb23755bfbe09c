"""What is the same for all villages is told once; looked at is what something is told of."""

from collections.abc import Callable
from datetime import date

import pytest

from rubric.facts import Assessment, Facts, Finding, Matter, Record, State, Task
from rubric.items import plan_of
from rubric.rules import Missed
from rubric.scheme import Scheme
from rubric.scoring import BasisKind, ItemScore, score

DAY = date(2026, 6, 30)


def changed(scheme: Scheme, facts: Facts) -> set[int]:
    """The items that come out otherwise than with no fact at all."""
    with_them = score(scheme, 2026, facts, DAY).items
    without = score(scheme, 2026, Facts(), DAY).items
    return {one.no for one, other in zip(with_them, without, strict=True) if one != other}


def test_an_item_that_nothing_is_told_of_is_one_and_the_same_for_every_village(
    item: Callable[..., ItemScore],
) -> None:
    found = Facts(findings=(Finding(item=14, kind="conduct-violation", found_on=DAY),))
    assert item(4, DAY) is item(4, DAY, found)
    assert item(14, DAY).score > item(14, DAY, found).score


def test_what_was_not_done_is_looked_at_although_nothing_is_told(wenling: Scheme) -> None:
    plan = plan_of(wenling, ())
    owing = {
        no for no, one in wenling.items.items() if any(isinstance(r, Missed) for r in one.rules)
    }
    assert owing
    assert owing <= plan.always
    assert {4, 7, 9, 17, 19, 20}.isdisjoint(plan.always)


@pytest.mark.parametrize(
    ("facts", "items"),
    [
        (Facts(findings=(Finding(item=4, kind="power-abuse", found_on=DAY),)), {4}),
        (Facts(findings=(Finding(item=4, kind="power-abuse", found_on=DAY, due=DAY),)), {3, 4}),
        (Facts(states=(State(name="charts-missing", value=1, seen_on=DAY),)), {17}),
        (Facts(states=(State(name="online-payment", value=False, seen_on=DAY),)), {11}),
        (Facts(tasks=(Task(duty="cross-inspection", due=date(2026, 5, 1)),)), {19}),
        (Facts(matters=(Matter(kind="project", title="甲", concluded_on=DAY),)), {8}),
        (Facts(assessments=(Assessment(item=12, on=DAY),)), {12}),
        (Facts(records=(Record(duties=("risk-review",), done_on=DAY),)), {6}),
    ],
)
def test_each_fact_moves_the_items_that_live_on_it_and_no_other(
    wenling: Scheme, facts: Facts, items: set[int]
) -> None:
    assert changed(wenling, facts) == items


def test_an_assessment_of_an_item_that_the_scheme_has_not_changes_nothing(wenling: Scheme) -> None:
    assert changed(wenling, Facts(assessments=(Assessment(item=99, on=DAY),))) == set()


def test_villages_that_lack_the_same_are_told_the_same_and_others_their_own(
    item: Callable[..., ItemScore],
) -> None:
    record = Record(duties=("integrity-pledge",), done_on=date(2026, 3, 1), confirmed=DAY)
    alike = item(2, DAY), item(2, DAY, Facts(states=(State(name="x", value=1, seen_on=DAY),)))
    assert alike[0] is alike[1]
    assert item(2, DAY, Facts(records=(record,))).basis is BasisKind.CONFIRMED
    assert item(2, DAY).basis is BasisKind.PRESUMED
    assert item(2, date(2027, 1, 1)).losses != item(2, DAY).losses
