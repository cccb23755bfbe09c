"""已整改 → 验收: said by the village, judged by somebody else."""

import pytest

from rubric.posts import Post
from tests.handlers.cast import SINCE, village_of

PROBLEM = "6月第8号凭证没有联审联签"


@pytest.fixture(autouse=True)
def found(chair):
    return chair.do("发现问题", PROBLEM)


def test_the_finder_sees_what_was_found_and_what_was_done(chair, secretary):
    told = secretary.do("#已整改", "已补签,三人签字齐全")
    assert "△ 已报整改，待验收" in told.text
    card = chair.newest()
    assert (card.kind, "已补签" in card.text, PROBLEM in card.text) == ("finding_check", True, True)
    assert "第3项扣1分" in card.text


def test_what_does_is_settled_and_both_are_told_in_how_many_days(stage, chair, secretary):
    secretary.do("#已整改", "已补签")
    stage.now = stage.now.replace(day=20)
    closed = chair.tap("合格，销号", chair.newest())
    for card in (closed, secretary.newest()):
        assert card.kind == "finding_closed"
        assert "已销号" in card.text
        assert "整改用时 3 个工作日，期限内完成" in card.text
    assert "有不同意见" in secretary.newest().buttons


def test_what_is_settled_on_its_own_day_took_no_working_days(chair, secretary):
    secretary.do("#已整改", "已补签")
    closed = chair.tap("合格，销号", chair.newest())
    assert "当天办结，期限内完成" in closed.text


def test_what_is_settled_over_a_weekend_was_not_settled_on_its_own_day(stage, chair, secretary):
    stage.now = stage.now.replace(day=17)
    chair.do("发现问题", "公开栏玻璃破损")
    secretary.do("#已整改", "换了玻璃")
    stage.now = stage.now.replace(day=19)
    closed = chair.tap("合格，销号", chair.newest())
    assert "整改用时不到 1 个工作日" in closed.text


def test_a_remedy_that_does_not_do_goes_back_with_its_reason(chair, secretary):
    secretary.do("#已整改", "已补签")
    chair.do("#不合格，写理由", "还少一个人签字")
    assert "验收不合格：还少一个人签字" in secretary.newest().text
    assert "已整改" in secretary.newest().buttons


def test_at_the_look_it_can_turn_out_to_be_unfounded(chair, secretary):
    secretary.do("#已整改", "本来就签了")
    assert "已澄清撤销" in chair.do("#澄清，不扣分", "#查无此事").text


def test_remedy_and_reason_can_be_put_off(chair, secretary):
    assert secretary.do("#已整改", "#先不报").kind == "finding_assigned"
    secretary.do("#已整改", "已补签")
    assert chair.do("#不合格，写理由", "#先不写").kind == "finding_check"


def test_an_old_card_catches_up_instead_of_settling_twice(chair, secretary):
    secretary.do("#已整改", "已补签")
    check = chair.newest()
    chair.tap("合格，销号", check)
    again = chair.tap_data(f"{check.token}:{check.version}:{check.buttons['不合格，写理由']}")
    assert "finding_closed" in {again.kind, chair.card(check.token).kind}


def test_settled_late_it_says_that_the_point_stays_lost(stage, chair, secretary):
    stage.now = stage.now.replace(month=8, day=3)
    secretary.do("#已整改", "已补签")
    closed = chair.tap("合格，销号", chair.newest())
    assert "超过期限" in closed.text
    assert "现扣1分" in closed.text


def test_a_finder_who_remedied_it_himself_is_not_the_one_to_look(stage, chair, town):
    with stage.begin() as uow:
        person = uow.people.account_of("1002").person_id
        clerk = uow.grants.add(person, Post.CLERK, village_of(uow), SINCE)
        uow.grants.accept(clerk, stage.now)
    chair.do("我的信息", "#示例一村村文书", "首页", "#未销号问题", "#看第1条")
    told = chair.do("#已整改", "换了玻璃")
    assert "finding_check" not in {card.kind for card in chair.cards()[-2:]}
    card = town.newest()
    assert (card.kind, "换了玻璃" in card.text) == ("finding_check", True)
    assert town.tap("合格，销号", card).kind == "finding_closed"
    assert told.kind == "finding_assigned"
