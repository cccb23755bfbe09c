"""定性到条款: shown with its cost first, then said, then told to the village."""

import pytest

from rubric.posts import Post
from tests.handlers.cast import moved


@pytest.fixture
def found(chair):
    return chair.do("发现问题", "工程没有走五议两公开")


@pytest.fixture
def of_town(town):
    return town.do("各村得分", "#示例一村", "#发现问题", "防汛部署没有落实")


def texts(phone, card):
    """The words of every page of a list."""
    pages = [card]
    while "下一页" in card.buttons:
        card = phone.tap("下一页", card)
        pages.append(card)
    return "".join(each.text for each in pages)


def test_what_it_would_cost_is_shown_before_it_is_said(found, chair, secretary):
    chair.do("#定性到条款", "#选第2条")
    card = chair.card(found.token)
    assert "未执行“五议两公开”，1次" in card.text
    assert "现扣2分，销号后不恢复；到期未整改第3项再扣1分" in card.text
    assert "扣2分" not in secretary.newest().text
    said = chair.tap("定为这一条", card)
    for shown in (said, secretary.newest()):
        assert "第5项　未执行“五议两公开”" in shown.text
        assert "现扣2分，销号后不恢复" in shown.text


def test_several_times_cost_more(found, chair):
    card = chair.do("#定性到条款", "#选第2条", "#加1次")
    assert "2次" in card.text
    assert "现扣4分" in card.text
    assert "1次" in chair.tap("减1次", card).text
    assert "减1次" not in chair.card(found.token).buttons


def test_supervisors_are_not_offered_what_they_cannot_know(found, chair):
    told = texts(chair, chair.tap("定性到条款", found))
    assert "第18项" in told
    assert "第4项" not in told
    assert "第12项" not in told


def test_the_town_is_offered_every_clause(of_town, town):
    first = town.tap("定性到条款", of_town)
    shown = [first.text]
    for _ in range(2):
        first = town.tap("下一页", first)
        shown.append(first.text)
    told = "".join(shown)
    assert all(f"第{no}项" in told for no in (3, 4, 5, 7, 8, 9, 12, 13, 14, 15, 18))


def test_what_the_checker_weighs_is_asked_with_its_reason(of_town, town, secretary):
    card = town.tap("定性到条款", of_town)
    card = town.tap("下一页", card)
    assert "第13项" in card.text
    at = next(line[0] for line in card.text.splitlines() if "第13项" in line)
    asked = town.tap(f"选第{at}条", card)
    assert "最多5分" in asked.text
    assert "没有看清" in town.say("扣9分,推诿").text
    shown = town.say("扣2.5分,防汛部署没有落实")
    assert "现扣2.5分" in shown.text
    town.tap("定为这一条", shown)
    assert "现扣2.5分" in secretary.newest().text


def test_an_item_alone_costs_nothing_by_itself(found, chair, secretary):
    card = chair.tap("下一页", chair.tap("定性到条款", found))
    at = next(line[0] for line in card.text.splitlines() if "只注明" in line)
    assert "写项号" in chair.tap(f"选第{at}条", card).text
    assert "没有看清" in chair.say("99").text
    shown = chair.say("7")
    assert "只注明对应本项" in shown.text
    chair.tap("定为这一条", shown)
    assert "第7项　只对应本项" in secretary.newest().text
    assert "现扣" not in secretary.newest().text


def test_one_can_go_back_without_saying_anything(found, chair):
    assert chair.do("#定性到条款", "#返回").kind == "finding_raised"
    assert chair.do("#定性到条款", "#选第1条", "#返回").kind == "finding_raised"
    assert "第" not in chair.card(found.token).text.splitlines()[2]


@pytest.mark.usefixtures("found")
def test_the_same_is_not_said_twice(chair):
    chair.do("#定性到条款", "#选第2条", "#定为这一条")
    chair.do("#定性到条款", "#选第2条", "#定为这一条")
    assert "已是这一条" in chair.newest().text


def test_who_may_not_classify_any_more_weighs_nothing(stage, of_town, town, secretary):
    card = town.tap("下一页", town.tap("定性到条款", of_town))
    at = next(line[0] for line in card.text.splitlines() if "第13项" in line)
    town.tap(f"选第{at}条", card)
    moved(stage, town, Post.TOWN_ASSETS, "示例镇")
    assert town.say("扣2.5分,防汛部署没有落实").kind == "denied"
    assert "扣2.5分" not in secretary.newest().text
