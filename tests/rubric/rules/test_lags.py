from collections.abc import Callable
from datetime import date

from rubric.facts import Facts, Profile, Record
from rubric.losses import Loss
from rubric.period import Period
from rubric.scoring import ItemScore
from tests.rubric.rules.conftest import Charged


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


def test_a_lag_is_told_with_its_clause_duty_and_period(
    item: Callable[..., ItemScore], only: Callable[[tuple[Loss, ...]], Loss]
) -> None:
    for reading, subject in (
        ("worst-on-day", "disclosure-party/2026-01/1"),
        ("each-period", "disclosure-party/2026-01"),
    ):
        lag = only(item(16, date(2026, 2, 1), item16=reading).losses)
        assert lag.clause.startswith("附件2第16项“滞后一个月的扣1分")
        assert (lag.duty, lag.period, lag.subject) == ("disclosure-party", "2026-01", subject)


def test_what_was_due_before_the_village_joined_never_lags_and_what_came_after_does(
    item: Callable[..., ItemScore],
) -> None:
    """Joined in April: March's accounts (due 30 April) and April's Party affairs lag in May."""
    joined = Facts(profile=Profile(enrolled_on=date(2026, 4, 1)))
    assert item(16, date(2026, 5, 10), joined, "each-period").score == 3
    assert item(16, date(2026, 5, 10), joined).score == 4


def test_what_was_shown_late_before_the_village_joined_lagged_all_the_same(
    item: Callable[..., ItemScore],
) -> None:
    shown = Record(
        duties=("disclosure-party",), period=Period.parse("2026-02"), done_on=date(2026, 3, 5)
    )
    facts = Facts(profile=Profile(enrolled_on=date(2026, 4, 1)), records=(shown,))
    assert item(16, date(2026, 4, 1), facts, "each-period").score == 4


def test_the_second_month_of_a_lag_adds_to_the_first_and_the_first_to_nothing(
    charged: Charged,
) -> None:
    keys = {"rule": "lag-worst-on-day", "duties": ["disclosure-party"], "steps": [1, 3]}
    told = [(one.starts, one.amount, one.adds) for one in charged(date(2026, 2, 10), **keys)]
    assert told == [(date(2026, 2, 1), 1, False), (date(2026, 3, 1), 2, True)]
