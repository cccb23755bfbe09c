from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from rubric.facts import Facts, State
from rubric.losses import Loss
from rubric.rules import Charge, Rule
from rubric.scoring import BasisKind, ItemScore
from rubric.view import View
from tests.rubric.rules.conftest import Charged


def test_an_overwhelming_count_costs_no_more_than_the_item_has(
    item: Callable[..., ItemScore], only: Callable[[tuple[Loss, ...]], Loss]
) -> None:
    state = State(name="charts-missing", value=10**40, seen_on=date(2026, 1, 2))
    found = item(17, date(2026, 1, 5), Facts(states=(state,)))
    assert (found.score, only(found.losses).amount) == (0, 5)


def test_a_bad_state_costs_from_the_day_it_is_seen_until_it_is_seen_good(
    item: Callable[..., ItemScore],
) -> None:
    bad = State(name="finance-seal-lodged", value=False, seen_on=date(2025, 3, 1))
    good = State(name="finance-seal-lodged", value=True, seen_on=date(2026, 3, 1))
    for day, left in ((date(2026, 2, 28), 0), (date(2026, 3, 1), 5)):
        found = item(10, day, Facts(states=(bad, good)))
        assert (found.score, found.ceiling) == (left, 5)


def test_more_sites_than_asked_for_cost_nothing(item: Callable[..., ItemScore]) -> None:
    state = State(name="integrity-sites", value=9, seen_on=date(2026, 3, 1), confirmed=date.min)
    found = item(20, date(2026, 3, 1), Facts(states=(state,)))
    assert (found.score, found.losses, found.basis) == (6, (), BasisKind.CONFIRMED)


def test_a_state_is_named_by_where_it_is_kept_or_by_what_it_tells_of(charged: Charged) -> None:
    day = date(2026, 3, 1)
    keys = {"rule": "state-count", "state": "gaps", "name": "缺口", "each": 1}
    for ref, subject in (("state:3", "state:3"), ("", "state/gaps")):
        seen = State(name="gaps", value=2, seen_on=day, ref=ref)
        assert charged(day, Facts(states=(seen,)), **keys) == [
            Charge(Decimal(2), day, None, subject, "缺口2处(3月1日查看)", "第1条")
        ]


@pytest.mark.parametrize(
    ("seen_on", "basis"),
    [(date(2025, 12, 31), BasisKind.REPORTED), (date(2026, 1, 1), BasisKind.CONFIRMED)],
)
def test_only_what_was_seen_this_year_confirms(
    item: Callable[..., ItemScore], seen_on: date, basis: BasisKind
) -> None:
    state = State(name="online-payment", value=True, seen_on=seen_on, confirmed=seen_on)
    assert item(11, date(2026, 2, 1), Facts(states=(state,))).basis is basis


def test_a_state_that_nobody_saw_costs_nothing_and_nobody_vouches_for_it(
    rule: Callable[..., Rule], seen_on: Callable[..., View]
) -> None:
    view = seen_on(date(2026, 5, 1))
    missing = rule(rule="state-count", state="charts-missing", name="未上墙的图表", each=1)
    assert (list(missing.charges(view)), list(missing.vouched(view))) == ([], [])
