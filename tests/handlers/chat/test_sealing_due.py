"""What the reminder says of scores that are not sealed is told wherever the town looks."""

import pytest

from demo.seed import PHONES
from handlers.chat import sealing_due
from rubric.posts import Post


@pytest.fixture
def after(stage):
    stage.now = stage.now.replace(month=8, day=3)


@pytest.mark.usefixtures("after")
@pytest.mark.parametrize("said", ["本镇要办", "本月要办"])
def test_the_town_s_month_tells_it_and_leads_there(town, said):
    card = town.say(said)
    assert "！ 10村评分未封存，逾期3天" in card.text
    assert "没有要办" not in card.text
    assert town.tap("评分进度", card).kind == "scoring_progress"


@pytest.mark.usefixtures("after")
def test_home_tells_it(town):
    assert "评分未封存10" in town.say("你好").text


@pytest.mark.usefixtures("after")
def test_the_overdue_list_counts_it(town):
    assert "本镇要办（1项逾期）" in town.say("看逾期").buttons


def test_before_the_reminder_nothing_is_said(town):
    assert "评分未封存" not in town.say("你好").text
    assert "没有要办" in town.say("本镇要办").text


@pytest.mark.usefixtures("after")
def test_a_village_owes_no_sealing(stage):
    with stage.begin() as uow:
        assert sealing_due.due(stage.turn(uow, PHONES[Post.SECRETARY]).scene) == ()
