from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from rubric.casefile import read_case
from rubric.facts import Facts, Honour
from rubric.rules import Charge, Rule
from rubric.scheme import Scheme
from rubric.scoring import ItemScore
from tests.rubric.rules.conftest import Charged

FOLDER = Path(__file__).parents[2] / "schemes"


def item(demo: Scheme, case: str, no: int) -> ItemScore:
    (path,) = FOLDER.glob(f"cases/{case}-*.toml")
    found = read_case(path.read_text(encoding="utf-8"), path.name, {demo.id: demo})
    return found.score().items[no - 1]


def test_what_a_number_costs_is_told_with_it_and_can_be_made_good(demo: Scheme) -> None:
    (loss,) = item(demo, "21", 5).losses
    assert (loss.amount, loss.why) == (10, "清廉阵地应扣的分10")
    assert str(loss.repairable_until) == "2027-01-01"


def test_what_is_earned_is_a_loss_below_nothing_and_is_kept(demo: Scheme) -> None:
    found = item(demo, "18", 4)
    (gain,) = found.losses
    assert (gain.amount, gain.repairable_until) == (-20, None)
    assert (found.score, found.ceiling, found.floor) == (20, 20, 20)


def test_an_honour_is_told_by_its_piece_the_highest_of_it_only(demo: Scheme) -> None:
    (gain,) = item(demo, "04", 6).losses
    assert (gain.amount, gain.why) == (Decimal(-2), "市级表彰“阳光村务”")


def test_a_cap_of_a_line_cuts_short_what_comes_last(demo: Scheme) -> None:
    amounts = [loss.amount for loss in item(demo, "02", 6).losses]
    assert amounts.count(-4) == 1
    assert sum(amounts) == -9


def test_each_fact_behind_a_number_speaks_for_its_item(demo: Scheme) -> None:
    assert item(demo, "34", 5).basis == "confirmed"
    assert item(demo, "21", 5).basis == "reported"
    assert item(demo, "04", 6).basis == "confirmed"


# --- one rule alone -------------------------------------------------------------------------------


def test_a_number_that_nobody_counts_is_known_from_the_first_day(charged: Charged) -> None:
    day = date(2026, 5, 1)
    assert charged(day, rule="computed", name="定额", amount="1 / 8") == [
        Charge(Decimal("0.13"), date(2026, 1, 1), None, "computed/定额", "定额0.125", "第1条")
    ]
    (gain,) = charged(day, rule="computed", name="定额", amount="2", gives="earns")
    assert (gain.amount, gain.final_from) == (-2, date(2026, 1, 1))


def test_none_below_nothing_is_lost(charged: Charged) -> None:
    assert charged(date(2026, 5, 1), rule="computed", name="定额", amount="0 - 2") == []


def test_a_number_of_nothing_is_told_as_nothing(charged: Charged) -> None:
    steps = [{"reaching": 0, "points": 1}, {"reaching": 5, "points": 3}]
    (loss,) = charged(date(2026, 5, 1), rule="steps", name="次数", measure="0", steps=steps)
    assert (loss.amount, loss.why) == (1, "次数0")


def test_a_formula_and_its_steps_are_told_in_plain_chinese(
    demo: Scheme, rule: Callable[..., Rule]
) -> None:
    formula = {"rule": "computed", "name": "阵地", "amount": "sites * 2"}
    assert rule(**formula).plain(demo) == "阵地:按算式 清廉阵地处数 * 2 扣分"
    assert rule(**formula, gives="earns").plain(demo) == "阵地:按算式 清廉阵地处数 * 2 加分"
    steps = [{"reaching": 1, "points": 2}, {"reaching": 3, "points": 5}]
    by_steps = {"rule": "steps", "name": "阵地", "measure": "sites", "steps": steps}
    assert (
        rule(**by_steps, gives="earns").plain(demo)
        == "阵地(清廉阵地处数):达到1的2分、达到3的5分,只取最高一档,加分"
    )
    assert rule(**by_steps).plain(demo).endswith("扣分")


def honour(kind: str, day: int, ref: str = "", piece: str = "阳光村务") -> Honour:
    return Honour(kind=kind, on=date(2026, 5, day), piece=piece, ref=ref)


@pytest.mark.parametrize("order", [1, -1])
def test_of_one_piece_the_highest_earns_in_whatever_order_they_are_known(
    charged: Charged, order: int
) -> None:
    honours = (honour("provincial-media", 1), honour("central-media", 2))[::order]
    kinds = ["provincial-media", "central-media"]
    day, on = date(2026, 6, 1), date(2026, 5, 2)
    assert charged(day, Facts(honours=honours), rule="earned", honours=kinds) == [
        Charge(Decimal(-3), on, on, "honour/阳光村务", "中央主要媒体宣传报道“阳光村务”", "第1条")
    ]


@pytest.mark.parametrize("order", [1, -1])
def test_of_two_equal_honours_of_one_piece_the_earlier_earns(charged: Charged, order: int) -> None:
    honours = (honour("central-media", 1, "honour:1"), honour("central-media", 2, "honour:2"))
    (gain,) = charged(
        date(2026, 6, 1), Facts(honours=honours[::order]), rule="earned", honours=["central-media"]
    )
    assert (gain.subject, gain.starts) == ("honour:1", date(2026, 5, 1))


def test_two_pieces_earn_twice(charged: Charged) -> None:
    honours = (honour("central-media", 1), honour("central-media", 2, piece="积分超市"))
    gains = charged(
        date(2026, 6, 1), Facts(honours=honours), rule="earned", honours=["central-media"]
    )
    assert [one.amount for one in gains] == [-3, -3]
