"""What schemes without points answer, and what a town itself owes."""

from datetime import date

import pytest

from handlers.services import progress, records
from handlers.services.errors import Denied, NotNow
from handlers.services.sketch import Sketch, entries
from handlers.services.standing import month_agenda
from rubric.checklist import Status
from rubric.posts import Post
from tests.handlers.services.hall import moment

SINCE = date(2026, 1, 1)
LATER = moment(2026, 8, 3)


@pytest.fixture
def town(hall):
    for village in ("first", "second"):
        hall.uow.enrolments.add(hall.places[village], "linyi-2022", SINCE)
    return hall.appoint(Post.TOWN_OFFICE, "town")


def owed(hall, at=LATER):
    return progress.town_agenda([hall.book(name, at.date()) for name in ("first", "second")])


@pytest.mark.usefixtures("town")
def test_a_town_owes_its_monthly_check_once_and_not_once_a_village(hall):
    checks = [each for each in owed(hall) if each.occurrence.duty == "town-monthly-check"]
    assert len({each.occurrence.key for each in checks}) == len(checks)
    assert {each.villages for each in checks} == {(hall.places["first"], hall.places["second"])}
    assert checks[0].name == "乡镇每月专项检查"


def test_done_for_one_village_it_still_lacks_the_other(hall, town):
    key = owed(hall, moment(2026, 7, 15))[0].occurrence.key
    acts = [hall.act(town, "first", moment(2026, 7, 15))]
    assert set(progress.log_for_town(acts, key, date(2026, 7, 15), "")) == {hall.places["first"]}
    (left,) = [each for each in owed(hall, moment(2026, 7, 15)) if each.occurrence.key == key]
    assert left.villages == (hall.places["second"],)


def test_logged_for_all_it_is_owed_no_more(hall, town):
    at = moment(2026, 7, 15)
    key = owed(hall, at)[0].occurrence.key
    acts = [hall.act(town, name, at) for name in ("first", "second")]
    assert len(progress.log_for_town(acts, key, at.date(), "7月检查")) == 2
    assert key not in {each.occurrence.key for each in owed(hall, at)}


@pytest.mark.usefixtures("town")
def test_who_does_not_owe_it_does_not_log_it(hall):
    at = moment(2026, 7, 15)
    key = owed(hall, at)[0].occurrence.key
    centre = hall.appoint(Post.TOWN_ASSETS, "town")
    with pytest.raises(Denied):
        progress.log_for_town([hall.act(centre, "first", at)], key, at.date(), "")


@pytest.mark.usefixtures("office")
def test_what_was_assigned_to_the_town_is_marked_done(hall, town):
    hall.uow.enrolments.add(hall.places["first"], "tangjiafang-2020", SINCE)
    at = moment(2026, 7, 15)
    act = hall.act(town, "first", at)
    act.uow.facts.state(
        "task", act.book.village.id, duty="public-notice", due=date(2026, 7, 20), **act.signed
    )
    (one,) = [each for each in owed(hall, at) if each.occurrence.duty == "public-notice"]
    acts = [hall.act(town, "first", at)]
    told = progress.log_for_town(acts, one.occurrence.key, at.date(), "")
    assert told == {hall.places["first"]: None}
    assert "public-notice" not in {each.occurrence.duty for each in owed(hall, at)}


@pytest.mark.usefixtures("town")
def test_points_are_spoken_of_only_where_a_scheme_has_them(hall):
    assert progress.has_points(hall.book())
    number = hall.uow.places.add("village", "无分村", hall.places["town"])
    hall.places["plain"] = number
    hall.uow.enrolments.add(number, "sanguan-2022", SINCE)
    assert not progress.has_points(hall.book("plain"))


def test_a_villages_year_of_points_owes_the_town_nothing(hall):
    assert progress.town_agenda([hall.book()]) == []


@pytest.mark.usefixtures("town")
def test_a_month_under_three_schemes_lists_nothing_twice(hall):
    hall.uow.enrolments.add(hall.places["first"], "tangjiafang-2020", SINCE)
    hall.uow.enrolments.add(hall.places["first"], "sanguan-2022", SINCE)
    book = hall.book(today=date(2026, 6, 15))
    entries = month_agenda(book)
    keys = [entry.occurrence.key for entry in entries]
    assert len(book.enrolled) == 4
    assert len(keys) == len(set(keys))
    assert {"disclosure-party", "creation-report"} <= {each.occurrence.duty for each in entries}


@pytest.mark.usefixtures("town")
def test_a_duty_of_the_town_has_the_name_its_scheme_gives_it(hall):
    assert hall.book().name("town-monthly-check") == "乡镇每月专项检查"


def test_what_has_no_day_may_be_logged_at_any_time_by_whose_it_is(hall, town):
    known = progress.town_any_time([hall.book()], Post.TOWN_OFFICE)
    assert known["town-attendance"] == "乡镇派员参加村级重大事项决策"
    assert progress.town_any_time([hall.book()], Post.TOWN_ASSETS) == {}
    acts = [hall.act(town, name) for name in ("first", "second")]
    made = progress.log_any_time(acts, "town-attendance", hall.now.date(), "参加村民代表会议")
    assert [hall.row(record).duties for record in made.values()] == [("town-attendance",)] * 2


@pytest.mark.usefixtures("town")
def test_a_checklist_tells_what_is_done_open_and_overdue(hall):
    book = hall.book()
    (part,) = [each for each in book.enrolled if each.scheme.id == "linyi-2022"]
    made = progress.done_so_far(book, part)
    assert made.count(Status.DONE) == 0
    assert (made.count(Status.OPEN), made.count(Status.OVERDUE)) == (2, 8)


def test_a_past_month_is_logged_for_a_day_in_its_time_and_for_no_other(hall, town):
    at = moment(2026, 7, 15)
    book = hall.book(today=at.date())
    key = next(one.occurrence.key for one in progress.town_past([book]))
    assert key == "town-monthly-check/2026-06/1"
    acts = [hall.act(town, "first", at)]
    for day, why in (
        (date(2026, 7, 1), "duty-late"),
        (date(2026, 5, 31), "duty-early"),
        (date(2026, 7, 16), "future"),
    ):
        with pytest.raises(NotNow) as refused:
            progress.log_for_town(acts, key, day, "")
        assert refused.value.why == why
    assert progress.log_for_town(acts, key, date(2026, 6, 30), "")
    after = hall.book(today=at.date())
    assert key not in {one.occurrence.key for one in progress.town_past([after])}
    with pytest.raises(NotNow) as refused:
        progress.log_for_town([hall.act(town, "first", at)], key, date(2026, 6, 30), "")
    assert refused.value.why == "duty-over"


def test_what_was_due_before_the_village_joined_is_not_asked_for(hall):
    hall.uow.enrolments.add(hall.places["first"], "linyi-2022", date(2026, 6, 1))
    past = progress.town_past([hall.book(today=date(2026, 7, 15))])
    assert [one.occurrence.key for one in past] == ["town-monthly-check/2026-06/1"]


def test_what_has_no_day_is_not_logged_for_a_day_ahead(hall, town):
    with pytest.raises(NotNow):
        progress.log_any_time([hall.act(town, "first")], "town-attendance", date(2026, 7, 16), "")


def test_a_notice_of_seven_working_days_tells_its_last_one(hall):
    hall.uow.enrolments.add(hall.places["first"], "tangjiafang-2020", SINCE)
    office = hall.appoint(Post.TOWN_OFFICE, "town")
    book = hall.book("first")
    (part,) = [one for one in book.enrolled if one.scheme.kind == "grades"]
    assert progress.notice_posted(book, part) is None
    act = hall.act(office, "first", moment(2026, 9, 21))
    told = Sketch(text="", duties=("public-notice",), done_on=date(2026, 9, 21))
    (entry,) = entries(told, act.book)
    records.log(act, entry)
    book = hall.book("first", date(2026, 9, 30))
    (part,) = [one for one in book.enrolled if one.scheme.kind == "grades"]
    notice = progress.notice_posted(book, part)
    # 中秋 on 25 September, and the week of 国庆: the seventh working day is 8 October.
    assert (notice.first, notice.last) == (date(2026, 9, 22), date(2026, 10, 8))
    assert not notice.tentative
