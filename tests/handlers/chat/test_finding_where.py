"""发现问题 above the village: the village first, then at once the finding."""

import pytest

from rubric.posts import Post
from tests.handlers.cast import appoint


def test_the_village_leads_straight_to_the_finding(town, secretary):
    card = town.say("发现问题")
    assert "点村名，写发现的问题。" in card.text
    assert town.tap("示例一村", card).kind == "finding_new"
    assert town.say("公开栏玻璃破损").kind == "finding_raised"
    assert "公开栏玻璃破损" in secretary.newest().text


def test_what_was_written_first_waits_for_the_village(town, secretary):
    card = town.say("发现公开栏玻璃破损")
    assert "还没有报出" in card.text
    assert secretary.cards() == []
    assert town.tap("示例一村", card).kind == "finding_raised"
    assert "公开栏玻璃破损" in secretary.newest().text


@pytest.mark.parametrize("said", ["发现问题", "发现公开栏玻璃破损"])
def test_the_villages_go_round(town, said):
    card = town.say(said)
    turned = town.tap("下一页", card)
    assert turned.kind == "finding_where"
    assert turned.rows != card.rows


def test_who_may_not_is_told_who_does(stage):
    with stage.begin() as uow:
        place = uow.places.towns()[0].id
        (grant,) = uow.grants.holders(place, (Post.TOWN_ASSETS,), stage.now.date())
        uow.people.bind(grant.person_id, "1005", "1005", stage.now)
    card = stage.phone("1005").say("发现问题")
    assert card.kind == "denied"
    assert "镇清廉办" in card.text
    assert "村文书" not in card.text


def test_the_city_finds_too(stage):
    city = appoint(stage, Post.CITY_AGRICULTURE, "1006")
    assert city.say("发现问题").kind == "finding_where"
