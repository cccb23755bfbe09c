"""The town's view of what it assigned: done so many of so many, who is late, and no ranking."""

from datetime import timedelta

import pytest

WORK = "报送集体资产自查情况"


@pytest.fixture
def given(town, secretary):
    town.do("布置任务", WORK, "#布置")
    return secretary.do("#已办，报完成", "已自查完毕")


@pytest.mark.usefixtures("given")
def test_each_task_is_one_line_with_how_many_villages_have_done_it(town):
    card = town.say("任务进度")
    assert f"1. {WORK[:9]}" in card.text
    assert "7月29日到期：已办1/10村" in card.text
    assert "逾期" not in card.text


@pytest.mark.usefixtures("given")
def test_before_its_day_the_rest_is_not_late(town):
    card = town.do("任务进度", "#看第1项")
    assert "已办 1/10 村，其中已确认 0 村" in card.text
    assert "○ 未到期，还有 9 村未办" in card.text


@pytest.mark.usefixtures("given")
def test_after_its_day_who_is_late_is_named_in_the_order_of_the_villages(stage, town):
    stage.now += timedelta(days=15)
    card = town.do("任务进度", "#看第1项")
    assert "！ 逾期未办 9 村：示例二村、示例三村" in card.text


@pytest.mark.usefixtures("given")
def test_every_village_can_be_looked_at(town):
    card = town.do("任务进度", "#看第1项", "#看各村")
    assert "1. △ 示例一村，7月15日已办，待确认" in card.text
    assert "2. ○ 示例二村，未办" in card.text
    assert town.tap("看第1个").kind == "task"


@pytest.mark.usefixtures("given")
def test_a_village_does_not_see_how_the_others_do(secretary):
    assert secretary.say("任务进度").kind == "denied"


def test_with_nothing_assigned_it_says_so(town):
    assert "还没有布置过任务" in town.say("任务进度").text
