"""A task in words: from the town's sentence to 报完成, 同意 or 退回."""

from datetime import timedelta

import pytest

WORK = "报送集体资产自查情况"


@pytest.fixture
def given(town):
    return town.do("布置任务", WORK, "#布置")


@pytest.mark.usefixtures("given")
def test_the_village_gets_one_message_and_knows_by_when(secretary, chair):
    card = secretary.newest()
    assert card.kind == "task"
    assert WORK in card.text
    assert "期限　7月29日" in card.text
    assert chair.cards() == []


@pytest.mark.usefixtures("given")
def test_what_is_reported_done_waits_for_the_town(secretary, town):
    card = secretary.do("#已办，报完成", "已自查完毕，没有问题")
    assert "△ 7月15日已办，待镇里验收。" in card.text
    asked = town.newest()
    assert (asked.kind, asked.rows[0]) == ("task_check", ["同意"])
    assert "说明　已自查完毕，没有问题" in asked.text


@pytest.mark.usefixtures("given")
def test_the_town_accepts_in_one_tap(secretary, town):
    secretary.do("#已办，报完成", "已自查完毕")
    assert "没有待验收的任务" in town.tap("同意").text
    assert "布置的任务都已办" in secretary.say("镇里布置").text


@pytest.mark.usefixtures("given")
def test_what_is_sent_back_is_open_again_and_says_why(secretary, town):
    secretary.do("#已办，报完成", "已自查完毕")
    town.do("#退回，写理由", "没有附清单")
    card = secretary.newest()
    assert "△ 镇里退回：没有附清单" in card.text
    assert card.rows[0] == ["已办，报完成"]


@pytest.mark.usefixtures("given")
def test_report_and_reason_can_be_put_off(secretary, town):
    assert secretary.do("#已办，报完成", "#先不报").rows[0] == ["已办，报完成"]
    secretary.do("#已办，报完成", "已自查完毕")
    assert town.do("#退回，写理由", "#先不写").rows[0] == ["同意"]


@pytest.mark.usefixtures("given")
def test_a_task_taken_back_is_told(secretary, town):
    town.do("任务进度", "#看第1项", "#看各村", "#看第1个", "#撤销布置")
    assert "镇里已撤销，不用办了" in secretary.newest().text


@pytest.mark.usefixtures("given")
def test_it_stands_among_what_is_owed_this_month(secretary):
    assert f"{WORK}（7月29日到期）" in secretary.say("本月要办").text
    assert secretary.say("报一项工作").kind == "log_ask"


@pytest.mark.usefixtures("given")
def test_overdue_it_stands_in_the_towns_list_and_can_be_nudged(stage, secretary, town):
    stage.now += timedelta(days=20)
    late = town.say("看逾期")
    while "示例一村" not in late.buttons:
        late = town.tap("下一页")
    late = town.tap("示例一村", late)
    while WORK not in late.text:
        late = town.tap("下一页")
    number = next(line[0] for line in late.text.splitlines() if "示例一村" in line and WORK in line)
    town.tap(f"提醒{number}")
    assert WORK in secretary.newest().text
    assert WORK in secretary.tap("看镇里布置").text


@pytest.mark.usefixtures("given")
def test_the_morning_reminder_brings_it_along(stage, secretary):
    stage.tick(days=9)  # Friday, 24 July: the third working day before
    assert secretary.newest().kind == "reminder"
    assert WORK in secretary.newest().text


@pytest.mark.usefixtures("given")
def test_supervisors_see_it_but_a_town_does_not_report_it(chair, town):
    chair.do("镇里布置", "#看第1项")
    assert "已办，报完成" in chair.newest().buttons
    town.do("任务进度", "#看第1项", "#看各村", "#看第1个")
    assert "已办，报完成" not in town.newest().buttons
