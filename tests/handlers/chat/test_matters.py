"""A major decision and a project on the village's phone, step by step."""

from pathlib import Path

import pytest

import rubric
from storage.schemes import load
from tests.handlers.cast import leave_points

ROAD = "村道硬化"
MEETING = "7月3日村民代表会议，应到45人，实到40人，同意38票"


def begun(phone):
    return phone.do("重大事项", "#新的重大事项决策", ROAD)


@pytest.fixture
def road(secretary):
    return begun(secretary)


def test_a_new_matter_says_which_step_is_next(road):
    assert f"示例一村　重大事项决策：{ROAD}" in road.text
    assert "○ 下一步：提议" in road.text
    assert road.rows[0] == ["记 提议"]


@pytest.mark.usefixtures("road")
def test_a_step_is_a_tap_and_a_day(secretary):
    card = secretary.do("#记 提议", "#昨天 14日")
    assert "✓ 提议7月14日" in card.text
    assert "○ 下一步：商议" in card.text


@pytest.mark.usefixtures("road")
def test_one_sentence_holds_the_day_the_people_and_the_votes(secretary):
    card = secretary.do("#记 提议", MEETING)
    assert "✓ 提议7月3日" in card.text
    assert "应到45人 实到40人 同意38" in card.text


@pytest.mark.usefixtures("road")
def test_a_sentence_without_a_day_is_of_today(secretary):
    assert "✓ 提议7月15日" in secretary.do("#记 提议", "支部提议，5人到会").text


@pytest.mark.usefixtures("road")
def test_a_day_ahead_is_asked_again_and_not_taken(secretary):
    assert secretary.do("#记 提议", "8月20日").kind == "not_read"
    assert "✓" not in secretary.tap("返回", secretary.cards()[0]).text


def test_steps_may_be_entered_in_any_order_and_what_is_missing_is_marked(secretary, road):
    card = secretary.do("#别的步骤", "#下一页", "#记决议", "#今天 15日")
    assert "！ 缺：提议、商议、审议" in card.text
    assert "○ 下一步：公开决议" in card.text
    card = secretary.do("#别的步骤", "#记提议", "7月14日")
    assert "！ 缺：商议、审议" in card.text
    assert "次序颠倒" not in card.text
    assert secretary.card(road.token).text == card.text


@pytest.mark.usefixtures("road")
def test_a_step_out_of_order_is_marked_and_its_day_can_be_put_right(secretary):
    secretary.do("#记 提议", "#今天 15日")
    assert "！ 次序颠倒：商议" in secretary.do("#记 商议", "7月10日").text
    assert "次序颠倒" not in secretary.do("#别的步骤", "#改商议", "#今天 15日").text


@pytest.mark.usefixtures("road")
def test_a_step_can_be_taken_back(secretary):
    secretary.do("#记 提议", "#今天 15日")
    assert "✓" not in secretary.do("#别的步骤", "#改提议", "#撤销这一步").text


@pytest.mark.usefixtures("road")
def test_before_it_costs_points_the_village_is_told_and_may_still_go_on(secretary):
    secretary.do("#记 提议", "#今天 15日")
    warned = secretary.tap("办结")
    assert "！ 缺：商议、审议、决议、公开决议、评议、公开结果" in warned.text
    assert "现在办结，第5项扣2分。" in warned.text
    assert warned.rows[0] == ["先补步骤"]
    assert secretary.tap("先补步骤").kind == "matter_steps"
    card = secretary.do("#返回", "#办结", "#仍然办结")
    assert "△ 7月15日办结，待村监会确认。" in card.text


@pytest.mark.usefixtures("road")
def test_whoever_confirms_it_sees_all_that_it_was_concluded_without(secretary, chair):
    secretary.do("#记 提议", "#今天 15日", "#办结", "#仍然办结")
    assert "！ 缺：商议、审议、决议、公开决议、评议、公开…" in chair.newest().text
    assert "，！ 有缺漏" in chair.tap("看各件").text


def all_steps(phone):
    for _ in range(7):
        step = phone.newest().rows[0][0]
        phone.do(f"#{step}", "#今天 15日")


@pytest.mark.usefixtures("road")
def test_with_all_its_steps_it_is_concluded_at_once(secretary, chair):
    all_steps(secretary)
    assert "步骤已齐" in secretary.newest().text
    card = secretary.tap("办结")
    assert "待村监会确认" in card.text
    assert "村道硬化" in chair.newest().text


@pytest.mark.usefixtures("road")
def test_one_entered_by_mistake_is_taken_back_and_restored(secretary):
    assert "已撤销" in secretary.tap("撤销这件").text
    assert "下一步：提议" in secretary.tap("恢复").text


def test_nothing_of_it_is_lost_by_not_naming_it(secretary):
    secretary.do("重大事项", "#新的重大事项决策")
    assert secretary.tap("不记了").kind == "dropped"


@pytest.mark.usefixtures("road")
def test_supervisors_and_town_see_the_villages_matters(secretary, chair, town):
    listed = chair.say("重大事项")
    assert ROAD in listed.text
    assert "新的重大事项决策" not in listed.buttons
    card = chair.tap("看第1件")
    assert "办结" not in card.buttons
    menu = town.do("各村得分", "#示例一村", "#更多办理")
    while "重大事项和工程" not in menu.buttons:
        menu = town.tap("下一页")
    assert ROAD in town.tap("重大事项和工程").text
    assert secretary.newest().kind == "matter"


@pytest.fixture
def without_points(stage, tmp_path):
    """The village under a task list that has major decisions, and nothing with points."""
    folder = tmp_path / "schemes"
    folder.mkdir()
    _, decision, *_ = shipped("wenling-2022").split("[[matters]]")
    text = shipped("sanguan-2022").replace('"sanguan-2022"', '"steps-2026"', 1)
    (folder / "steps-2026.toml").write_text(f"{text}\n[[matters]]{decision}", "utf-8")
    stage.schemes = load(tmp_path)
    leave_points(stage, "steps-2026")


def shipped(scheme):
    return (Path(rubric.__file__).parent / "schemes" / f"{scheme}.toml").read_text("utf-8")


@pytest.mark.usefixtures("without_points")
def test_where_no_scheme_has_points_the_warning_speaks_of_steps_alone(secretary, chair):
    begun(secretary)
    warned = secretary.do("#记 提议", "#今天 15日", "#办结")
    told = [warned.text]
    assert warned.kind == "matter_conclude"
    assert "！ 缺：商议、审议、决议、公开决议、评议、公开结果" in warned.text
    assert "请先补上再办结" in warned.text
    told.append(secretary.tap("仍然办结").text)
    assert "办结，待村监会确认" in told[-1]
    asked = chair.newest()
    told += [asked.text, chair.tap("已看，同意", asked).text, secretary.newest().text]
    assert asked.kind == "matter_check"
    assert not any("扣" in text or "分" in text for text in told)
