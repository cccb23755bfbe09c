"""Refused in one post: the words are kept for another that the same person holds."""

from datetime import timedelta

import pytest

from rubric.posts import Post
from tests.handlers.cast import SINCE, appoint, village_of

LOG = "昨天支委会，5人"


@pytest.fixture
def both(stage):
    """Secretary of the second village, and in the town's office."""
    phone = appoint(stage, Post.SECRETARY, "8801", "示例二村")
    also(stage, phone, Post.TOWN_OFFICE)
    return phone


def also(stage, phone, post, village=None):
    with stage.begin() as uow:
        person = uow.people.account_of(phone.id).person_id
        place = village_of(uow, village) if village else uow.places.towns()[0].id
        uow.grants.accept(uow.grants.add(person, post, place, SINCE), stage.now)


def test_a_key_of_another_post_is_opened_with_one_tap(both):
    refused = both.say("看逾期")
    assert (refused.kind, "看逾期" in refused.text) == ("denied", True)
    both.tap("以镇清廉办办理", refused)
    assert both.newest().kind == "town_late"


def test_a_sentence_is_done_without_being_sent_again(both):
    both.do("看逾期", "#以镇清廉办办理")
    both.do(LOG, "#以村党组织书记办理")
    saved = both.newest()
    assert (saved.kind, "7月14日" in saved.text, "5人" in saved.text) == ("log_saved", True, True)


def test_what_yesterday_meant_is_told_by_when_it_was_written(stage, both):
    both.do("看逾期", "#以镇清廉办办理")
    stage.now = stage.now.replace(hour=22)
    refused = both.say(LOG)
    stage.now += timedelta(hours=4)
    both.tap("以村党组织书记办理", refused)
    assert "7月14日" in both.newest().text


def test_after_half_a_day_only_the_post_is_offered(stage, both):
    both.do("看逾期", "#以镇清廉办办理")
    refused = both.say(LOG)
    stage.now += timedelta(hours=12)
    late = both.tap("以村党组织书记办理", refused)
    assert (late.kind, "再办一次" in late.text) == ("denied", True)
    assert both.tap("示例二村村党组织书记", late).kind == "me"
    assert both.newest().kind == "welcome"


def test_the_same_post_in_two_villages_is_told_by_its_village(stage, both):
    also(stage, both, Post.SECRETARY, "示例三村")
    both.do("看逾期", "#以镇清廉办办理")
    refused = both.say(LOG)
    assert {"示例二村村党组织书记", "示例三村村党组织书记"} <= set(refused.buttons)
    both.tap("示例三村村党组织书记", refused)
    assert both.newest().kind == "log_saved"


def test_whoever_has_no_other_post_for_it_is_told_whom_to_call(secretary):
    refused = secretary.say("看逾期")
    assert list(refused.buttons) == ["回首页"]
    assert "请联系" in refused.text


def test_a_button_that_is_refused_offers_the_post_alone(both, secretary):
    home = both.do("看逾期", "#以镇清廉办办理", "发现问题")
    both.do("我的信息", "#示例二村村党组织书记")
    both.tap("示例一村", home)
    assert "示例一村" not in both.newest().text
    assert secretary.cards() == []
