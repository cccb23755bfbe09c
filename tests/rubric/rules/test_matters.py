from collections.abc import Callable
from datetime import date

from rubric.facts import Facts, Matter
from rubric.losses import Loss
from rubric.scoring import BasisKind, ItemScore


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
