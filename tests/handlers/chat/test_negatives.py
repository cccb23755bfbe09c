"""负面清单 and 创建周期: entered by whose it is, with the window in which it tells."""

import pytest

from rubric.posts import Post
from tests.handlers.cast import appoint, leave_points


@pytest.fixture(autouse=True)
def _only_grades(stage):
    leave_points(stage, "tangjiafang-2020")


@pytest.fixture
def discipline(stage):
    return appoint(stage, Post.TOWN_DISCIPLINE, "1009")


def menu_to(phone, label):
    card = phone.do("各村进展", "#示例一村", "#更多办理")
    while label not in card.buttons:
        card = phone.tap("下一页", card)
    return phone.tap(label, card)


def test_an_entry_stands_in_the_way_until_it_is_struck(discipline, secretary):
    menu_to(discipline, "负面清单")
    asked = discipline.do("#录入一件", "#第2种")
    assert "请不要写举报人的姓名" in asked.text
    card = discipline.say("3月1日县纪委通报违规吃喝")
    assert "3月1日" in card.text
    assert "负面清单" in _missing(secretary)
    card = discipline.do("#撤第1条", "复查后撤销通报")
    assert "0件" in card.text
    assert "负面清单" not in _missing(secretary)


def _missing(phone):
    """All that is missing, over all pages."""
    card = phone.do("看得分", "#还差什么")
    text = card.text
    while "下一页" in card.buttons:
        card = phone.tap("下一页", card)
        text += card.text
    return text


def test_its_second_half_is_on_the_next_page(discipline):
    menu_to(discipline, "负面清单")
    assert "8. " in discipline.do("#录入一件", "#下一页").text


def test_the_town_office_reads_the_list_and_enters_nothing(town):
    card = menu_to(town, "负面清单")
    assert "录入一件" not in card.buttons
    assert "时段内" in card.text


def test_striking_begun_may_be_left(discipline):
    menu_to(discipline, "负面清单")
    discipline.do("#录入一件", "#第1种", "今天通报")
    assert discipline.do("#撤第1条", "#返回").kind == "negative_list"


def test_the_town_says_when_the_cycle_begins(town):
    card = menu_to(town, "定创建周期")
    assert "还没有填启动日" in card.text
    done = town.tap("2025年1月1日起", card)
    assert "2025年1月1日起，到2026年12月31日" in done.text
    assert "看2024年1月1日以来" in done.text


def test_or_writes_the_day(town):
    menu_to(town, "定创建周期")
    assert "2026年3月1日起" in town.say("3月1日").text
