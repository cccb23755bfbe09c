"""All matters of a town on one card."""

import pytest

from rubric.posts import Post
from tests.handlers.cast import appoint


@pytest.fixture
def road(secretary):
    return secretary.do("重大事项", "#新的重大事项决策", "村道硬化")


@pytest.mark.usefixtures("road")
def test_it_is_two_taps_from_home_and_leads_to_each(town):
    card = town.do("全镇进度", "#重大事项")
    assert "1. ○ 示例一村 村道硬化，下一步提议" in card.text
    assert "在办和待收 1 件。" in card.text
    assert "示例一村　重大事项决策：村道硬化" in town.tap("看第1件", card).text


@pytest.mark.usefixtures("road")
def test_the_word_typed_shows_a_town_all_and_a_village_its_own(town, secretary):
    assert town.say("重大事项").kind == "matter_board"
    assert secretary.say("重大事项").kind == "matter_list"


@pytest.mark.usefixtures("road")
def test_what_was_passed_over_is_told_and_comes_first(secretary, town):
    secretary.do("重大事项", "#看第1件", "#别的步骤", "#记商议", "#今天 15日")
    secretary.do("重大事项", "#新的村级工程", "水渠维修")
    card = town.say("重大事项")
    assert "1. ！ 示例一村 村道硬化，缺提议" in card.text
    assert "有缺漏 1 件" in card.text


def test_a_filing_that_nobody_received_is_told_with_its_days(secretary, town):
    secretary.do("重大事项", "#新的村级工程", "水渠维修", "#别的步骤")
    card = secretary.newest()
    while "记报备" not in "".join(card.buttons):
        card = secretary.tap("下一页", card)
    secretary.tap(next(label for label in card.buttons if "报备" in label), card)
    secretary.do("#前天 13日")
    assert "报备待收 1 件" in town.say("重大事项").text


def test_more_than_four_go_on_the_next_page(secretary, town):
    for number in range(6):
        secretary.do("重大事项", "#新的村级工程", f"工程{number}")
    card = town.say("重大事项")
    assert list(card.buttons) == ["看第1件", "看第2件", "看第3件", "看第4件", "下一页", "回首页"]
    assert "工程5" in town.tap("下一页", card).text


@pytest.mark.parametrize("post", [Post.TOWN_DISCIPLINE, Post.TOWN_ASSETS])
def test_every_office_of_the_town_sees_it(stage, post):
    assert appoint(stage, post, "1009").say("村级工程").kind == "matter_board"


@pytest.mark.usefixtures("road")
def test_without_any_it_says_so(town, secretary):
    secretary.tap("撤销这件")
    assert "没有在办的事项。" in town.say("重大事项").text
