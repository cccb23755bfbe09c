from collections.abc import Callable
from datetime import date
from decimal import Decimal

from rubric.facts import Facts, Record, Task
from rubric.losses import Loss
from rubric.rules import Charge
from rubric.scoring import BasisKind, ItemScore
from tests.rubric.rules.conftest import Charged


def test_a_round_of_next_year_is_none_of_this(item: Callable[..., ItemScore]) -> None:
    facts = Facts(tasks=(Task(duty="cross-inspection", due=date(2027, 1, 5)),))
    assert item(19, date(2027, 2, 1), facts).score == 5


def test_an_undone_round_costs_all_and_can_be_done_until_the_year_is_closed(
    item: Callable[..., ItemScore], only: Callable[[tuple[Loss, ...]], Loss]
) -> None:
    facts = Facts(tasks=(Task(duty="cross-inspection", due=date(2026, 5, 31)),))
    ahead = only(item(19, date(2026, 5, 31), facts).ahead)
    assert (ahead.amount, ahead.why) == (5, "5月31日到期的交叉巡查")
    lost = only(item(19, date(2026, 6, 1), facts).losses)
    assert (lost.amount, lost.repairable_until) == (5, date(2027, 3, 1))


def test_a_record_of_an_assigned_duty_does_no_task(item: Callable[..., ItemScore]) -> None:
    record = Record(duties=("cross-inspection",), done_on=date(2026, 5, 1), confirmed=date.min)
    task = Task(duty="cross-inspection", due=date(2026, 5, 31))
    found = item(19, date(2026, 6, 1), Facts(records=(record,), tasks=(task,)))
    assert (found.score, found.basis) == (0, BasisKind.PRESUMED)


def test_an_undone_task_is_named_by_where_it_is_kept_or_by_duty_and_day(charged: Charged) -> None:
    for ref, subject in (("task:7", "task:7"), ("", "task/cross-inspection/2026-05-31")):
        task = Task(duty="cross-inspection", due=date(2026, 5, 31), ref=ref)
        keys = {"rule": "task-undone", "duties": ["cross-inspection"], "each": 2}
        assert charged(date(2026, 5, 1), Facts(tasks=(task,)), **keys) == [
            Charge(
                Decimal(2),
                date(2026, 6, 1),
                None,
                subject,
                "5月31日到期的交叉巡查未开展",
                "第1条",
                "5月31日到期的交叉巡查",
                "cross-inspection",
            )
        ]
