"""A town sees who is bound, village by village, and nobody is ranked; a lost phone is shut out."""

import pytest

from demo.seed import PHONES
from rubric.posts import Post

SECRETARY = PHONES[Post.SECRETARY]


@pytest.fixture
def village(town):
    """The card with the people of the first village."""
    return town.tap("示例一村", town.say("人员"))


@pytest.fixture
def his(town, village):
    """The card of its secretary."""
    return town.tap("1 示例书记", village)


def test_progress_is_told_in_the_order_of_founding_not_of_numbers(town):
    text = town.say("人员").text
    assert "已绑定 2 人，未绑定 38 人" in text
    places = [line for line in text.splitlines() if line.startswith("○")]
    assert [line.split("　")[0] for line in places] == [
        f"○ 示例{number}村" for number in "一二三四五六"
    ]


def test_a_village_shows_each_post_and_whether_its_holder_is_bound(village):
    told = [line.split("　") for line in village.text.splitlines()[1:5]]
    assert [(mark, post) for _, mark, post, _ in told] == [
        ("✓ 已绑定", "村党组织书记"),
        ("○ 未绑定", "村文书"),
        ("✓ 已绑定", "村监会主任"),
        ("○ 未绑定", "村监会成员"),
    ]


@pytest.mark.parametrize("who", ["secretary", "chair"])
def test_a_village_does_not_see_who_is_bound(request, who):
    assert request.getfixturevalue(who).say("人员").kind == "denied"


def test_a_lost_phone_is_shut_out_at_once_and_says_why(stage, town, secretary, his):
    receipt = secretary.say("今天支委会，5人参加")
    done = town.tap("停用", town.tap("停用手机", his))
    assert (done.kind, "还没有绑定手机" in done.text) == ("person", True)
    assert "已由镇里停用" in secretary.newest().text
    for act in (lambda: secretary.tap("撤销", receipt), lambda: secretary.say("昨天党课，9人")):
        act()
        assert (secretary.newest().kind, "停用" in secretary.newest().text) == (
            "start_unbound", True)  # fmt: skip
    with stage.begin() as uow:
        assert uow.people.account_of(SECRETARY) is None


def test_stopping_a_phone_is_asked_once_more_and_can_be_left(town, secretary, his):
    asked = town.tap("停用手机", his)
    assert "马上不能再看、再办" in asked.text
    town.tap("返回", asked)
    assert secretary.say("你好").kind == "home_secretary"


def test_a_post_that_nobody_holds_is_shown_and_can_be_filled(stage, town):
    with stage.begin() as uow:
        place = uow.places.villages_of(uow.places.towns()[0].id)[0].id
        (clerk,) = uow.grants.holders(place, [Post.CLERK], stage.now.date())
        uow.grants.end(clerk.id, stage.now)
    card = town.tap("示例一村", town.say("人员"))
    assert "○ 空缺　村文书" in card.text
    town.tap("2 指定人员", card)
    assert town.say("示例新文书").kind == "invite_sent"


def test_the_card_of_a_post_that_has_ended_shows_its_place(stage, town, his):
    with stage.begin() as uow:
        account = uow.people.account_of(SECRETARY)
        (grant,) = uow.grants.active_of(account.person_id, stage.now, stage.now.date())
        uow.grants.end(grant.id, stage.now)
    town.tap("停用手机", his)
    assert "空缺　村党组织书记" in town.tap("返回", town.card(his.token)).text


def test_whoever_is_of_another_town_is_refused(stage, town, his):
    with stage.begin() as uow:
        account = uow.people.account_of(PHONES[Post.TOWN_OFFICE])
        (grant,) = uow.grants.active_of(account.person_id, stage.now, stage.now.date())
        other = uow.places.add("town", "另一镇", uow.places.city().id)
        uow.grants.end(grant.id, stage.now)
        new = uow.grants.add(account.person_id, Post.TOWN_OFFICE, other, stage.now.date())
        uow.grants.accept(new, stage.now)
    town.tap("停用手机", his)
    assert town.newest().kind == "denied"


def test_who_blocked_the_bot_is_shown_to_the_town_wherever_it_looks(stage, town):
    with stage.begin() as uow:
        uow.people.unreachable(SECRETARY, stage.now)
    progress = town.say("人员")
    assert "收不到消息 1 人" in progress.text
    assert "！ 示例一村" in progress.text
    village = town.tap("示例一村", progress)
    assert "！ 收不到消息　村党组织书记" in village.text
    card = town.tap("1 示例书记", village)
    assert "消息送不到他" in card.text
    assert "换手机" in card.buttons


def test_who_comes_back_is_shown_as_bound_again(stage, town):
    with stage.begin() as uow:
        uow.people.unreachable(SECRETARY, stage.now)
        uow.people.unreachable(SECRETARY, None)
    assert "收不到" not in town.say("人员").text
