from collections.abc import Callable
from datetime import date

from rubric.facts import Facts, State
from rubric.losses import Loss
from rubric.scoring import BasisKind, ItemScore


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
