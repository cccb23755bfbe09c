"""加分: reported with its source, confirmed by the town, then by the city; nobody's own."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from handlers.services import honours
from handlers.services.errors import AlreadySettled, Denied, NotNow, OwnRecord
from rubric.posts import Post

ON = date(2026, 4, 2)
PIECE = "《一张清单管小微权力》"


@pytest.fixture
def city(hall):
    return hall.appoint(Post.CITY_AGRICULTURE, "city")


def reported(hall, grant, kind="provincial-media", piece=PIECE, **where):
    act = hall.act(grant, **where)
    return row_of(hall, honours.report(act, kind, ON, piece, "省报4月2日第3版"))


def row_of(hall, number):
    return hall.uow.facts.get("honour", number, hall.act(hall.judge, "first").actor.scope)


@pytest.fixture(autouse=True)
def _judge(hall, office):
    hall.judge = office


def bonus(hall):
    return hall.book().scores()[0].bonus


def test_it_counts_once_the_town_has_confirmed_it(hall, secretary, office):
    row = reported(hall, secretary)
    assert bonus(hall) == 0
    honours.confirm(hall.act(office, "first"), row)
    assert bonus(hall) == Decimal(2)


def test_the_city_has_the_last_word(hall, secretary, office, city):
    row = reported(hall, secretary)
    with pytest.raises(AlreadySettled):
        honours.confirm(hall.act(city, "first"), row)
    honours.confirm(hall.act(office, "first"), row)
    honours.confirm(hall.act(city, "first"), row_of(hall, row.id))
    assert row_of(hall, row.id).last("confirm_city")
    assert bonus(hall) == Decimal(2)


@pytest.mark.parametrize("by_city", [False, True])
def test_refused_it_counts_for_nothing(hall, secretary, office, city, by_city):
    row = reported(hall, secretary)
    if by_city:
        honours.confirm(hall.act(office, "first"), row)
        row = row_of(hall, row.id)
    honours.refuse(hall.act(city if by_city else office, "first"), row, "不是省主要媒体")
    assert row_of(hall, row.id).status == "returned"
    assert bonus(hall) == 0


def test_nobody_confirms_his_own_in_whatever_post(hall, secretary, office):
    town_made = reported(hall, office, village="first")
    with pytest.raises(OwnRecord):
        honours.confirm(hall.act(office, "first"), town_made)
    mine = reported(hall, secretary)
    promoted = hall.appoint(Post.TOWN_OFFICE, "town", person=secretary.person_id)
    with pytest.raises(OwnRecord):
        honours.confirm(hall.act(promoted, "first"), mine)


def test_who_confirmed_for_the_town_does_not_confirm_for_the_city(hall, secretary, office):
    row = reported(hall, secretary)
    honours.confirm(hall.act(office, "first"), row)
    moved = hall.appoint(Post.CITY_AGRICULTURE, "city", person=office.person_id)
    with pytest.raises(OwnRecord):
        honours.confirm(hall.act(moved, "first"), row_of(hall, row.id))


def test_supervisors_neither_report_nor_judge(hall, secretary, chair):
    row = reported(hall, secretary)
    with pytest.raises(Denied):
        honours.confirm(hall.act(chair), row)
    with pytest.raises(Denied):
        reported(hall, chair)


def test_its_worth_is_what_it_adds_under_the_most_there_is(hall, secretary, office):
    first = reported(hall, secretary)
    assert honours.worth(hall.book(), first).adds == Decimal(2)
    honours.confirm(hall.act(office, "first"), first)
    other = reported(hall, secretary, "central-media", "另一篇")
    worth = honours.worth(hall.book(), other)
    assert (worth.adds, worth.bonus.most) == (Decimal(1), Decimal(3))
    same = reported(hall, secretary, "leader-endorsement")
    assert honours.worth(hall.book(), same).adds == 0


def test_what_waits_for_whom(hall, secretary, office, city):
    row = reported(hall, secretary)
    town, above = (hall.act(grant, "first").actor for grant in (office, city))
    assert honours.waiting(hall.uow, town) == [row]
    assert honours.waiting(hall.uow, above) == []
    honours.confirm(hall.act(office, "first"), row)
    assert honours.waiting(hall.uow, town) == []
    assert [one.id for one in honours.waiting(hall.uow, above)] == [row.id]


def test_it_can_be_taken_back_until_somebody_decided(hall, secretary, office):
    row = reported(hall, secretary)
    honours.confirm(hall.act(office, "first"), row)
    with pytest.raises(AlreadySettled):
        honours.withdraw(hall.act(secretary), row_of(hall, row.id))
    other = reported(hall, secretary)
    honours.withdraw(hall.act(secretary), other)
    assert row_of(hall, other.id).status == "withdrawn"


def test_the_day_is_changed_by_whoever_reported_it_until_it_is_decided(hall, secretary, office):
    row = reported(hall, secretary)
    moved = row_of(hall, honours.redate(hall.act(secretary), row, date(2026, 4, 3)))
    assert moved.said["on_day"] == date(2026, 4, 3)
    assert moved.said["piece"] == PIECE
    assert row_of(hall, row.id).status == "withdrawn"
    honours.confirm(hall.act(office, "first"), moved)
    with pytest.raises(AlreadySettled):
        honours.redate(hall.act(secretary), row_of(hall, moved.id), ON)


def test_nobody_else_changes_the_day(hall, secretary, office):
    row = reported(hall, secretary)
    with pytest.raises(AlreadySettled):
        honours.redate(hall.act(office, "first"), row, ON)


def test_a_day_ahead_of_today_is_refused(hall, secretary):
    act = hall.act(secretary)
    with pytest.raises(NotNow, match="future"):
        honours.report(act, "provincial-media", act.day + timedelta(days=1), PIECE, "省报")
    assert honours.report(act, "provincial-media", act.day, PIECE, "省报")
