from datetime import date

import pytest

from handlers.services import handover, leave, review
from handlers.services.actor import acting
from handlers.services.errors import AlreadySettled, Denied, LeaveRefused, OwnRecord
from handlers.services.leave import Span
from rubric.posts import Post
from tests.handlers.services.hall import NOW, TODAY, moment

WEEK = Span(TODAY, date(2026, 7, 21))


@pytest.fixture
def bound(hall, clerk):
    hall.uow.people.bind(clerk.person_id, "2002", "2002", NOW)
    return clerk


def arrange(hall, absent, person, span=WEEK, *, by=None):
    return leave.arrange(hall.uow, acting(hall.uow, by or absent), absent, person, span, NOW)


def holders(hall, post, day):
    return [row.id for row in hall.uow.grants.holders(hall.places["first"], [post], day)]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("7月20日至25日", (2026, 7, 20), (2026, 7, 25)),
        ("7月20日到8月2日", (2026, 7, 20), (2026, 8, 2)),
        ("从7月20号 - 7月25号", (2026, 7, 20), (2026, 7, 25)),
        ("12月30日至1月3日", (2026, 12, 30), (2027, 1, 3)),
        ("7月25日", (2026, 7, 15), (2026, 7, 25)),
        ("25日", (2026, 7, 15), (2026, 7, 25)),
        ("2027年1月5日至2027年1月8日", (2027, 1, 5), (2027, 1, 8)),
    ],
)
def test_days_are_read_as_people_write_them(text, first, last):
    assert leave.read_span(text, TODAY) == Span(date(*first), date(*last))


@pytest.mark.parametrize("text", ["有点事", "7月32日", "", "至", "7月20日至", "1至2至3", "2月30日"])
def test_anything_else_is_no_span(text):
    assert leave.read_span(text, TODAY) is None


def test_who_is_bound_stands_in_from_the_first_day_to_the_last(hall, secretary, bound):
    span = Span(date(2026, 7, 20), date(2026, 7, 21))
    stand_in = arrange(hall, secretary, bound.person_id, span)
    assert stand_in.ended_at == moment(2026, 7, 22, 0)
    answering = [holders(hall, Post.SECRETARY, date(2026, 7, day)) for day in (19, 20, 21, 22)]
    assert answering == [[secretary.id], [stand_in.id], [stand_in.id], [secretary.id]]
    assert hall.audited() == ["leave.grant"]


def test_who_is_not_bound_stands_in_once_he_takes_it_up(hall, secretary):
    stand_in = arrange(hall, secretary, hall.person("示例新"))
    assert (stand_in.accepted_at, holders(hall, Post.SECRETARY, TODAY)) == (None, [secretary.id])


def test_nobody_is_taken_over_by_a_stand_in(hall, secretary, bound):
    arrange(hall, secretary, bound.person_id)
    held = hall.uow.grants.active_of(secretary.person_id, NOW, TODAY)
    assert [grant.id for grant in held] == [secretary.id]


def test_when_the_post_passes_on_the_stand_in_s_time_is_over(hall, secretary, bound):
    stand_in = arrange(hall, secretary, bound.person_id)
    new = hall.uow.grants.add(hall.person("示例新"), Post.SECRETARY, hall.places["first"], TODAY)
    handover.take_up(hall.uow, hall.uow.grants.get(new), NOW)
    assert hall.uow.grants.get(stand_in.id).ended_at == NOW


def test_it_ends_early_and_once(hall, secretary, bound):
    stand_in = arrange(hall, secretary, bound.person_id)
    leave.end(hall.uow, acting(hall.uow, secretary), stand_in, NOW)
    over = hall.uow.grants.get(stand_in.id)
    assert (over.ended_at, holders(hall, Post.SECRETARY, TODAY)) == (NOW, [secretary.id])
    with pytest.raises(AlreadySettled):
        leave.end(hall.uow, acting(hall.uow, secretary), over, NOW)


@pytest.mark.parametrize(
    ("span", "why"),
    [
        (Span(date(2026, 7, 14), date(2026, 7, 20)), "past"),
        (Span(date(2026, 7, 20), date(2026, 7, 19)), "past"),
        (Span(TODAY, date(2026, 12, 31)), "long"),
    ],
)
def test_days_that_cannot_be_are_refused(hall, secretary, bound, span, why):
    with pytest.raises(LeaveRefused) as refused:
        arrange(hall, secretary, bound.person_id, span)
    assert refused.value.why == why


def test_one_leave_at_a_time(hall, secretary, bound):
    arrange(hall, secretary, bound.person_id)
    with pytest.raises(LeaveRefused) as refused:
        arrange(hall, secretary, hall.person("示例新"))
    assert refused.value.why == "twice"


def test_nobody_stands_in_for_the_other_side_or_for_himself(hall, secretary, chair):
    for person in (chair.person_id, secretary.person_id):
        with pytest.raises(LeaveRefused) as refused:
            arrange(hall, secretary, person)
        assert refused.value.why == "side"


def test_those_asked_are_bound_and_of_the_same_side(hall, secretary, chair, bound):
    hall.uow.people.bind(chair.person_id, "2003", "2003", NOW)
    assert leave.candidates(hall.uow, secretary, NOW) == [bound]
    assert leave.candidates(hall.uow, bound, NOW) == []


def test_the_absent_one_and_the_office_arrange_it_and_nobody_else(hall, secretary, office, bound):
    for by in (bound, hall.appoint(Post.TOWN_DISCIPLINE, "town")):
        with pytest.raises(Denied):
            arrange(hall, secretary, bound.person_id, by=by)
    assert arrange(hall, secretary, bound.person_id, by=office)


def test_nobody_confirms_his_own_work_by_standing_in(hall, chair, member):
    row = hall.log(member, "supervision-visit")
    hall.uow.people.bind(member.person_id, "2004", "2004", NOW)
    stand_in = arrange(hall, chair, member.person_id)
    act = hall.act(hall.uow.grants.get(stand_in.id))
    with pytest.raises(OwnRecord):
        review.confirm(act, row)
