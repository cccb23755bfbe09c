"""What the town assigns in words: to whom, by when, and what may be changed before it goes out."""

import pytest

WORK = "报送集体资产自查情况"


@pytest.fixture
def order(town):
    return town.do("布置任务", WORK)


def test_nothing_goes_out_before_it_was_looked_at(order, secretary):
    assert "还没有发出" in order.text
    assert "全部10个村" in order.text
    assert order.rows[0] == ["布置"]
    assert secretary.cards() == []


@pytest.mark.usefixtures("order")
def test_it_can_go_to_one_village_only(town, secretary):
    assert "给　示例二村" in town.do("#选一个村", "#示例二村").text
    assert "已布置给1个村" in town.tap("布置").text
    assert secretary.cards() == []


@pytest.mark.usefixtures("order")
def test_it_can_go_back_to_all(town):
    town.do("#选一个村", "#示例二村", "#选一个村")
    assert "全部10个村" in town.tap("全部10个村").text


@pytest.mark.usefixtures("order")
def test_the_day_can_be_tapped(town):
    assert "期限　8月12日（周三）" in town.do("#改期限", "#8月12日").text


@pytest.mark.usefixtures("order")
def test_the_day_can_be_typed(town):
    assert "期限　8月15日（周六）" in town.do("#改期限", "8月15日").text


@pytest.mark.usefixtures("order")
def test_a_day_gone_by_is_not_taken(town):
    assert "今天以后的日期" in town.do("#改期限", "7月1日").text
    assert town.cards()[0].kind == "order_due"


@pytest.mark.usefixtures("order")
def test_dropped_it_is_not_assigned(town):
    assert town.tap("不布置了").kind == "dropped"
    assert "还没有布置过任务" in town.say("任务进度").text


def test_a_duty_left_to_the_town_can_be_assigned_by_itself(town, chair, secretary):
    assert town.do("布置任务", "#布置交叉巡查").kind == "round_new"
    town.tap("布置")
    assert "交叉巡查" in chair.newest().text
    assert secretary.cards() == []


def test_the_same_duty_for_the_same_day_is_assigned_once(town, chair):
    town.do("布置任务", "#布置交叉巡查", "#布置")
    before = len(chair.cards())
    town.do("布置任务", "#布置交叉巡查", "#布置")
    assert "已经布置过" in town.newest().text
    assert len(chair.cards()) == before


def test_a_village_assigns_nothing(secretary):
    assert secretary.say("布置任务").kind == "denied"


@pytest.mark.parametrize(
    ("said", "due"),
    [("8月10日前上报防汛物资清单", "8月10日"), ("下周五前报送自查情况", "7月24日")],
)
def test_a_day_said_as_its_deadline_is_its_due_day(town, said, due):
    assert due in town.do("布置任务", said).text


def test_a_deadline_that_has_passed_is_none(town):
    assert "7月29日" in town.do("布置任务", "7月10日前应报的清单没报的补报").text
