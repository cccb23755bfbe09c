"""A problem from being found to being settled, by other hands than those that remedied it."""

import pytest

PROBLEM = "6月第8号凭证没有联审联签"


@pytest.fixture
def found(chair):
    return chair.do("发现问题", PROBLEM)


def test_it_is_told_to_the_village_with_its_due_day(found, secretary):
    assert "已告诉村里" in found.text
    assert "期限 7月29日（周三）" in secretary.newest().text


def test_a_finding_by_itself_needs_no_key(chair):
    assert chair.say("发现" + PROBLEM).kind == "finding_raised"


def test_a_village_raises_none(secretary):
    assert secretary.say("发现问题").kind == "denied"


def test_both_sides_see_what_it_costs_before_and_after(chair, secretary):
    costs = "到期未整改第3项扣1分，按期销号不扣"
    assert costs in chair.say("发现问题").text
    assert costs in chair.say(PROBLEM).text
    assert costs in secretary.newest().text


def test_an_unfounded_one_is_taken_back_with_a_reason(found, chair, secretary):
    card = chair.tap("撤回", found)
    assert card.kind == "finding_clear"
    closed = chair.tap("查无此事", card)
    assert "已澄清撤销" in closed.text
    assert "理由：查无此事" in closed.text
    assert secretary.newest().kind == "finding_closed"


def test_the_reason_can_be_written_too_or_not_at_all(found, chair, secretary):
    assert chair.tap("先不写", chair.tap("撤回", found)).kind == "finding_raised"
    chair.tap("撤回", found := chair.card(found.token))
    assert "理由：凭证后来找到了" in chair.say("凭证后来找到了").text
    assert "理由：凭证后来找到了" in secretary.newest().text


def test_a_village_is_numbered_by_itself(found, town, secretary):
    assert "第2026-001号" in found.text
    town.do("各村得分", "#示例二村", "#发现问题", "围栏破损")
    assert "第2026-001号" in town.newest().text
    town.do("发现问题", "#示例一村", "围栏破损")
    assert "第2026-002号" in secretary.newest().text


def test_home_tells_the_village_and_its_supervisors_what_is_open(stage, found, chair, secretary):
    assert "未销号问题 1 件" in secretary.say("你好").text
    assert secretary.tap("未销号问题").kind == "finding_list"
    now = stage.now
    stage.now = stage.now.replace(month=8, day=3)
    assert "未销号问题 1 件，其中逾期 1 件" in secretary.say("你好").text
    stage.now = now
    secretary.do("#未销号问题", "#看第1条", "#已整改", "已补签")
    assert "未销号问题 1 件" in secretary.say("你好").text
    assert "整改待验收 1 件" in chair.say("你好").text
    assert "待验收" in chair.tap("整改待验收").text
    assert found.kind == "finding_raised"


@pytest.mark.usefixtures("found")
def test_the_list_shows_what_waits_for_a_look_first(chair, secretary):
    chair.do("发现问题", "公开栏玻璃破损")
    secretary.tap("已整改", secretary.cards()[0])
    secretary.say("已补签")
    card = secretary.do("你好", "#未销号问题")
    assert "待验收" in card.text.splitlines()[1]
    assert chair.tap("看第1条", chair.do("你好", "#整改待验收")).kind == "finding_check"


def test_an_overdue_one_says_so(stage, found, chair):
    stage.now = stage.now.replace(month=8, day=3)
    late = chair.tap_data(f"{found.token}:99:0", found.token)
    assert "逾期5天" in late.text
    assert "现扣1分，销号后不恢复" in late.text


def test_the_day_it_says_itself_is_its_due_day(chair):
    assert "7月20日" in chair.do("发现问题", "7月20日前把6月第8号凭证补签").text


def test_a_day_so_late_that_it_takes_a_reason_is_not_taken_unasked(chair):
    assert "7月29日" in chair.do("发现问题", "9月30日前把凭证补签").text
