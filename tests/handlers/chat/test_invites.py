"""Invitations from a town's chat: their secrets are in no row, and on the screen all the same."""

import json
from datetime import timedelta

import pytest
from sqlalchemy import select

from handlers.chat.bind import present
from handlers.services.invitations import SPENT, told
from rubric.posts import Post
from storage.settings import BOT_NAME
from storage.tables import metadata
from tests.handlers.limits import faults


@pytest.fixture(autouse=True)
def _named(stage):
    with stage.begin() as uow:
        uow.settings.put(BOT_NAME, "example_bot")


def last_payload(stage, phone):
    outbox = metadata.tables["outbox"]
    with stage.begin() as uow:
        rows = uow._connection.execute(
            select(outbox.c.payload).where(outbox.c.chat_id == phone.id).order_by(outbox.c.id)
        )
        return rows.scalars().all()[-1]


def filled(stage, phone) -> str:
    payload = last_payload(stage, phone)
    with stage.begin() as uow:
        return told(uow, payload["text"], payload.get("secrets", {}), stage.now)


def code_of(text: str) -> str:
    return text.split("绑定码 ")[1].split("，", maxsplit=1)[0]


def link_of(text: str) -> str:
    return text.split("?start=")[1].split(maxsplit=1)[0]


def everything(stage) -> str:
    """Whatever the database holds."""
    with stage.begin() as uow:
        rows = [
            list(map(repr, uow._connection.execute(select(table)).all()))
            for table in metadata.tables.values()
        ]
    return json.dumps(rows)


@pytest.fixture
def sent(town):
    """The clerk of the first village is invited."""
    village = town.tap("示例一村", town.say("人员"))
    return town.tap("发邀请", town.tap("2 示例文书", village))


def test_an_invitation_shows_a_link_and_a_code_and_until_when(stage, town, sent):
    text = filled(stage, town)
    assert len(link_of(text)) == 32
    assert len(code_of(text).replace(" ", "")) == 8
    assert "7月18日 9:30前有效" in text
    assert "7月30日 9:30前有效" in text
    assert sent.rows == [["返回", "回首页"]]


@pytest.mark.usefixtures("sent")
def test_whoever_has_the_database_has_no_secret(stage, town):
    text = filled(stage, town)
    kept = everything(stage)
    code = code_of(text)
    assert not any(secret in kept for secret in (link_of(text), code, code.replace(" ", "")))


@pytest.mark.usefixtures("sent")
@pytest.mark.parametrize("way", [code_of, link_of])
def test_either_way_binds_the_person_and_the_card_is_worth_nothing_after(stage, town, way):
    secret = way(filled(stage, town))
    phone = stage.phone("7001")
    with stage.begin() as uow:
        present(stage.turn(uow, "7001"), secret)
    phone.tap("是我本人")
    assert phone.say("你好").kind == "home_secretary"
    assert filled(stage, town).count(SPENT) == 2


@pytest.mark.usefixtures("sent")
def test_a_second_invitation_makes_the_first_worthless(stage, town):
    first = code_of(filled(stage, town))
    town.do("人员", "#示例一村", "#2 示例文书", "#发邀请")
    assert "已被使用" in stage.phone("7001").say(first).text


@pytest.mark.usefixtures("sent")
def test_an_old_message_that_goes_out_late_tells_no_secret(stage, town):
    stage.now += timedelta(days=16)
    assert filled(stage, town).count(SPENT) == 2


def test_all_of_a_village_without_a_phone_get_a_code_each(stage, town):
    village = town.tap("示例二村", town.say("人员"))
    card = town.tap("都发邀请", village)
    lines = filled(stage, town).splitlines()[1:-1]
    assert [line.split("　")[0] for line in lines] == [
        "村党组织书记", "村文书", "村监会主任", "村监会成员"]  # fmt: skip
    code = lines[1].split("　")[2]
    assert stage.phone("7001").say(code).text.count("村文书") == 1
    assert card.rows[-1] == ["回首页"]


def test_where_all_are_bound_none_is_sent(stage, town):
    with stage.begin() as uow:
        place = uow.places.villages_of(uow.places.towns()[0].id)[2]
        for number, grant in enumerate(uow.grants.of_place(place.id)):
            uow.people.bind(grant.person_id, f"80{number}", f"80{number}", stage.now)
    village = town.tap("示例三村", town.say("人员"))
    assert "都已绑定" in town.tap("都发邀请", village).text


# --- the same person on a new phone ---------------------------------------------------------------


def test_a_new_phone_takes_two_acts_on_it_and_the_old_one_is_told(stage, secretary):
    receipt = secretary.say("今天支委会，5人参加")
    secretary.tap("换手机", secretary.say("我的信息"))
    code = code_of(filled(stage, secretary))
    new = stage.phone("7001")
    assert "原来的手机随即停用" in new.say(code).text
    new.tap("是我本人")
    assert new.say("你好").kind == "home_secretary"
    assert "已改在另一部手机上使用" in secretary.newest().text
    secretary.tap("撤销", receipt)
    assert "已改在另一部手机上使用" in secretary.newest().text
    assert secretary.say("看得分").kind == "start_unbound"


def test_what_waited_for_the_old_phone_does_not_reach_it(stage, secretary, chair):
    stage.now += timedelta(hours=12)
    secretary.tap("换手机", secretary.say("我的信息"))
    code = code_of(filled(stage, secretary))
    chair.say("发现6月第8号凭证没有联审联签")
    new = stage.phone("7001")
    new.say(code)
    new.tap("是我本人")
    with stage.begin() as uow:
        due = uow.outbox.due(stage.now + timedelta(days=1), 500)
    texts = [row.payload["text"] for row in due if row.chat_id == secretary.id]
    assert len(texts) == 1
    assert "另一部手机" in texts[0]


def test_the_old_phone_can_be_bound_again(stage, secretary):
    secretary.tap("换手机", secretary.say("我的信息"))
    code = code_of(filled(stage, secretary))
    new = stage.phone("7001")
    new.do(code, "#是我本人")
    new.tap("换手机", new.say("我的信息"))
    secretary.do(code_of(filled(stage, new)), "#是我本人")
    assert secretary.say("你好").kind == "home_secretary"
    assert new.say("你好").kind == "start_unbound"


def test_with_its_secrets_in_place_the_longest_card_keeps_the_limits(stage, town):
    with stage.begin() as uow:
        uow.settings.put(BOT_NAME, "b" * 32)
        place = uow.places.villages_of(uow.places.towns()[0].id)[8].id
        for grant in uow.grants.of_place(place):
            uow.grants.end(grant.id, stage.now)
        long = uow.people.add("黄" * 20)
        uow.grants.add(long, Post.SECRETARY, place, stage.now.date())
        for _ in range(4):
            uow.grants.add(uow.people.add("黄" * 20), Post.SECRETARY, place, stage.now.date())
    card = town.do("人员", "#下一页", "#示例九村", "#1 黄黄黄黄黄黄黄黄…", "#发邀请")
    assert not faults(filled(stage, town), card.rows, town=True)
    card = town.do("人员", "#下一页", "#示例九村", "#都发邀请")
    assert not faults(filled(stage, town), card.rows, town=True)
