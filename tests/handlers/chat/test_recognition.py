"""名单 on the city's phone: the order, a tie, the list fixed."""

import pytest

from tests.handlers.chat.city_hall import CityHall


@pytest.fixture
def county(stage):
    made = CityHall(stage)
    with made.at_work() as procedure:
        procedure.sealed(first=95, second=95, third=95)
        procedure.quota(2)
        procedure.nominated("first", "second", "third")
    return made


@pytest.fixture
def bureau(county):
    return county.phone("bureau")


def evaluated(county, **points):
    with county.at_work() as procedure:
        procedure.sealed(level="city", **points)


def test_what_is_missing_is_told_and_nothing_can_be_fixed(county, bureau):
    evaluated(county, first=96)
    card = bureau.say("名单")
    assert "还有 2 个村没有评定完" in card.text
    assert "定名单" not in card.buttons


def test_the_order_is_by_score_and_the_list_is_fixed_in_one_tap(county, bureau):
    evaluated(county, first=93, second=96.5, third=91)
    card = bureau.say("名单")
    assert card.text.splitlines()[0] == "2026年示范（标杆）名单（不晚于11月30日）"
    assert card.text.splitlines()[1] == "1. 示例二村（示例镇第1）96.5 ○ 拟列入"
    assert "第3）91 未列入" in card.text
    card = bureau.tap("定名单", card)
    assert card.text.count("✓ 列入") == 2
    assert "公示" in card.buttons


def test_a_tie_is_decided_with_a_reason(county, bureau):
    evaluated(county, first=97, second=94, third=94)
    card = bureau.say("名单")
    assert "同分，请人工决定" in card.text
    card = bureau.tap("处理同分", card)
    assert "2 个村，只剩 1 个名额" in card.text
    card = bureau.tap("选第2个", card)
    bureau.tap("写理由并确定", card)
    bureau.say("阵地建设更完整")
    card = bureau.card(card.token)
    assert "定名单" in card.buttons
    assert "示例三村（示例镇第2）94 ○ 拟列入" in card.text


def test_too_many_for_the_seats_get_no_button(county, bureau):
    evaluated(county, first=97, second=94, third=94)
    card = bureau.do("名单", "#处理同分", "#选第1个", "#选第2个")
    assert "写理由并确定" not in card.buttons


def test_towns_and_villages_see_no_order(county, town, secretary):
    evaluated(county, first=93, second=96.5, third=91)
    for phone in (town, secretary):
        assert phone.say("名单").kind == "denied"


def test_a_partner_sees_the_list_and_fixes_nothing(county):
    evaluated(county, first=93, second=96.5, third=91)
    card = county.phone("partner").say("名单")
    assert "定名单" not in card.buttons
