"""What it takes to say how a village stands: acts of the person, new messages to each phone."""

import pytest

from rubric.posts import Post
from tests.handlers.cast import appoint, leave_points


@pytest.fixture
def travel(stage):
    """Walk a journey on a phone; how many acts it took, and new messages by phone."""

    def travel(phone, *steps):
        phones = {each: stage.phone(each) for each in ("1001", "1002", "1003", phone.id)}
        before = {each: len(one.cards()) for each, one in phones.items()}
        phone.do(*steps)
        new = {each: len(one.cards()) - before[each] for each, one in phones.items()}
        return len(steps), new

    return travel


def test_a_state_in_three_acts_and_the_supervisors_confirm_in_one(secretary, chair, travel):
    acts, new = travel(secretary, "报现状", "#填第2项", "#3")
    assert (acts, new["1001"], new["1002"]) == (3, 1, 1)
    acts, new = travel(chair, "#都属实")
    assert (acts, new["1002"], new["1001"]) == (1, 0, 0)


def test_a_second_state_brings_the_supervisors_no_second_message(secretary, travel):
    travel(secretary, "报现状", "#填第2项", "#3")
    _, new = travel(secretary, "报现状", "#填第1项", "#0")
    assert new["1002"] == 0


def test_all_villages_of_a_town_in_three_acts(stage, travel):
    centre = appoint(stage, Post.TOWN_ASSETS, "1008")
    acts, new = travel(centre, "全镇现状", "#填第1项", "#各村都是")
    assert (acts, new["1008"], new["1001"]) == (3, 1, 0)


def test_an_assessment_in_a_sentence_and_a_tap(town, travel):
    town.do("各村得分", "#示例一村")
    acts, new = travel(town, "走访12户，未发现问题", "#记下这次核查")
    assert (acts, new["1003"], new["1001"]) == (2, 1, 0)


def test_an_honour_in_five_acts_and_one_tap_of_the_town(secretary, town, travel):
    steps = ("报加分", "#报一件", "#第3种", "《清风》", "4月2日《浙江日报》第3版")
    acts, new = travel(secretary, *steps)
    assert (acts, new["1001"], new["1003"]) == (5, 1, 1)
    acts, new = travel(town, "#属实，确认")
    assert (acts, new["1003"], new["1001"]) == (1, 0, 1)


def test_fourteen_items_are_graded_in_sixteen_acts_on_one_card(stage, secretary, travel):
    leave_points(stage, "tangjiafang-2020")
    acts, new = travel(secretary, "看进展", "#评下一项（还差14）", *["#好"] * 14)
    assert (acts, new["1001"]) == (16, 1)
    assert "已评14/14项" in secretary.newest().text
