"""One item on the city's sheet, at a spot check and in the joint evaluation."""

import pytest

from tests.handlers.chat.city_hall import CityHall, find


@pytest.fixture
def county(stage):
    made = CityHall(stage)
    with made.at_work() as procedure:
        procedure.sealed(first=95)
        procedure.quota(1)
        procedure.nominated("first")
    return made


@pytest.fixture
def item(county):
    """第1项 in the joint evaluation."""
    bureau = county.phone("bureau")
    card = bureau.do("评定", "#看第1个", "#逐项评")
    return bureau.tap("第1项", card)


def test_it_shows_the_towns_points_and_what_the_ledger_says_now(item):
    assert item.text.splitlines()[1].startswith("镇级评分 4 分；台账现算")
    assert next(iter(item.buttons)) == "一致，4分"


def test_the_same_brings_back_the_whole_sheet(county, item):
    card = county.phone("bureau").tap("一致，4分", item)
    assert card.kind == "panel_sheet"
    assert "20/21 项待评" in card.text


def test_another_amount_without_a_reason_is_refused(county, item):
    bureau = county.phone("bureau")
    bureau.say("3")
    assert bureau.newest().kind == "scoring_refused"
    assert bureau.card(item.token).kind == "city_item"


def test_more_than_the_item_has_is_refused(county, item):
    bureau = county.phone("bureau")
    bureau.say("5 加油")
    assert bureau.newest().kind == "scoring_refused"
    assert item.kind == "city_item"


def test_going_back_gives_nothing(county, item):
    bureau = county.phone("bureau")
    card = bureau.tap("返回", item)
    assert "21/21 项待评" in card.text


def test_at_a_spot_check_it_leads_back_to_the_drawn_items(county):
    bureau = county.phone("bureau")
    card = bureau.do("抽查", "#抽签（1村）", "#按此抽签", "#看第1个")
    card = bureau.tap(find(card, "查第"), card)
    assert bureau.tap(find(card, "一致"), card).kind == "city_check"
