from datetime import datetime, time, timedelta

import pytest

from storage.errors import NotFound
from storage.grants import SHANGHAI


def test_a_grant_is_read_back(uow, world):
    row = uow.grants.get(world.clerk_grant)
    assert (row.person_id, row.post, row.place_id) == (world.clerk, "村文书", world.village)


def test_an_unknown_grant_is_not_found(uow):
    with pytest.raises(NotFound, match="职务授权 999999"):
        uow.grants.get(999999)


def test_a_grant_is_active_once_accepted_and_begun(uow, world):
    grant = uow.grants.add(world.clerk, "村党组织书记", world.village, world.today)

    def active(at, day):
        return grant in [row.id for row in uow.grants.active_of(world.clerk, at, day)]

    assert not active(world.now, world.today)
    assert uow.grants.accept(grant, world.now)
    assert active(world.now, world.today)
    assert not active(world.now - timedelta(seconds=1), world.today)
    assert not active(world.now, world.today - timedelta(days=1))


def test_a_grant_ends_at_once(uow, world):
    assert uow.grants.end(world.clerk_grant, world.now)
    assert uow.grants.active_of(world.clerk, world.now, world.today) == []
    assert uow.grants.holders(world.village, ["村文书"], world.today) == []


def test_a_grant_ends_once_and_keeps_when(uow, world):
    uow.grants.end(world.clerk_grant, world.now)
    assert not uow.grants.end(world.clerk_grant, world.now + timedelta(days=1))
    assert uow.grants.get(world.clerk_grant).ended_at == world.now


def test_a_planned_end_can_be_brought_forward_and_not_put_off(uow, world):
    planned = world.now + timedelta(days=5)
    assert uow.grants.end(world.clerk_grant, planned)
    assert not uow.grants.end(world.clerk_grant, planned + timedelta(days=1))
    assert uow.grants.end(world.clerk_grant, world.now)
    assert uow.grants.get(world.clerk_grant).ended_at == world.now


def test_a_grant_whose_end_is_planned_can_be_taken_up_until_then(uow, world):
    grants = [uow.grants.add(world.chair, "村文书", world.village, world.today) for _ in range(2)]
    for grant in grants:
        uow.grants.end(grant, world.now + timedelta(days=5))
    assert uow.grants.accept(grants[0], world.now)
    assert not uow.grants.accept(grants[1], world.now + timedelta(days=5))


def test_a_grant_is_accepted_once(uow, world):
    assert not uow.grants.accept(world.clerk_grant, world.now + timedelta(days=1))
    assert uow.grants.get(world.clerk_grant).accepted_at == world.now


def test_an_ended_grant_cannot_be_accepted(uow, world):
    grant = uow.grants.add(world.chair, "村文书", world.village, world.today)
    uow.grants.end(grant, world.now)
    assert not uow.grants.accept(grant, world.now)


def test_all_grants_of_a_person_are_listed_ended_and_unaccepted_ones_too(uow, world):
    later = uow.grants.add(world.clerk, "村党组织书记", world.village, world.today)
    uow.grants.end(world.clerk_grant, world.now)
    assert [row.id for row in uow.grants.of(world.clerk)] == [world.clerk_grant, later]


def test_holders_are_those_of_the_place_itself_in_one_of_the_posts(uow, world):
    def holders(place, *posts):
        return [row.id for row in uow.grants.holders(place, posts, world.today)]

    assert holders(world.village, "村文书", "村监会主任") == [world.clerk_grant, world.chair_grant]
    assert holders(world.village, "镇清廉办") == []
    assert holders(world.town, "镇清廉办") == [world.official_grant]


def test_who_has_not_accepted_or_not_begun_holds_no_post(uow, world):
    uow.grants.add(world.clerk, "村党组织书记", world.village, world.today)
    later = uow.grants.add(
        world.chair, "村党组织书记", world.village, world.today + timedelta(days=1)
    )
    uow.grants.accept(later, world.now)
    assert uow.grants.holders(world.village, ["村党组织书记"], world.today) == []


def test_an_end_on_a_later_day_leaves_the_holder_in_his_post_until_then(uow, world):
    midnight = datetime.combine(world.today + timedelta(days=2), time(), SHANGHAI)
    uow.grants.end(world.clerk_grant, midnight)

    def held(days):
        day = world.today + timedelta(days=days)
        return bool(uow.grants.holders(world.village, ["村文书"], day))

    assert (held(0), held(1), held(2)) == (True, True, False)


def test_every_grant_of_a_place_is_found_whatever_became_of_it(uow, world):
    new = (world.clerk, "村党组织书记", world.village, world.today)
    grant = uow.grants.add(*new, replaces_id=world.clerk_grant)
    uow.grants.end(world.clerk_grant, world.now)
    found = {row.id: row for row in uow.grants.of_place(world.village)}
    assert found[world.clerk_grant].ended_at == world.now
    assert found[grant].replaces_id == world.clerk_grant


def test_what_nobody_has_taken_up_is_waiting_until_it_ends(uow, world):
    before = len(uow.grants.waiting())
    grant = uow.grants.add(world.clerk, "村党组织书记", world.village, world.today)
    assert len(uow.grants.waiting()) == before + 1
    uow.grants.end(grant, world.now)
    assert len(uow.grants.waiting()) == before


def test_while_somebody_is_on_leave_his_stand_in_answers_for_him(uow, world):
    def answering(days):
        day = world.today + timedelta(days=days)
        return [row.id for row in uow.grants.holders(world.village, ["村文书"], day)]

    first = world.today + timedelta(days=1)
    post = (world.chair, "村文书", world.village, first)
    standing_in = uow.grants.add(*post, stands_in_for_id=world.clerk_grant)
    assert answering(1) == [world.clerk_grant]
    uow.grants.accept(standing_in, world.now)
    uow.grants.end(standing_in, datetime.combine(first + timedelta(days=2), time(), SHANGHAI))
    assert [answering(days) for days in range(4)] == [
        [world.clerk_grant], [standing_in], [standing_in], [world.clerk_grant]]  # fmt: skip


def test_who_stands_in_is_known_until_it_is_over(uow, world):
    post = (world.chair, "村文书", world.village, world.today)
    standing_in = uow.grants.add(*post, stands_in_for_id=world.clerk_grant)
    assert [row.id for row in uow.grants.stand_ins(world.clerk_grant, world.now)] == [standing_in]
    uow.grants.end(standing_in, world.now)
    assert uow.grants.stand_ins(world.clerk_grant, world.now) == []
