from decimal import Decimal
from pathlib import Path

import pytest

from rubric.casefile import read_case
from rubric.scheme import Scheme, parse_scheme
from rubric.scoring import ItemScore
from rubric.vocabulary import Vocabulary

FOLDER = Path(__file__).parents[2] / "schemes"


@pytest.fixture(scope="module")
def demo(vocabulary: Vocabulary) -> Scheme:
    text = (FOLDER / "county-demo.toml").read_text(encoding="utf-8")
    return parse_scheme(text, "county-demo.toml", vocabulary)


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
