"""Which card of a finding a person is shown, and on whose phones it changes."""

import pytest

from handlers.chat import finding_cards
from rubric.posts import Post
from storage.scope import Scope


@pytest.fixture
def found(chair):
    return chair.do("发现问题", "围栏破损")


def row(uow):
    return uow.findings.unended(Scope.tick())[0]


def kinds(stage, *phones):
    with stage.begin() as uow:
        scenes = [stage.turn(uow, phone.id).scene for phone in phones]
        return [finding_cards.kind_for(scene, row(uow)) for scene in scenes]


@pytest.mark.usefixtures("found")
def test_each_sees_the_card_with_what_he_can_do(stage, chair, secretary, town):
    assert kinds(stage, chair, secretary, town) == [
        "finding_raised", "finding_assigned", "finding_raised",
    ]  # fmt: skip
    secretary.do("#申请延期", "等材料")
    assert kinds(stage, chair) == ["finding_delay"]
    secretary.tap("已整改", secretary.newest())
    secretary.say("已修好")
    assert kinds(stage, chair, town) == ["finding_check", "finding_check"]
    secretary.tap("有异议", secretary.newest())
    secretary.say("本来就是好的")
    assert kinds(stage, chair, secretary) == ["finding_dispute", "finding_assigned"]


@pytest.mark.usefixtures("found")
def test_where_the_finder_has_left_his_successor_or_the_town_is_told(stage, secretary, town):
    with stage.begin() as uow:
        (grant,) = uow.grants.holders(
            row(uow).village_id, (Post.SUPERVISOR_CHAIR,), stage.now.date()
        )
        uow.grants.end(grant.id, stage.now)
    secretary.do("#已整改", "已修好")
    assert town.newest().kind == "finding_check"


def test_the_villages_other_cards_are_left_alone(found, chair, secretary):
    first = secretary.newest()
    chair.do("发现问题", "路灯不亮")
    chair.tap("改到8月12日", chair.tap("改期限", found))
    assert secretary.newest().token != first.token
    assert "期限 8月12日" in secretary.newest().text
    assert "围栏破损" in secretary.newest().text
