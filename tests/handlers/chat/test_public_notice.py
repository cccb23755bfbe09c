"""公示 and its end, on the city's phone; told once to village and town."""

from datetime import timedelta

import pytest

from tests.handlers.chat.city_hall import CityHall


@pytest.fixture
def county(stage):
    made = CityHall(stage)
    with made.at_work() as procedure:
        procedure.quota(2)
        procedure.listed(first=96, second=93, third=91)
    return made


@pytest.fixture
def bureau(county):
    return county.phone("bureau")


@pytest.fixture
def posted(bureau):
    return bureau.do("名单", "#公示", "#今天张贴")


def test_the_length_is_a_reading_and_can_be_changed(bureau):
    card = bureau.do("名单", "#公示")
    assert "2 个村，7 个工作日" in card.text
    assert "7月16日（周四）起，到7月24日（周五）止" in card.text
    assert "办法没有写公示天数：这是读法，可以改" in card.text
    assert "7月22日" in bureau.tap("5天", card).text


def test_the_list_shows_who_is_posted(posted):
    assert posted.text.count("△ 公示") == 2
    assert "公示" not in posted.buttons


def test_an_objection_is_recorded_and_answered(bureau, posted):
    card = bureau.tap("看第1个", posted)
    bureau.tap("记一条异议", card)
    bureau.say("村里公开栏半年没有更新")
    card = bureau.card(card.token)
    assert "待答复：村里公开栏半年没有更新" in card.text
    bureau.tap("异议不成立，写答复", card)
    bureau.say("已到现场核查，公开栏按月更新")
    card = bureau.card(card.token)
    assert "已答复：已到现场核查" in card.text


def test_an_upheld_objection_takes_the_village_off(bureau, posted):
    card = bureau.tap("看第1个", posted)
    bureau.tap("记一条异议", card)
    bureau.say("村里公开栏半年没有更新")
    bureau.tap("异议成立，写答复", bureau.card(card.token))
    bureau.say("属实")
    card = bureau.card(card.token)
    assert "示例一村" not in card.text
    card = bureau.tap("定名单", card)
    assert "示例三村（示例镇第2）91 ✓ 列入" in card.text


@pytest.mark.usefixtures("posted")
def test_after_the_notice_all_are_confirmed_in_one_tap_and_everybody_is_told_once(
    stage, bureau, town, secretary, chair
):
    stage.now += timedelta(days=14)
    card = bureau.do("名单", "#认定公示期满的村")
    assert card.text.count("✓ 已认定") == 2
    for phone in (town, secretary, chair):
        told = [each for each in phone.cards() if each.kind == "recognised"]
        assert len(told) == 1
    assert "示例一村被认定为示范（标杆）村居" in secretary.newest().text
    assert "补助 20000 元" in secretary.newest().text
    assert "2 个村" in town.newest().text


def test_before_its_end_there_is_nothing_to_confirm(bureau, posted):
    assert "认定公示期满的村" not in posted.buttons
    assert "认定" not in bureau.tap("看第1个", posted).buttons


@pytest.mark.usefixtures("posted")
def test_one_village_can_be_confirmed_by_itself(stage, bureau):
    stage.now += timedelta(days=14)
    card = bureau.do("名单", "#看第1个", "#认定")
    assert "已认定" in card.text
    assert "认定" not in card.buttons
