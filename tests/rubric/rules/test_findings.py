from collections.abc import Callable
from datetime import date
from decimal import Decimal

from rubric.facts import Facts, Finding
from rubric.losses import Loss
from rubric.rules import Charge, Rule
from rubric.scheme import Scheme
from rubric.scoring import BasisKind, ItemScore
from tests.rubric.rules.conftest import Charged


def test_a_finding_with_a_due_day_ahead_asks_for_its_rectification(
    item: Callable[..., ItemScore], only: Callable[[tuple[Loss, ...]], Loss]
) -> None:
    finding = Finding(
        item=14, kind="conduct-violation", found_on=date(2026, 3, 1), due=date(2026, 4, 1)
    )
    found = item(3, date(2026, 3, 2), Facts(findings=(finding,)))
    assert only(found.ahead).why == "3月1日所提问题(第14项)整改销号"
    assert (found.score, found.ceiling, found.floor) == (4, 4, 3)
    late = item(3, date(2026, 4, 2), Facts(findings=(finding,)))
    assert only(late.losses).why == "3月1日所提问题(第14项)到4月1日仍未整改销号"


def test_two_equal_findings_are_two_losses(item: Callable[..., ItemScore]) -> None:
    twice = (Finding(item=15, kind="improper-petition", found_on=date(2026, 3, 1)),) * 2
    losses = item(15, date(2026, 3, 1), Facts(findings=twice)).losses
    assert [loss.amount for loss in losses] == [2, 2]


def test_an_assessed_finding_without_amount_costs_the_most(item: Callable[..., ItemScore]) -> None:
    finding = Finding(item=13, kind="policy-shirking", found_on=date(2026, 3, 1))
    assert item(13, date(2026, 3, 1), Facts(findings=(finding,))).score == 0


def test_a_finding_settled_in_time_still_costs_its_own_item(item: Callable[..., ItemScore]) -> None:
    day = date(2026, 3, 1)
    finding = Finding(item=4, kind="power-abuse", found_on=day, due=day, settled_on=day)
    found = {no: item(no, day, Facts(findings=(finding,))) for no in (3, 4)}
    assert (found[3].score, found[4].score) == (4, 6)
    assert found[3].basis is BasisKind.CONFIRMED


def test_findings_of_another_year_cost_nothing_in_this(item: Callable[..., ItemScore]) -> None:
    finding = Finding(item=4, kind="power-abuse", found_on=date(2025, 12, 31), due=date(2026, 1, 9))
    facts = Facts(findings=(finding,))
    assert [item(no, date(2026, 2, 1), facts).score for no in (3, 4)] == [4, 8]


def test_a_finding_is_named_by_where_it_is_kept_or_by_what_is_told_of_it(charged: Charged) -> None:
    day = date(2026, 3, 1)
    keys = {"rule": "finding", "findings": {"late": "迟到"}, "each": 2}
    kept, told = (Finding(item=4, kind="late", found_on=day, ref=ref) for ref in ("finding:3", ""))
    assert charged(day, Facts(findings=(kept, told)), **keys) == [
        Charge(Decimal(2), day, day, "finding:3", "3月1日发现迟到", "第1条"),
        Charge(Decimal(2), day, day, "finding/late/2026-03-01", "3月1日发现迟到", "第1条"),
    ]


def test_the_kinds_of_finding_are_all_named_in_plain_chinese(
    wenling: Scheme, rule: Callable[..., Rule]
) -> None:
    kinds = {"late": "迟到", "away": "缺席"}
    found = rule(rule="finding", findings=kinds, each=2)
    assert found.plain(wenling) == "查到迟到、缺席的,每次扣2分"
    assessed = rule(rule="finding-assessed", findings=kinds, most=5)
    assert assessed.plain(wenling) == "查到迟到、缺席的,由检查的人酌情扣分并写明理由,最多5分"
    ranged = rule(rule="finding-assessed", findings=kinds, least=1, most=5, gives="earns")
    assert ranged.plain(wenling).endswith("酌情加分并写明理由,1到5分")


def test_a_missed_rectification_is_told_whole(charged: Charged) -> None:
    finding = Finding(
        item=14, kind="conduct-violation", found_on=date(2026, 3, 1), due=date(2026, 4, 1)
    )
    keys = {"rule": "rectification-missed", "each": 1}
    assert charged(date(2026, 3, 2), Facts(findings=(finding,)), **keys) == [
        Charge(
            Decimal(1),
            date(2026, 4, 2),
            date(2026, 4, 2),
            "rectification/finding/conduct-violation/2026-03-01",
            "3月1日所提问题(第14项)到4月1日仍未整改销号",
            "第1条",
            "3月1日所提问题(第14项)整改销号",
        )
    ]
