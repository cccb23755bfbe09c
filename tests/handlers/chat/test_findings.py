"""A problem from being found to being settled, by other hands than those that remedied it."""

import pytest

PROBLEM = "6月第8号凭证没有联审联签"


@pytest.fixture
def found(chair):
    return chair.do("发现问题", PROBLEM)


def test_it_is_told_to_the_village_with_its_due_day(found, secretary):
    assert "已告诉村里" in found.text
    assert "整改期限　7月29日（周三）" in secretary.newest().text


def test_a_finding_by_itself_needs_no_key(chair):
    assert chair.say("发现" + PROBLEM).kind == "finding_raised"


def test_a_village_raises_none(secretary):
    assert secretary.say("发现问题").kind == "denied"


def test_more_time_can_be_given_and_is_told(found, chair, secretary):
    assert "8月5日" in chair.tap("延5工作日", found).text
    assert "8月5日" in secretary.newest().text


@pytest.mark.usefixtures("found")
def test_a_remedy_that_does_not_do_goes_back_with_its_reason(chair, secretary):
    secretary.do("#已整改", "已补签")
    chair.do("#不合格，写理由", "还少一个人签字")
    assert "验收不合格：还少一个人签字" in secretary.newest().text
    assert "已整改" in secretary.newest().buttons


def test_an_unfounded_one_is_taken_back(found, chair, secretary):
    assert "已澄清撤回" in chair.tap("撤回这个问题", found).text
    assert "已澄清撤回" in secretary.newest().text


@pytest.mark.usefixtures("found")
def test_the_list_shows_what_waits_for_a_look_first(chair, secretary):
    chair.do("发现问题", "公开栏玻璃破损")
    secretary.tap("已整改", secretary.cards()[0])
    secretary.say("已补签")
    card = chair.do("你好", "#整改待验收")
    assert "待验收" in card.text.splitlines()[1]
    assert chair.tap("看第1条", card).kind == "finding_check"


@pytest.mark.usefixtures("found")
def test_remedy_and_reason_can_be_put_off(chair, secretary):
    assert secretary.do("#已整改", "#先不报").kind == "finding_assigned"
    secretary.do("#已整改", "已补签")
    assert chair.do("#不合格，写理由", "#先不写").kind == "finding_check"


def test_an_overdue_one_says_so(stage, found, chair):
    stage.now = stage.now.replace(month=8, day=3)
    assert "逾期5天" in chair.tap_data(f"{found.token}:99:0", found.token).text
