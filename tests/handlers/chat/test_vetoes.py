"""一票否决: entered by one, signed by another; the village hears of it only when it is in force."""

import pytest

from rubric.posts import Post
from tests.handlers.cast import appoint

REASON = "2024年凭证缺失，审计无法进行"


@pytest.fixture
def discipline(stage):
    return appoint(stage, Post.TOWN_DISCIPLINE, "1009")


@pytest.fixture
def city(stage):
    return appoint(stage, Post.CITY_AGRICULTURE, "1006")


def entered(phone):
    card = phone.do("各村得分", "#示例一村", "#更多办理")
    while "一票否决" not in card.buttons:
        card = phone.tap("下一页", card)
    return phone.do("#一票否决", "#录入一件", "#第2种", REASON)


def test_entered_it_waits_for_a_second_signature(discipline, city, secretary):
    before = len(secretary.cards())
    card = entered(discipline)
    assert card.kind == "veto_card"
    assert "尚未生效" in card.text
    assert "同意，签署" not in card.buttons
    assert len(secretary.cards()) == before
    assert city.newest().kind == "veto_card"


@pytest.mark.usefixtures("city")
def test_the_clause_stands_in_its_own_words_and_no_name_is_asked_for(discipline):
    card = discipline.do("各村得分", "#示例一村", "#更多办理")
    while "一票否决" not in card.buttons:
        card = discipline.tap("下一页", card)
    asked = discipline.do("#一票否决", "#录入一件", "#第2种")
    assert "村级账目不全，导致无法进行财务审计的。" in asked.text
    assert "请不要写举报人的姓名" in asked.text


def test_signed_it_is_in_force_and_the_score_says_so(discipline, city, secretary):
    entered(discipline)
    assert "已生效" in city.tap("同意，签署").text
    assert secretary.newest().kind == "veto_card"
    assert "本村全部" not in secretary.newest().buttons
    assert "一票否决" in secretary.say("看得分").text


def test_not_signed_it_says_why(discipline, city, secretary):
    entered(discipline)
    card = city.do("#不签，写理由", "审计已补做")
    assert "不生效" in card.text
    assert "审计已补做" in card.text
    assert "一票否决" not in secretary.say("看得分").text


def test_it_is_lifted_by_two(discipline, city, secretary):
    entered(discipline)
    city.tap("同意，签署")
    card = city.do("#申请解除", "凭证已补齐")
    assert "待第二人签署解除" in card.text
    signed = discipline.tap("同意，签署")
    assert "已解除" in signed.text
    assert "一票否决" not in secretary.say("看得分").text


def test_the_town_office_is_not_let_in(town):
    assert "一票否决" not in town.do("各村得分", "#示例一村", "#更多办理").buttons


def test_what_waits_is_listed(discipline, city):
    entered(discipline)
    card = city.say("更多办理")
    label = next(each for each in card.buttons if each.startswith("签否决事项"))
    listed = city.tap(label, card)
    assert "示例一村" in listed.text
    assert city.tap("看第1条", listed).kind == "veto_card"


def test_a_reason_begun_may_be_left(discipline, city):
    entered(discipline)
    assert "同意，签署" in city.do("#不签，写理由", "#返回").buttons
