"""请假代办: somebody stands in, is reminded and acts; the absent one is left in peace."""

from datetime import date

import pytest

from handlers.services.errors import Denied
from rubric.posts import Post
from storage.scope import Scope
from tests.handlers.cast import drawn, moved
from tests.handlers.chat.test_invites import code_of, filled
from tests.handlers.chat.test_notices import at, told


@pytest.fixture
def clerk(stage):
    """The clerk of the first village, bound."""
    with stage.begin() as uow:
        place = uow.places.villages_of(uow.places.towns()[0].id)[0].id
        (grant,) = uow.grants.holders(place, [Post.CLERK], stage.now.date())
        uow.people.bind(grant.person_id, "7002", "7002", stage.now)
    return stage.phone("7002")


@pytest.fixture
def away(secretary, clerk):
    """The secretary is away for seven days, and the clerk stands in."""
    assert clerk
    secretary.tap("请假代办", secretary.say("我的信息"))
    secretary.tap("7天")
    return secretary.tap("1 示例文书")


def as_secretary(clerk):
    """The clerk turns to the post he stands in for."""
    me = clerk.say("我的信息")
    return clerk.tap("示例一村村党组织书记", me)


def test_three_taps_and_the_stand_in_is_told(away, clerk):
    assert away.kind == "leave_set"
    assert "7月15日至7月21日请假，由示例文书代办" in away.text
    assert "请您代办：示例一村　村党组织书记（示例书记请假）" in clerk.newest().text


@pytest.mark.usefixtures("away")
def test_the_stand_in_acts_in_the_post_and_the_record_is_his(stage, clerk):
    card = as_secretary(clerk)
    assert "代办，7月15日至7月21日" in card.text
    clerk.say("今天支委会，5人参加")
    with stage.begin() as uow:
        place = uow.places.villages_of(uow.places.towns()[0].id)[0].id
        record = uow.records.of_village(place, Scope.tick())[-1]
        grant = uow.grants.get(record.author_grant_id)
        assert uow.people.get(record.author_id).name == "示例文书"
    assert (grant.post, grant.stands_in_for_id is not None) == (Post.SECRETARY, True)


@pytest.mark.usefixtures("away")
def test_reminders_go_to_the_stand_in_and_come_back_after(stage, secretary, clerk):
    at(stage, date(2026, 7, 16))
    assert (len(told(secretary)), len(told(clerk)) >= 1) == (0, True)
    at(stage, date(2026, 7, 22))
    assert len(told(secretary)) == 1


@pytest.mark.usefixtures("away")
def test_it_ends_by_itself(stage, clerk):
    as_secretary(clerk)
    at(stage, date(2026, 7, 22))
    assert "示例一村村党组织书记" not in clerk.say("我的信息").buttons


@pytest.mark.usefixtures("away")
def test_it_can_be_ended_early_and_the_stand_in_is_told(secretary, clerk):
    secretary.tap("结束请假", secretary.say("我的信息"))
    assert "已结束" in secretary.newest().text
    assert "已结束" in clerk.newest().text
    assert "请假代办" in secretary.say("我的信息").buttons
    assert "示例一村村党组织书记" not in clerk.say("我的信息").buttons


@pytest.mark.usefixtures("away")
def test_the_absent_one_keeps_his_post(secretary):
    assert secretary.say("今天支委会，5人参加").kind == "log_saved"


def test_days_may_be_typed(secretary, clerk):
    assert clerk
    secretary.tap("请假代办", secretary.say("我的信息"))
    asked = secretary.say("7月20日至25日")
    assert (asked.kind, "请假　7月20日至7月25日" in asked.text) == ("leave_who", True)


def test_words_that_are_no_days_are_asked_for_again(secretary):
    secretary.tap("请假代办", secretary.say("我的信息"))
    assert secretary.say("有点事").kind == "not_read"


def test_somebody_new_gets_an_invitation_and_stands_in_once_he_is_bound(stage, secretary):
    secretary.tap("请假代办", secretary.say("我的信息"))
    secretary.tap("3天")
    secretary.tap("其他人")
    sent = secretary.say("示例代办人")
    assert (sent.kind, "代办：示例一村" in sent.text) == ("invite_sent", True)
    new = stage.phone("7001")
    new.do(code_of(filled(stage, secretary)), "#是我本人")
    assert new.say("你好").kind == "home_secretary"
    assert secretary.say("你好").kind == "home_secretary"


def test_a_supervisor_does_not_stand_in_for_a_secretary(secretary):
    secretary.tap("请假代办", secretary.say("我的信息"))
    card = secretary.tap("7天")
    assert not any("监会" in label for label in card.buttons)
    secretary.tap("其他人", card)
    refused = secretary.say("示例监会主任")
    assert (refused.kind, "要分开" in refused.text) == ("leave_refused", True)


def test_the_town_arranges_it_and_both_are_told(town, secretary, clerk):
    his = town.tap("1 示例书记", town.tap("示例一村", town.say("人员")))
    town.tap("请假代办", his)
    town.tap("3天")
    town.tap("1 示例文书")
    assert "请您代办" in clerk.newest().text
    assert "不再提醒您" in secretary.newest().text
    his = town.tap("1 示例书记", town.tap("示例一村", town.say("人员")))
    assert "由示例文书代办" in his.text
    assert town.tap("结束请假", his).text.startswith("✓ 请假代办已结束")


def test_a_second_leave_at_once_is_refused(town, secretary, away):
    assert away
    card = secretary.tap("回首页", away)
    assert card.kind == "home_secretary"
    his = town.tap("1 示例书记", town.tap("示例一村", town.say("人员")))
    assert "请假代办" not in his.buttons


def test_somebody_new_is_not_kept_where_his_leave_is_refused(stage, secretary):
    secretary.do("我的信息", "#请假代办")
    secretary.do("7月20日至12月25日", "#其他人")
    with stage.begin() as uow:
        known = uow.people.all()
    assert secretary.say("示例代办人").kind == "leave_refused"
    with stage.begin() as uow:
        assert uow.people.all() == known


def test_who_is_moved_sees_nothing_of_the_leave_he_began(stage, secretary):
    days = secretary.do("我的信息", "#请假代办")
    moved(stage, secretary)
    with pytest.raises(Denied):
        drawn(stage, secretary, days)
