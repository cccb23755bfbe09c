from datetime import date

import pytest

from handlers.services import staff
from rubric.posts import Post
from tests.handlers.services.hall import NOW, TODAY, moment


def seats(hall, place="first"):
    return staff.seats(hall.uow, hall.places[place], NOW)


@pytest.mark.usefixtures("member", "chair", "secretary")
def test_posts_come_in_the_order_of_the_contract_with_those_that_nobody_holds(hall):
    found = seats(hall)
    assert [(seat.post, seat.grant is None) for seat in found] == [
        (Post.SECRETARY, False), (Post.CLERK, True),
        (Post.SUPERVISOR_CHAIR, False), (Post.SUPERVISOR, False)]  # fmt: skip


def test_a_town_has_three_offices(hall, office):
    found = seats(hall, "town")
    assert [seat.post for seat in found] == ["镇清廉办", "镇纪委", "镇三资中心"]
    assert found[0].grant == office


def test_a_seat_tells_whether_its_holder_is_bound(hall, secretary):
    assert not seats(hall)[0].bound
    hall.uow.people.bind(secretary.person_id, "2001", "2001", NOW)
    assert seats(hall)[0].bound


def test_who_is_to_follow_stands_on_the_seat_of_who_leaves(hall, secretary):
    new = hall.uow.grants.add(hall.person("示例新"), Post.SECRETARY, hall.places["first"], TODAY)
    (seat, *_) = seats(hall)
    assert (seat.grant, seat.successor.id) == (secretary, new)
    assert len([each for each in seats(hall) if each.post == Post.SECRETARY]) == 1


def test_who_is_named_where_nobody_leaves_has_a_seat_of_his_own(hall):
    new = hall.uow.grants.add(hall.person(), Post.SECRETARY, hall.places["first"], TODAY)
    (seat, *_) = seats(hall)
    assert (seat.grant.id, seat.grant.accepted_at) == (new, None)


def test_who_stands_in_has_no_seat(hall, secretary, clerk):
    place = hall.places["first"]
    stand_in = hall.uow.grants.add(
        clerk.person_id, Post.SECRETARY, place, TODAY, stands_in_for_id=secretary.id
    )
    assert staff.seat_of(hall.uow, secretary, NOW).stand_in.id == stand_in
    assert staff.seat_of(hall.uow, hall.uow.grants.get(stand_in), NOW) is None


def test_an_ended_post_has_no_seat(hall, secretary):
    hall.uow.grants.end(secretary.id, NOW)
    assert staff.seat_of(hall.uow, secretary, NOW) is None


def test_the_last_day_of_standing_in_is_the_day_before_midnight(hall, secretary):
    number = hall.uow.grants.add(
        hall.person(), Post.SECRETARY, hall.places["first"], TODAY, stands_in_for_id=secretary.id
    )
    hall.uow.grants.end(number, moment(2026, 7, 22, 0))
    assert staff.days(hall.uow.grants.get(number)) == (TODAY, date(2026, 7, 21))


def test_whoever_stands_in_himself_goes_on_no_leave(hall, secretary, clerk):
    stand_in = hall.uow.grants.add(
        clerk.person_id, Post.SECRETARY, secretary.place_id, TODAY, stands_in_for_id=secretary.id
    )
    assert staff.may_leave(secretary)
    assert not staff.may_leave(hall.uow.grants.get(stand_in))
    assert not staff.may_leave(hall.appoint(Post.OPERATOR, "city"))
