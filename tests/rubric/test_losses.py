from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from rubric.facts import Facts, Finding
from rubric.losses import Bounds, Loss, told
from rubric.rules import Charge
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


# --- charges, told one by one ---------------------------------------------------------------------

DAY, CLOSES = date(2026, 5, 10), date(2027, 3, 1)
FULL = Bounds(start=Decimal(5), least=Decimal(0), most=Decimal(5))


def charge(amount: str, starts: date, subject: str = "a", **rest: object) -> Charge:
    words = {"why": f"{subject}已过", "clause": "第1条", "todo": f"办{subject}"} | rest
    final = words.pop("final_from", starts)
    return Charge(Decimal(amount), starts, final, subject, **words)  # type: ignore[arg-type]


def test_a_charge_begun_is_a_loss_and_a_later_one_lies_ahead_each_in_its_own_words() -> None:
    begun = charge("1", DAY, "a", duty="party-day", period="2026-04")
    later = charge("2", date(2026, 5, 11), "b")
    assert told([begun, later], FULL, DAY, CLOSES) == (
        (Loss(Decimal(1), "a已过", "第1条", None, DAY, "a", "party-day", "2026-04"),),
        (Loss(Decimal(2), "办b", "第1条", DAY, date(2026, 5, 11), "b", None, None),),
    )


@pytest.mark.parametrize(
    ("final_from", "day", "until"),
    [
        (None, DAY, CLOSES),
        (None, date(2027, 2, 28), CLOSES),
        (None, CLOSES, None),
        (date(2026, 5, 12), DAY, date(2026, 5, 11)),
        (date(2026, 5, 11), DAY, DAY),
        (DAY, DAY, None),
    ],
)
def test_a_loss_can_be_repaired_until_the_day_before_it_is_final_or_the_year_is_closed(
    final_from: date | None, day: date, until: date | None
) -> None:
    one = charge("1", date(2026, 5, 1), final_from=final_from)
    assert told([one], FULL, day, CLOSES)[0][0].repairable_until == until


def test_what_adds_makes_the_loss_of_its_own_subject_greater_in_the_newer_words() -> None:
    first, second = charge("1", date(2026, 4, 1), "a"), charge("1", date(2026, 4, 1), "b")
    more = charge("0.5", date(2026, 5, 1), "a", adds=True, why="a更久了")
    losses, _ = told([first, second, more], FULL, DAY, CLOSES)
    assert [(loss.subject, loss.amount, loss.why, loss.on) for loss in losses] == [
        ("a", Decimal("1.5"), "a更久了", date(2026, 4, 1)),
        ("b", Decimal(1), "b已过", date(2026, 4, 1)),
    ]


def test_two_charges_of_one_subject_that_do_not_add_are_two_losses() -> None:
    twice = [charge("1", date(2026, 4, 1), "a"), charge("1", date(2026, 4, 2), "a")]
    assert len(told(twice, FULL, DAY, CLOSES)[0]) == 2


def test_what_is_earned_ends_at_the_most_and_gives_way_to_what_is_lost_later() -> None:
    """Starts with 0 of 5: 3 earned, 4 more of which 2 count, 1 lost of the 7 leaves 5."""
    empty = Bounds(start=Decimal(0), least=Decimal(0), most=Decimal(5))
    days = [date(2026, 4, day) for day in (1, 2, 3)]
    changes = zip(("-3", "-4", "1"), days, "abc", strict=True)
    losses, _ = told([charge(*one) for one in changes], empty, DAY, CLOSES)
    assert [loss.amount for loss in losses] == [-3, -2, 0]


def test_below_its_least_an_item_loses_no_more() -> None:
    bounds = Bounds(start=Decimal(5), least=Decimal(-2), most=Decimal(5))
    days = [date(2026, 4, day) for day in (1, 2)]
    losses, _ = told([charge("6", days[0]), charge("6", days[1], "b")], bounds, DAY, CLOSES)
    assert [loss.amount for loss in losses] == [6, 1]


def test_losses_are_told_by_date_whatever_each_costs(item: Callable[..., ItemScore]) -> None:
    """Of 5 points the first act takes 4, and 1 is left for the second."""
    acts = tuple(
        Finding(item=14, kind="conduct-violation", found_on=date(2026, 3, day), count=count)
        for day, count in ((2, 1), (1, 2))
    )
    losses = item(14, date(2026, 3, 5), Facts(findings=acts)).losses
    assert [(loss.on.day, loss.amount) for loss in losses] == [(1, 4), (2, 1)]


def test_losses_of_one_day_are_told_in_one_order_whatever_that_of_the_facts(
    item: Callable[..., ItemScore],
) -> None:
    day = date(2026, 3, 1)
    acts = [
        Finding(item=14, kind="conduct-violation", found_on=day, count=count, ref=f"finding:{ref}")
        for ref, count in ((1, 2), (2, 1))
    ]
    for facts in (Facts(findings=tuple(acts)), Facts(findings=tuple(reversed(acts)))):
        losses = item(14, day, facts).losses
        assert [(loss.subject, loss.amount) for loss in losses] == [
            ("finding:1", 4),
            ("finding:2", 1),
        ]
