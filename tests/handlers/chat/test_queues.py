"""One card for what waits, whoever adds to it."""

import pytest

from handlers.chat.queues import lay_before
from rubric.posts import Post


@pytest.fixture
def told(stage):
    """Lay something before the town office, whose queue of tasks is empty or not."""

    def told():
        with stage.begin() as uow:
            scene = stage.turn(uow, "1001").scene
            town = uow.places.town_of(scene.actor.place_id)
            office = uow.grants.holders(town.id, (Post.TOWN_OFFICE,), scene.today)
            lay_before(scene, [*office, *office], "task_check", "task.accept")

    return told


def test_an_idle_card_gives_way_to_a_new_one_and_a_chat_is_told_once(told, town):
    told()
    told()
    assert [card.kind for card in town.cards()] == ["task_check", "task_check"]


def test_a_card_that_waits_for_an_answer_is_drawn_anew(told, town, secretary):
    town.do("布置任务", "报送自查情况", "#布置")
    secretary.do("#已办，报完成", "已办")
    before = town.newest()
    told()
    assert (town.newest().token, town.newest().version) == (before.token, before.version + 1)
