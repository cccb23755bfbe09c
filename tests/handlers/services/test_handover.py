from datetime import timedelta

import pytest

from handlers.services import handover
from rubric.posts import Post
from tests.handlers.services.hall import NOW, TODAY, moment

AUGUST = moment(2026, 8, 1, 0)


def named(hall, post=Post.SECRETARY, starts_on=TODAY, replaces=None):
    """Somebody who is to take up a post in the first village."""
    grant = hall.uow.grants.add(
        hall.person("示例新"), post, hall.places["first"], starts_on, replaces
    )
    return hall.uow.grants.get(grant)


def active(hall, grant, at=NOW) -> bool:
    held = hall.uow.grants.active_of(grant.person_id, at, at.date())
    return grant.id in [each.id for each in held]


def said_to(hall, grant, not_before=None) -> int:
    return hall.uow.outbox.put(
        "1001", "send", {}, 2, grant_id=grant.id, not_before=not_before, at=NOW
    )


def open_messages(hall, at=NOW) -> list[int]:
    return [row.id for row in hall.uow.outbox.due(at, 10)]


def test_who_takes_up_a_post_for_one_takes_it_over_at_once(hall, secretary):
    new = named(hall)
    assert handover.take_up(hall.uow, new, NOW) == [secretary]
    assert (active(hall, new), active(hall, secretary)) == (True, False)


def test_a_post_for_several_is_taken_over_only_from_whom_it_names(hall, member):
    other = hall.appoint(Post.SUPERVISOR)
    new = named(hall, Post.SUPERVISOR, replaces=member.id)
    assert handover.take_up(hall.uow, new, NOW) == [member]
    assert active(hall, other)


@pytest.mark.usefixtures("member")
def test_a_further_holder_of_a_post_for_several_takes_over_nothing(hall):
    assert handover.predecessors(hall.uow, named(hall, Post.SUPERVISOR)) == []


def test_it_takes_effect_on_its_day_and_not_before(hall, secretary):
    new = named(hall, starts_on=AUGUST.date())
    handover.take_up(hall.uow, new, NOW)
    eve = AUGUST - timedelta(minutes=1)
    assert (active(hall, secretary, eve), active(hall, new, eve)) == (True, False)
    assert (active(hall, secretary, AUGUST), active(hall, new, AUGUST)) == (False, True)


@pytest.mark.parametrize(("days", "name"), [(-1, "示例村党组织书记"), (0, "示例新")])
@pytest.mark.usefixtures("secretary")
def test_the_holder_of_each_day_is_found(hall, days, name):
    handover.take_up(hall.uow, named(hall, starts_on=AUGUST.date()), NOW)
    day = AUGUST.date() + timedelta(days=days)
    (holder,) = hall.uow.grants.holders(hall.places["first"], [Post.SECRETARY], day)
    assert hall.uow.people.get(holder.person_id).name == name


def test_what_was_still_to_be_said_to_the_old_holder_is_dropped(hall, secretary, clerk):
    said_to(hall, secretary)
    kept = said_to(hall, clerk)
    handover.take_up(hall.uow, named(hall), NOW)
    assert open_messages(hall) == [kept]


def test_until_a_later_day_the_old_holder_hears_what_concerns_him(hall, secretary):
    now = said_to(hall, secretary)
    said_to(hall, secretary, not_before=AUGUST + timedelta(hours=8))
    handover.take_up(hall.uow, named(hall, starts_on=AUGUST.date()), NOW)
    assert open_messages(hall, AUGUST + timedelta(days=1)) == [now]


def test_the_old_holder_s_invites_are_burned(hall, secretary):
    made = hall.uow.invites.issue(secretary.id, "code", NOW + timedelta(days=1), NOW)
    handover.take_up(hall.uow, named(hall), NOW)
    assert hall.uow.invites.get(made.id).burned_at == NOW


def test_a_post_is_taken_up_once(hall, secretary):
    new = named(hall)
    handover.take_up(hall.uow, new, NOW)
    assert handover.take_up(hall.uow, new, NOW + timedelta(hours=1)) == []
    assert hall.uow.grants.get(secretary.id).ended_at == NOW


def test_whose_post_it_was_is_known_before_and_after(hall, secretary):
    new = named(hall)
    assert handover.handing_over(hall.uow, new) == [secretary]
    handover.take_up(hall.uow, new, NOW)
    after = handover.handing_over(hall.uow, hall.uow.grants.get(new.id))
    assert [each.id for each in after] == [secretary.id]


def test_what_waits_for_a_person_is_what_he_has_not_taken_up(hall):
    new = named(hall)
    assert handover.waiting_for(hall.uow, new.person_id) == [new]
    handover.take_up(hall.uow, new, NOW)
    assert handover.waiting_for(hall.uow, new.person_id) == []


def test_an_end_is_in_the_audit(hall, secretary):
    handover.end(hall.uow, secretary, NOW, NOW)
    assert hall.audited()[-1] == "grant.end"
