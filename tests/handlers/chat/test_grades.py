"""等级评估: item by item with four buttons; what is missing; and not a word of points."""

import pytest

from rubric.posts import Post
from tests.handlers.cast import appoint, leave_points

SCHEME = "tangjiafang-2020"


@pytest.fixture
def only_grades(stage):
    return leave_points(stage, SCHEME)


def grade_all(phone, label="好"):
    """Tap through from the standing to the last item."""
    card = phone.newest()
    while any(each.startswith("评下一项") for each in card.buttons) or label in card.buttons:
        following = next((each for each in card.buttons if each.startswith("评下一项")), label)
        card = phone.tap(following, card)
    return card


@pytest.mark.usefixtures("only_grades")
def test_the_standing_says_what_is_missing(secretary):
    card = secretary.say("看得分")
    assert card.kind == "grade_card"
    assert "已评0/14项" in card.text
    assert "还没有评等次" in card.text
    why = secretary.tap("还差什么", card)
    assert "一、（一）第1项" in why.text or "第1项" in why.text


@pytest.mark.usefixtures("only_grades")
def test_the_village_grades_item_by_item_and_moves_on(secretary):
    card = secretary.do("看得分", "#评下一项（还差14）")
    assert card.kind == "grade_item"
    assert {"好", "较好", "一般", "差"} <= set(card.buttons)
    following = secretary.tap("好", card)
    assert following.text.startswith("第2项")


@pytest.mark.usefixtures("only_grades")
def test_every_sub_point_can_be_read_in_its_own_words(secretary):
    card = secretary.do("看得分", "#评下一项（还差14）")
    assert "1/6" in card.text
    assert "高度警惕“七个有之”" in secretary.tap("看下一小点", card).text


def test_in_september_the_finished_self_assessment_is_reported(stage, secretary):
    stage.now = stage.now.replace(month=9, day=20)
    leave_points(stage, SCHEME)
    with stage.begin() as uow:
        village = uow.enrolments.of(_village(uow), stage.now.date())[0]
        uow.enrolments.start_cycle(village.id, stage.now.date().replace(year=2025, month=1, day=1))
    secretary.say("看得分")
    card = grade_all(secretary)
    assert "报送自评" in card.buttons
    assert secretary.tap("报送自评", card).kind == "log_saved"
    assert "报送自评" not in secretary.say("看得分").buttons


def _village(uow):
    return uow.places.find("village", "示例一村", uow.places.towns()[0].id).id


@pytest.mark.usefixtures("only_grades")
def test_the_town_says_what_does_not_apply_with_a_reason(town):
    town.do("各村进展", "#示例一村", "#看进展", "#各项等次", "#下一页", "#下一页")
    card = town.do("#第8项", "#不适用，写理由")
    assert "镇党委" in card.text
    done = town.say("本村没有这些职权")
    assert "本项不适用" in done.text
    assert "本项不适用" not in town.tap("改为适用", done).text


@pytest.mark.usefixtures("only_grades")
def test_an_item_that_always_applies_is_not_excused(town):
    town.do("各村进展", "#示例一村", "#看进展", "#各项等次")
    assert "不适用，写理由" not in town.do("#第1项").buttons


@pytest.mark.usefixtures("only_grades")
def test_the_discipline_office_grades_at_its_own_level(stage):
    discipline = appoint(stage, Post.TOWN_DISCIPLINE, "1009")
    discipline.do("各村进展", "#示例一村", "#看进展", "#评下一项（还差14）", "#较好")
    card = discipline.do("各村进展", "#示例一村", "#看进展", "#各项等次")
    assert "较好（镇纪委评估）" in card.text


@pytest.mark.usefixtures("only_grades")
def test_supervisors_look_and_do_not_grade(chair):
    card = chair.say("看得分")
    assert not any("评下一项" in label for label in card.buttons)


@pytest.mark.usefixtures("only_grades")
def test_the_finished_assessment_of_the_discipline_office_is_the_towns_office_to_confirm(
    stage, town
):
    discipline = appoint(stage, Post.TOWN_DISCIPLINE, "1009")
    discipline.do("各村进展", "#示例一村", "#看进展")
    card = grade_all(discipline)
    assert card.rows[0] == ["报送评估结果"]
    logged = discipline.tap("报送评估结果", card)
    assert "✓ 已记录：镇纪委现场评估" in logged.text
    asked = town.newest()
    assert (asked.kind, "镇纪委现场评估" in asked.text) == ("town_confirm", True)
    assert "已看，同意" not in town.tap("已看，同意", asked).buttons
    again = discipline.do("各村进展", "#示例一村", "#看进展")
    assert "报送评估结果" not in again.buttons
