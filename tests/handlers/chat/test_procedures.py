"""Which year's procedure a card is about, and what people are told when an act must wait."""

from datetime import timedelta

import pytest

from tests.handlers.chat.city_hall import CityHall


@pytest.fixture
def bureau(stage):
    return CityHall(stage).phone("bureau")


def test_a_key_opens_this_years(bureau):
    assert bureau.say("抽查").text.startswith("2026年市级抽查")


def test_a_card_keeps_its_year_when_the_year_turns(stage, bureau):
    card = bureau.say("抽查")
    stage.now += timedelta(days=200)
    assert bureau.say("抽查").text.startswith("2027年")
    bureau.tap("回首页", card)
    card = bureau.do("你好", "#看2026年")
    assert "2026年市级抽查" in bureau.tap("抽查", card).text


def test_what_must_wait_is_told_and_nothing_changed(stage):
    county = CityHall(stage)
    with county.at_work() as procedure:
        procedure.sealed(first=92)
    bureau, colleague = county.phone("bureau"), county.phone("colleague")
    bureau.do("抽查", "#抽签（1村）")
    colleague.do("抽查", "#抽签（1村）", "#按此抽签")
    bureau.tap("按此抽签")
    assert bureau.newest().kind == "not_now"
    assert bureau.newest().text == "没有要抽签的村：抽过的不再重抽。\n没有改动。"
