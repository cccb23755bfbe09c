from collections.abc import Callable
from datetime import date
from decimal import Decimal

from rubric.facts import Facts, Matter
from rubric.losses import Loss
from rubric.rules import Charge
from rubric.scoring import BasisKind, ItemScore
from tests.rubric.rules.conftest import Charged


def decision(**rest: date) -> Facts:
    days = [date(2026, 1, number) for number in range(1, 8)]
    names = "propose consult deliberate resolve publish-resolution appraise publish-result"
    steps = dict(zip(names.split(), days, strict=True)) | rest
    concluded = date(2026, 1, 20)
    matter = Matter(kind="major-decision", title="甲", steps=steps, concluded_on=concluded)
    return Facts(matters=(matter,))


def test_a_decision_in_order_costs_nothing(item: Callable[..., ItemScore]) -> None:
    found = item(5, date(2026, 2, 1), decision())
    assert (found.score, found.basis) == (5, BasisKind.REPORTED)


def test_the_result_may_be_published_before_it_is_appraised(item: Callable[..., ItemScore]) -> None:
    assert item(5, date(2026, 2, 1), decision(appraise=date(2026, 1, 9))).score == 5


def test_a_step_of_the_wrong_day_costs_once_and_for_good(item: Callable[..., ItemScore]) -> None:
    found = item(5, date(2026, 2, 1), decision(propose=date(2026, 1, 19)))
    assert (found.score, found.ceiling) == (3, 3)


def test_a_step_after_the_conclusion_is_missing(
    item: Callable[..., ItemScore], only: Callable[[tuple[Loss, ...]], Loss]
) -> None:
    found = item(5, date(2026, 2, 1), decision(appraise=date(2026, 1, 21)))
    assert only(found.losses).why == "重大事项决策“甲”缺评议"


def test_a_matter_is_judged_on_the_day_it_is_concluded(item: Callable[..., ItemScore]) -> None:
    found = item(5, date(2026, 1, 19), decision(propose=date(2026, 1, 19)))
    assert (found.score, found.basis) == (5, BasisKind.PRESUMED)


def test_a_decision_both_incomplete_and_out_of_order_costs_once_and_says_both(
    item: Callable[..., ItemScore], only: Callable[[tuple[Loss, ...]], Loss]
) -> None:
    wrong = decision(
        propose=date(2026, 1, 19), deliberate=date(2026, 1, 18), appraise=date(2026, 1, 21)
    )
    lost = only(item(5, date(2026, 2, 1), wrong).losses)
    assert lost.amount == 2
    assert lost.why == "重大事项决策“甲”缺评议,商议、决议次序颠倒"


def test_a_faulty_matter_is_named_by_where_it_is_kept_or_by_kind_and_title(
    charged: Charged,
) -> None:
    day = date(2026, 1, 20)
    keys = {"rule": "stages-missing", "matter": "project", "each": 2}
    steps = {"approve": day, "tender": day, "settle": day}
    for ref, subject in (("matter:7", "matter:7"), ("", "project/修路")):
        matter = Matter(kind="project", title="修路", steps=steps, concluded_on=day, ref=ref)
        assert charged(day, Facts(matters=(matter,)), **keys) == [
            Charge(Decimal(2), day, day, subject, "村级工程“修路”缺报备", "第1条")
        ]
