"""改期限, 申请延期, and what is answered to it."""

import pytest

PROBLEM = "6月第8号凭证没有联审联签"


@pytest.fixture
def found(chair):
    return chair.do("发现问题", PROBLEM)


def test_the_finder_moves_the_day_in_two_taps_and_the_village_sees_it(found, chair, secretary):
    count = len(secretary.cards())
    card = chair.tap("改期限", found)
    assert list(card.buttons) == ["改到7月22日", "改到8月5日", "改到8月12日", "不设期限", "返回",
                                  "回首页"]  # fmt: skip
    assert "期限 8月12日" in chair.tap("改到8月12日", card).text
    assert "期限 8月12日" in secretary.newest().text
    assert len(secretary.cards()) == count


@pytest.mark.usefixtures("found")
def test_a_change_that_comes_later_is_news(stage, chair, secretary):
    stage.now = stage.now.replace(hour=15)
    count = len(secretary.cards())
    chair.do("#改期限", "8月12日")
    assert len(secretary.cards()) == count + 1
    assert "期限 8月12日" in secretary.newest().text


def test_a_day_that_is_none_is_asked_again_and_one_too_early_is_explained(stage, found, chair):
    chair.tap("改期限", found)
    assert chair.say("越快越好").kind == "not_read"
    stage.now = stage.now.replace(day=16)
    chair.tap("改期限", chair.tap("返回", chair.card(found.token)))
    assert "只能改得更晚" in chair.say("7月20日").text


def test_without_a_due_day_it_cannot_be_missed(found, chair, secretary):
    card = chair.tap("不设期限", chair.tap("改期限", found))
    assert "不设期限" in card.text
    assert "不扣分" in card.text
    assert "申请延期" not in secretary.newest().buttons


@pytest.mark.usefixtures("found")
def test_a_wish_goes_to_the_finder_who_grants_it_in_one_tap(chair, secretary):
    wish = secretary.tap("申请延期")
    assert "延 10 个工作日，到 8月12日" in wish.text
    assert "延 5 个工作日，到 8月5日" in secretary.tap("改延5天", wish).text
    told = secretary.say("材料要等镇里盖章")
    assert "已申请延到8月5日，答复前期限照算" in told.text
    card = chair.newest()
    assert (card.kind, "材料要等镇里盖章" in card.text) == ("finding_delay", True)
    chair.tap("同意延到8月5日", card)
    assert "期限 8月5日" in secretary.newest().text
    assert "申请延期" in secretary.newest().buttons


@pytest.mark.usefixtures("found")
def test_a_wish_is_refused_with_a_reason(chair, secretary):
    secretary.do("#申请延期", "材料要等镇里盖章")
    assert chair.do("#不同意，写理由", "#先不写").kind == "finding_delay"
    chair.do("#不同意，写理由", "十天够了")
    assert "不同意延期：十天够了" in secretary.newest().text
    assert "期限 7月29日" in secretary.newest().text


@pytest.mark.usefixtures("found")
def test_a_wish_can_be_dropped(secretary):
    assert secretary.do("#申请延期", "#不申请了").kind == "finding_assigned"


def test_once_it_is_late_nothing_can_be_moved_or_wished(stage, found, chair, secretary):
    stage.now = stage.now.replace(month=8, day=3)
    assigned = next(each for each in secretary.cards() if each.kind == "finding_assigned")
    secretary.tap("申请延期", assigned)
    assert "整改期限已过" in secretary.newest().text
    chair.tap("改期限", found)
    assert "整改期限已过" in chair.newest().text


@pytest.mark.usefixtures("found")
def test_a_late_day_asks_for_a_reason_and_moves_only_with_it(chair, secretary):
    asked = chair.do("#改期限", "9月30日")
    assert asked.kind == "finding_due_why"
    assert "已超过提出后 20 个工作日" in asked.text
    assert "期限 7月29日" in secretary.newest().text
    chair.say("要走招标程序")
    assert "期限 9月30日" in secretary.newest().text


@pytest.mark.usefixtures("found")
def test_a_day_too_far_off_is_refused(chair, secretary):
    chair.do("#改期限", "2027年3月1日")
    assert "最长是提出后60个工作日" in chair.newest().text
    assert "期限 7月29日" in secretary.newest().text


def test_a_day_of_next_year_is_told_with_its_year_and_no_label_is_cut(stage, chair, secretary):
    stage.now = stage.now.replace(month=12, day=14)
    found = chair.do("发现问题", PROBLEM)
    card = chair.tap("改期限", found)
    chair.tap("改到2027年1月12日", card)
    assert "期限 2027年1月12日（周二）" in secretary.newest().text
    secretary.do("#申请延期", "材料要等镇里盖章")
    wish = chair.newest()
    assert "申请延到 2027年1月26日" in wish.text
    assert "同意延到1月26日" in wish.buttons
