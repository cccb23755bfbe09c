"""What the supervisors and the town say of a matter, and what the village hears of it."""

import pytest

REASON = "缺公开决议的照片"


@pytest.fixture
def concluded(secretary):
    secretary.do("重大事项", "#新的重大事项决策", "村道硬化")
    secretary.do("#记 提议", "#今天 15日")
    return secretary.do("#办结", "#仍然办结")


@pytest.mark.usefixtures("concluded")
def test_the_supervisors_say_yes_in_one_tap(chair, secretary):
    asked = chair.newest()
    assert (asked.kind, asked.rows[0]) == ("matter_check", ["已看，同意"])
    assert "没有等您确认" in chair.tap("已看，同意").text
    listed = secretary.say("重大事项")
    assert "✓ 村道硬化，已办结" in listed.text


@pytest.mark.usefixtures("concluded")
def test_what_is_sent_back_is_open_again_and_the_village_is_told_why(chair, secretary):
    chair.do("#退回，写理由", REASON)
    card = secretary.newest()
    assert f"△ 退回办理：{REASON}" in card.text
    assert card.rows[0] == ["记 商议"]
    assert chair.newest().kind == "matter_check"


@pytest.mark.usefixtures("concluded")
def test_a_reason_can_be_put_off(chair):
    assert chair.do("#退回，写理由", "#返回").kind == "matter"
    assert "已看，同意" in chair.newest().buttons


def test_the_village_opens_it_again_for_a_reason_while_nobody_has_confirmed(concluded, secretary):
    assert concluded.rows[0] == ["改为未办结"]
    card = secretary.do("#改为未办结", "还差公开结果")
    assert "△ 退回办理：还差公开结果" in card.text


def test_once_confirmed_the_old_button_does_nothing(concluded, secretary, chair):
    chair.tap("已看，同意")
    secretary.tap("改为未办结", concluded)
    assert secretary.newest().text.startswith("这件事已由村监会确认办结")
    assert "村监会已确认" in secretary.card(concluded.token).text


@pytest.mark.usefixtures("concluded")
def test_several_conclusions_are_one_card(chair, secretary):
    before = len(chair.cards())
    secretary.do("重大事项", "#新的重大事项决策", "公厕改造")
    secretary.do("#记 提议", "#今天 15日", "#办结", "#仍然办结")
    assert len(chair.cards()) == before
    assert "后面还有 1 件" in chair.newest().text


@pytest.fixture
def filed(secretary):
    secretary.do("重大事项", "#新的村级工程", "灌溉渠维修")
    return secretary.do("#别的步骤", "#下一页", "#记报备", "#今天 15日")


def test_the_town_says_that_it_has_the_papers_and_the_village_is_told(filed, town, secretary):
    assert "△ 已报备，待镇里收到。" in filed.text
    asked = town.newest()
    assert (asked.kind, asked.rows[0]) == ("matter_check", ["已收到报备"])
    town.tap("已收到报备")
    assert "✓ 镇里7月15日已收到报备。" in secretary.newest().text


@pytest.mark.usefixtures("filed")
def test_the_town_finds_filings_under_its_menu(town):
    town.tap("已收到报备")
    assert "没有等您确认" in town.say("收报备").text
