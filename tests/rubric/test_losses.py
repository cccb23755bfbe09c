from collections.abc import Callable
from datetime import date

from rubric.facts import Facts, Finding
from rubric.losses import Loss
from rubric.scoring import ItemScore


def test_a_missed_occurrence_can_be_repaired_as_long_as_it_counts(
    item: Callable[..., ItemScore],
) -> None:
    losses = item(1, date(2027, 1, 1)).losses
    until = {loss.subject: loss.repairable_until for loss in losses}
    assert until["organisational-life/2026/1"] == date(2027, 2, 28)
    assert until["party-day/2026-01/1"] is None


def test_the_loss_that_reaches_zero_is_cut_short_and_later_ones_are_listed_with_0(
    item: Callable[..., ItemScore],
) -> None:
    days = (date(2026, 3, 1), date(2026, 3, 2), date(2026, 3, 3), date(2026, 3, 4))
    findings = tuple(Finding(item=14, kind="conduct-violation", found_on=day) for day in days)
    losses = item(14, date(2026, 3, 5), Facts(findings=findings)).losses
    assert [loss.amount for loss in losses] == [2, 2, 1, 0]


def test_a_lag_that_grew_is_one_loss_from_its_first_day_and_only_one_is_cut_short(
    item: Callable[..., ItemScore],
) -> None:
    losses = item(16, date(2026, 6, 10), item16="each-period").losses
    assert [(loss.on.month, loss.amount) for loss in losses] == [
        (2, 2),
        (3, 2),
        (4, 1),
        (5, 0),
        (6, 0),
    ]


def test_what_lies_ahead_says_what_to_do_and_until_when(
    item: Callable[..., ItemScore], only: Callable[[tuple[Loss, ...]], Loss]
) -> None:
    education = only(item(21, date(2026, 5, 1)).ahead)
    assert (education.amount, education.why) == (4, "再办4次清廉教育或清廉文化活动")
    assert education.repairable_until == date(2026, 12, 31)
    lag = only(item(16, date(2026, 1, 5)).ahead)
    assert (lag.amount, lag.why, lag.on) == (2, "1月党务公开", date(2026, 2, 1))


def test_ahead_leaves_out_what_the_item_has_lost_already(item: Callable[..., ItemScore]) -> None:
    assert item(1, date(2026, 6, 30)).ahead == ()
