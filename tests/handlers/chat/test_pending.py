"""待办 on a home card: what waits for this post, and the way to the first of it."""

from datetime import date

import pytest
from sqlalchemy import event

from handlers.chat.pending import KINDS, pending
from rubric.posts import Post
from tests.handlers.cast import appoint, enrol, village_of


@pytest.fixture
def discipline(stage):
    return appoint(stage, Post.TOWN_DISCIPLINE, "1009")


def signed(stage, phone):
    with stage.begin() as uow:
        return stage.turn(uow, phone).scene.act().signed


def honoured(stage):
    """The secretary reported an honour."""
    signs = signed(stage, "1001")
    with stage.begin() as uow:
        scheme = stage.schemes["wenling-2022"]
        kind = next(iter(scheme.honours))
        told = {"kind": kind, "on_day": date(2026, 6, 1), "piece": "", "source": ""}
        uow.facts.state("honour", village_of(uow), **told, **signs)


def test_nothing_waits_and_nothing_is_told(chair, town, secretary):
    for phone in (chair, town, secretary):
        assert "待办" not in phone.say("你好").text


def test_an_honour_waits_for_the_town_and_is_the_first_button(stage, town, discipline, chair):
    honoured(stage)
    card = town.say("你好")
    assert "待办：确认加分1。" in card.text
    assert card.rows[0] == ["确认加分（1）"]
    assert town.tap("确认加分（1）", card).kind == "honour_queue"
    assert "待办：确认加分1。" in discipline.say("你好").text
    assert "待办" not in chair.say("你好").text


def test_what_the_village_states_of_itself_waits_for_its_supervisors_and_the_town(
    stage, chair, town
):
    signs = signed(stage, "1001")
    with stage.begin() as uow:
        for day in (1, 2):
            said = {"name": "integrity-sites", "value": 3, "seen_on": date(2026, 7, day)}
            uow.facts.state("state", village_of(uow), **said, **signs)
    card = chair.say("你好")
    assert "待办：核对现状1。" in card.text
    assert card.rows[0] == ["核对现状（1）"]
    assert "去确认" not in card.buttons
    assert chair.tap("核对现状（1）", card).kind == "state_check"
    assert "核对现状1" in town.say("你好").text
    assert town.tap("核对现状（1）").kind == "state_check"


def test_records_come_first_with_the_supervisors(secretary, chair):
    secretary.say("昨天支委会，5人参加")
    secretary.do("重大事项", "#新的重大事项决策", "村道硬化")
    secretary.do("#记 提议", "#今天 15日", "#办结", "#仍然办结")
    card = chair.say("你好")
    assert card.rows[:2] == [["去确认"], ["确认重大事项（1）"]]
    assert "待您确认 1 件" in card.text
    assert "待办：确认重大事项1。" in card.text


def test_a_task_waits_for_the_village_and_then_for_the_town(town, secretary):
    town.do("布置任务", "报送自查情况", "#布置")
    card = secretary.say("你好")
    assert "待办：办镇里布置1。" in card.text
    assert secretary.tap("办镇里布置（1）", card).kind == "task_list"
    secretary.do("你好", "#办镇里布置（1）")
    secretary.do("#看第1项", "#已办，报完成", "已办")
    assert "待办" not in secretary.say("你好").text
    assert "待办：验收任务" in town.say("你好").text


def test_a_voice_waits_for_the_office_that_answers(secretary, town, discipline):
    secretary.say("建议按钮大一点")
    assert "待办：答复意见建议1。" in town.say("你好").text
    assert "待办" not in discipline.say("你好").text


def test_nobody_is_told_of_a_kind_that_is_another_posts(stage):
    for kind in KINDS:
        assert kind.posts
    centre = appoint(stage, Post.TOWN_ASSETS, "1008")
    honoured(stage)
    assert "待办" not in centre.say("你好").text


def test_more_villages_cost_no_more_queries(stage):
    honoured(stage)

    def queries():
        asked = []
        with stage.begin() as uow:
            scene = stage.turn(uow, "1003").scene
            for village in uow.places.villages_of(scene.actor.place_id):
                scene.book(village.id)
            connection = uow._connection
            listen = lambda *args: asked.append(args[2])  # noqa: E731
            event.listen(connection, "before_cursor_execute", listen)
            pending(scene)
            event.remove(connection, "before_cursor_execute", listen)
        return len(asked)

    before = queries()
    with stage.begin() as uow:
        parent = uow.places.towns()[0].id
        names = [f"新{number}村" for number in range(20)]
        for name in names:
            uow.places.add("village", name, parent)
    for name in names[:5]:
        enrol(stage, "wenling-2022", village=name)
    assert queries() == before
