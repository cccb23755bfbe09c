"""本镇要办: what the town owes, logged once for all villages and confirmed in one tap."""

import pytest

from handlers.chat import town_duties
from rubric.posts import Post
from storage.errors import OutOfScope
from tests.handlers.cast import appoint, drawn, enrol, moved


@pytest.fixture
def linyi(stage):
    for village in ("示例一村", "示例二村"):
        enrol(stage, "linyi-2022", village=village)


@pytest.mark.usefixtures("linyi")
def test_the_month_of_a_town_says_what_it_owes_itself(town):
    card = town.say("本月要办")
    assert card.kind == "town_month"
    assert "7月乡镇每月专项检查（7月31日到期，2村未记）" in card.text


def test_a_town_that_owes_nothing_sees_its_villages(town):
    assert town.say("本月要办").kind == "town_dash"


@pytest.mark.usefixtures("linyi")
def test_one_tap_logs_it_in_every_book_and_one_confirms_it_in_all(stage, town):
    discipline = appoint(stage, Post.TOWN_DISCIPLINE, "1009")
    card = town.do("本月要办", "#记第1条", "#今天 15日")
    assert "2个村" in card.text
    asked = discipline.newest()
    assert asked.kind == "town_confirm"
    assert "已看，同意" not in discipline.tap("已看，同意", asked).buttons
    assert "未记" not in town.say("本镇要办").text
    assert "没有要办" in town.newest().text


@pytest.mark.usefixtures("linyi")
def test_it_can_be_logged_in_one_village_alone(town):
    card = town.do("各村得分", "#示例一村", "#更多办理")
    while "记镇里办的事" not in card.buttons:
        card = town.tap("下一页", card)
    town.do("#记镇里办的事", "#记第1条", "#昨天 14日")
    assert "1村未记" in town.say("本镇要办").text


@pytest.mark.usefixtures("linyi")
def test_what_has_no_day_is_logged_when_it_was_done(town):
    card = town.do("本镇要办", "#记随时办的")
    assert "派员参加" in card.text
    assert town.do("#记第1条", "#今天 15日").kind == "town_logged"


@pytest.mark.usefixtures("linyi")
def test_whose_it_is_not_gets_no_button(stage):
    centre = appoint(stage, Post.TOWN_ASSETS, "1008")
    card = centre.say("本镇要办")
    assert "专项检查" in card.text
    assert "记第1条" not in card.buttons


@pytest.mark.usefixtures("linyi")
def test_a_past_month_is_logged_with_a_day_of_that_month(town):
    card = town.do("本镇要办", "#补记以前的")
    assert "1. 6月乡镇每月专项检查（6月30日止，2村未记）" in card.text
    asked = town.tap("记第1条", card)
    assert "只能补记6月30日" in asked.text
    assert not any("今天" in label for label in asked.buttons)
    logged = town.say("6月26日")
    assert "✓ 已记录：6月乡镇每月专项检查" in logged.text
    assert "2个村" in logged.text
    assert "6月" not in town.do("本镇要办", "#补记以前的").text.splitlines()[1]


@pytest.mark.usefixtures("linyi")
def test_done_after_its_time_it_is_said_to_be_over_and_nothing_is_written(stage, town):
    town.do("本镇要办", "#补记以前的", "#记第1条")
    told = town.say("昨天")
    assert told.kind == "not_now"
    assert "6月乡镇每月专项检查的时间已过" in told.text
    assert "2026年7月14日办的不能记" in told.text
    assert "没有改动" in told.text
    assert "6月乡镇每月专项检查" in town.do("本镇要办", "#补记以前的").text
    with stage.begin() as uow:
        scene = stage.turn(uow, "1003").scene
        rows = [uow.records.of_village(each.village.id, scene.actor.scope)
                for each in town_duties._books(scene, None)]  # fmt: skip
    assert not any(row.duties == ("town-monthly-check",) for of in rows for row in of)


@pytest.mark.usefixtures("linyi")
def test_a_card_from_before_says_that_everybody_has_it_by_now(town):
    old = town.do("本镇要办", "#记第1条")
    town.tap("今天 15日", old)
    again = town.do("本镇要办")
    assert "专项检查" not in again.text
    town.tap_data(f"{old.token}:{old.version}:0")
    assert "✓ 已记录" not in town.newest().text


@pytest.mark.usefixtures("linyi")
def test_the_day_may_be_written_and_is_asked_again_until_it_is_one(town):
    asked = town.do("本镇要办", "#记第1条")
    assert town.say("不知道").kind == "not_read"
    town.say("7月3日")
    assert "✓ 已记录：7月乡镇每月专项检查" in town.card(asked.token).text


@pytest.mark.usefixtures("linyi")
def test_in_one_village_a_past_month_is_logged_there_alone(town):
    card = town.do("各村得分", "#示例一村", "#更多办理")
    while "记镇里办的事" not in card.buttons:
        card = town.tap("下一页", card)
    town.do("#记镇里办的事", "#补记以前的", "#记第1条", "6月26日")
    assert "（6月30日止，1村未记）" in town.do("本镇要办", "#补记以前的").text


@pytest.mark.usefixtures("linyi")
def test_who_is_moved_to_another_town_is_shown_no_village_of_the_old_one(stage, town):
    card = town.do("各村得分", "#示例一村", "#更多办理")
    while "记镇里办的事" not in card.buttons:
        card = town.tap("下一页", card)
    month = town.tap("记镇里办的事", card)
    moved(stage, town)
    with pytest.raises(OutOfScope):
        drawn(stage, town, month)
