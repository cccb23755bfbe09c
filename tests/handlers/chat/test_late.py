"""What is overdue, item by item or village by village, and reminding everybody at once."""

import pytest

from handlers.chat import late
from rubric.posts import Post
from tests.handlers.cast import appoint


@pytest.fixture
def long_list(monkeypatch):
    """As in a town of 36 villages."""
    monkeypatch.setattr(late, "LONGEST", 5)


def test_everybody_is_reminded_in_three_acts_from_home_with_one_message_a_village(
    stage, town, secretary
):
    other = appoint(stage, Post.SECRETARY, "1077", "示例五村")
    home = town.say("你好")
    label = next(each for each in home.buttons if each.startswith("看逾期"))
    done = town.tap("全部提醒", town.tap(label, home))
    assert "已提醒 2 个村" in done.text
    for phone in (secretary, other):
        assert [card.kind for card in phone.cards()].count("nudge_recv") == 1
    assert "没有发出提醒" in town.do("看逾期", "#全部提醒").text


@pytest.mark.usefixtures("long_list")
def test_a_long_list_is_a_line_a_village_and_a_tap_shows_its_items(town):
    card = town.say("看逾期")
    assert "逾期事项 28 项，" in card.text
    assert "示例八村　" in card.text
    items = town.tap("示例八村", card)
    assert {line.split("　")[0][3:] for line in items.text.splitlines()[1:]} == {"示例八村"}
    assert town.tap("返回", items).text == card.text


@pytest.mark.usefixtures("long_list")
def test_from_a_long_list_everybody_is_reminded_too(town, secretary):
    assert "已提醒 1 个村" in town.do("看逾期", "#全部提醒").text
    assert secretary.newest().kind == "nudge_recv"


@pytest.mark.usefixtures("long_list")
def test_a_long_list_counts_every_item_once(town):
    card, counted = town.say("看逾期"), 0
    while True:
        counted += sum(
            int(line.split("　")[1].split("项")[0])
            for line in card.text.splitlines()
            if line[:1].isdigit()
        )
        if "第一页" in card.buttons:
            break
        card = town.tap("下一页", card)
    assert counted == 28


def test_one_village_is_reminded_of_all_of_its_own(town, secretary):
    town.do("看逾期", "第1条")
    assert "已提醒 1 个村" in town.tap("全部提醒", town.newest()).text
    assert secretary.newest().text.count("！") == 3
