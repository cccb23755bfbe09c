from collections.abc import Callable
from datetime import date

from rubric.facts import Facts, Record
from rubric.losses import Loss
from rubric.period import Period
from rubric.scoring import ItemScore


def test_a_lag_is_one_loss_that_grows_and_says_how_far_it_is_behind(
    item: Callable[..., ItemScore], only: Callable[[tuple[Loss, ...]], Loss]
) -> None:
    one = only(item(16, date(2026, 2, 1)).losses)
    assert (one.amount, one.why) == (1, "1月党务公开滞后1个月")
    five = only(item(16, date(2026, 6, 30)).losses)
    assert (five.amount, five.why) == (2, "1月党务公开滞后5个月")
    assert five.repairable_until == date(2027, 3, 1)
    assert only(item(16, date(2027, 3, 1)).losses).repairable_until is None


def test_under_each_period_a_lag_stays_lost_and_is_told_as_it_was_when_shown(
    item: Callable[..., ItemScore], only: Callable[[tuple[Loss, ...]], Loss]
) -> None:
    shown = Record(
        duties=("disclosure-party", "disclosure-village"),
        period=Period.parse("2026-01"),
        done_on=date(2026, 2, 3),
    )
    losses = item(16, date(2026, 2, 28), Facts(records=(shown,)), "each-period").losses
    assert (only(losses).amount, only(losses).why) == (1, "1月党务公开滞后1个月")
    assert only(losses).repairable_until is None
