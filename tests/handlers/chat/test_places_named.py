"""Names of villages and towns as officials write them."""

import pytest

from rubric.posts import Post
from tests.handlers.cast import appoint


@pytest.mark.parametrize("before", ["你好", "看逾期", "全镇进度", "帮助"])
def test_a_village_s_name_shows_its_card_after_whatever_card(town, before):
    town.say(before)
    assert town.say("示例三村").text.startswith("示例三村　7月")


@pytest.mark.parametrize(
    ("before", "what"), [("发现问题", "低保户没公示"), ("你好", "发现公开栏玻璃破损")]
)
def test_a_finding_that_begins_with_the_village_is_raised_there(town, secretary, before, what):
    town.say(before)
    card = town.say(f"示例一村 {what}")
    assert card.kind == "finding_raised"
    assert f"示例一村：{what}" in card.text
    assert secretary.newest().kind == "finding_assigned"


def test_a_finding_asked_for_in_one_village_may_name_another(town):
    town.do("各村得分", "#示例三村", "#发现问题")
    assert "示例二村：低保户没公示" in town.say("示例二村 低保户没公示").text
    assert town.say("你好").kind == "home_town"


def test_a_village_of_another_page_is_chosen_by_its_name(town):
    town.say("发现问题")
    assert town.say("示例九村").kind == "finding_new"
    assert "示例九村：公示栏坏了" in town.say("公示栏坏了").text


def test_a_village_is_reminded_by_its_name(town, secretary):
    assert "已提醒 1 个村" in town.say("提醒示例一村").text
    assert secretary.newest().kind == "nudge_recv"


@pytest.mark.parametrize("said", ["催一下示例一村", "催办示例一村", "提醒一下示例一村"])
def test_the_same_in_other_words(town, secretary, said):
    assert "已提醒 1 个村" in town.say(said).text
    assert secretary.newest().kind == "nudge_recv"


@pytest.mark.parametrize("said", ["提醒所有村", "提醒各村", "提醒全部"])
def test_so_is_everybody(town, secretary, said):
    assert "已提醒 1 个村" in town.say(said).text
    assert secretary.newest().kind == "nudge_recv"


@pytest.mark.parametrize("before", ["看逾期", "你好"])
def test_everybody_is_reminded_in_words(town, secretary, before):
    town.say(before)
    assert "已提醒 1 个村" in town.say("全部提醒").text
    assert secretary.newest().kind == "nudge_recv"


@pytest.mark.parametrize(("said", "village"), [("第2条", "示例五村"), ("第一条", "示例一村")])
def test_a_line_of_the_overdue_list_shows_its_village(town, said, village):
    town.say("看逾期")
    assert f"1. {village}" in town.say(said).text


def test_a_line_that_is_not_there_is_not_understood(town):
    town.say("看逾期")
    assert town.say("第9条").kind == "unclear"


def test_the_city_asks_for_a_town_or_a_village_by_name(stage):
    city = appoint(stage, Post.CITY_AGRICULTURE, "1055")
    assert "示例镇" in city.say("示例镇").text
    assert city.say("示例三村").kind == "town_village"


def test_a_village_s_own_people_name_no_other(secretary):
    assert secretary.say("示例三村").kind not in ("town_village", "town_late")


def test_nobody_but_a_town_reminds(secretary, stage):
    city = appoint(stage, Post.CITY_AGRICULTURE, "1055")
    assert city.say("全部提醒").kind != "nudge_done"
    assert secretary.say("全部提醒").kind != "nudge_done"
