"""Binding by link or code, once, by the right person."""

from datetime import timedelta

import pytest

from handlers.services import bind
from rubric.posts import Post


@pytest.fixture
def code(stage):
    """A fresh code for a new supervisor."""
    with stage.begin() as uow:
        account = uow.people.account_of("1001")
        place = uow.grants.active_of(account.person_id, stage.now, stage.now.date())[0].place_id
        person = uow.people.add("甲")
        grant = uow.grants.add(person, Post.SUPERVISOR, place, stage.now.date())
        return bind.invite(uow, uow.grants.get(grant), stage.now, typed=True).text


def test_the_right_person_is_bound_and_greeted_with_his_keys(stage, code):
    phone = stage.phone("7001")
    assert "是您本人吗？" in phone.say(code).text
    phone.tap("是我本人")
    assert phone.newest().kind == "bind_ok"
    assert phone.cards()[0].buttons == {}
    assert phone.say("你好").kind == "home_supervisors"


def test_whoever_writes_that_it_is_him_is_bound(stage, code):
    phone = stage.phone("7001")
    assert phone.do(code, "是我本人").kind == "bind_ok"


@pytest.mark.parametrize("said", ["对的", "你好"])
def test_whatever_else_is_written_the_question_is_shown_once_more(stage, code, said):
    phone = stage.phone("7001")
    assert phone.do(code, said).kind == "bind_confirm"
    assert len(phone.cards()) == len((code, said))
    assert phone.do("#不是我", "是我本人").kind == "start_unbound"


NOTICES = {
    "2026-11-22": "只记您的姓名、职务和报送的工作，用于考核；消息经境外的 Telegram 传送；"
    "发“我的信息”可查看、更正、注销。"
}
"""What people agreed to, by version: a text that is changed is a new version."""


def test_before_the_first_use_one_reads_what_is_kept_and_agrees_by_the_tap_that_binds(stage, code):
    phone = stage.phone("7001")
    asked = phone.say(code)
    assert f"点“是我本人”即同意：{NOTICES[bind.NOTICE_VERSION]}" in asked.text
    assert "同意" not in phone.tap("是我本人", asked).text
    with stage.begin() as uow:
        person = uow.people.account_of("7001").person_id
        assert uow.people.agreed(person) == stage.now
    assert "（7月15日已告知并同意）" in phone.say("我的信息").text


def test_whoever_says_it_is_not_him_agrees_to_nothing(stage, code):
    phone = stage.phone("7001")
    phone.say(code)
    phone.tap("不是我")
    with stage.begin() as uow:
        assert "consent" not in {name for name, rows in uow.whole.counts().items() if rows}


def test_no_code_that_was_sent_is_kept_as_it_was_sent(stage, code):
    phone = stage.phone("7001")
    phone.say(code)
    with stage.begin() as uow:
        (row,) = (row for row in uow.inbox.take(stage.now, 100) if row.sender == "7001")
    assert row.body == {}


def test_the_wrong_person_burns_it_and_the_town_is_told(stage, code, town):
    phone = stage.phone("7001")
    phone.say(code)
    assert phone.tap("不是我").kind == "bind_declined"
    assert town.newest().kind == "bind_burned"
    assert "已被使用" in phone.say(code).text


def test_a_code_is_used_once(stage, code):
    first, second = stage.phone("7001"), stage.phone("7002")
    second.say(code)
    first.do(code, "#是我本人")
    second.tap("是我本人")
    assert "已被使用" in second.newest().text


def test_an_old_code_is_refused(stage, code):
    stage.now += timedelta(days=16)
    assert "已过期" in stage.phone("7001").say(code).text


def test_guessing_is_stopped(stage):
    phone = stage.phone("7001")
    for number in range(5):
        phone.say(f"1234567{number}")
    assert "次数太多" in phone.say("12345679").text
