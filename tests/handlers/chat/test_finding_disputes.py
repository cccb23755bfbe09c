"""有异议: to the finder's office and the town; the clock keeps running."""

import pytest

from rubric.posts import Post

PROBLEM = "6月第8号凭证没有联审联签"
WHY = "当天三个人都签了字"


@pytest.fixture
def disputed(chair, secretary):
    chair.do("发现问题", PROBLEM)
    return secretary.do("#有异议", WHY)


@pytest.fixture
def member(stage):
    """Another supervisor of the village."""
    with stage.begin() as uow:
        village = uow.places.find("village", "示例一村", uow.places.towns()[0].id).id
        person = uow.people.add("示例庚")
        grant = uow.grants.add(person, Post.SUPERVISOR, village, stage.now.date())
        uow.grants.accept(grant, stage.now)
        uow.people.bind(person, "7007", "7007", stage.now)
    return stage.phone("7007")


def test_the_card_says_that_the_clock_keeps_running(disputed):
    assert "已提异议，待答复，期限照算" in disputed.text
    assert "有异议" not in disputed.buttons
    assert "已整改" in disputed.buttons


@pytest.mark.usefixtures("disputed")
def test_the_finder_may_clear_it_but_not_uphold_it_himself(chair, secretary):
    card = chair.newest()
    assert (card.kind, WHY in card.text) == ("finding_dispute", True)
    assert "维持，写理由" not in card.buttons
    assert "维持由其他人决定" in card.text
    assert "已澄清撤销" in chair.tap("异议成立，撤销", card).text
    assert "理由：异议成立" in secretary.newest().text


def test_the_town_upholds_it_with_a_reason(disputed, town, secretary):
    assert town.newest().kind == "finding_dispute"
    assert town.do("#维持，写理由", "#先不写").kind == "finding_dispute"
    town.do("#维持，写理由", "凭证上没有签字")
    assert "异议未采纳：凭证上没有签字" in secretary.newest().text
    assert "有异议" not in secretary.newest().buttons
    assert disputed.kind == "finding_assigned"


@pytest.mark.usefixtures("disputed")
def test_a_colleague_upholds_it_but_does_not_clear_it(member):
    card = member.do("你好", "#问题待答复", "#看第1条")
    assert card.kind == "finding_dispute"
    assert "异议成立，撤销" not in card.buttons
    assert "异议未采纳：凭证上没有签字" in member.do("#维持，写理由", "凭证上没有签字").text


@pytest.mark.usefixtures("disputed")
def test_it_waits_on_the_towns_home_until_it_is_answered(town):
    assert "延期、异议待答复 1 件" in town.say("你好").text
    assert "有异议" in town.tap("问题待处理").text
    town.do("#看第1条", "#异议成立，撤销")
    assert "异议" not in town.say("你好").text


def test_an_objection_can_be_put_off(chair, secretary):
    chair.do("发现问题", PROBLEM)
    assert secretary.do("#有异议", "#先不写").kind == "finding_assigned"
