from datetime import date, timedelta

import pytest

from handlers.services import reminders
from rubric.duty import Stage
from rubric.facts import Record, Task
from rubric.posts import Post
from tests.handlers.services.hall import filed, monthly

COMMITTEE = "branch-committee"
JOINED = date(2026, 7, 1)


def told(book, post=Post.SECRETARY):
    return {owed.key: owed.stage.id for owed in reminders.owed_to(book, post)}


def july(pages, day, *records):
    return pages.book(day, *records, joined=JOINED)


@pytest.mark.parametrize(
    ("day", "stage"),
    [
        (date(2026, 7, 27), None),
        (date(2026, 7, 28), "before"),
        (date(2026, 7, 31), "before"),
        (date(2026, 8, 2), "before"),
        (date(2026, 8, 3), "late-1"),
        (date(2026, 8, 10), "late-10"),
        (date(2026, 8, 19), "late-10"),
        (date(2026, 8, 20), "late-20"),
    ],
)
def test_only_the_newest_stage_speaks_and_only_on_working_days(pages, day, stage):
    assert told(july(pages, day)).get(f"{COMMITTEE}/2026-07/1") == stage


def test_before_the_day_it_is_told_to_who_does_it_only(pages):
    book = july(pages, date(2026, 7, 28))
    assert f"{COMMITTEE}/2026-07/1" in told(book)
    assert f"{COMMITTEE}/2026-07/1" not in told(book, Post.SUPERVISOR)
    review = "financial-review/2026-06/1"
    assert review in told(book, Post.SUPERVISOR)
    assert review not in told(book, Post.SECRETARY)


@pytest.mark.parametrize(
    ("day", "post", "speaks"),
    [
        (date(2026, 8, 3), Post.SUPERVISOR_CHAIR, True),
        (date(2026, 8, 3), Post.TOWN_OFFICE, False),
        (date(2026, 8, 10), Post.TOWN_OFFICE, True),
        (date(2026, 8, 10), Post.TOWN_DISCIPLINE, False),
        (date(2026, 8, 20), Post.TOWN_DISCIPLINE, True),
        (date(2026, 8, 20), Post.TOWN_ASSETS, False),
    ],
)
def test_the_longer_it_takes_the_more_people_are_told(pages, day, post, speaks):
    assert (f"{COMMITTEE}/2026-07/1" in told(july(pages, day), post)) == speaks


def test_what_is_done_is_not_reminded_of(pages):
    done = Record(duties=(COMMITTEE,), done_on=date(2026, 7, 9))
    assert f"{COMMITTEE}/2026-07/1" not in told(july(pages, date(2026, 8, 20), done))


def test_what_was_due_before_joining_is_not_reminded_of(pages):
    assert not any("2026-06" in key for key in told(july(pages, date(2026, 7, 15)), Post.SECRETARY))


def test_last_year_is_reminded_of_while_it_is_open(pages):
    finance = "disclosure-finance/2026-12/1"
    shown = monthly("disclosure-finance", 2026, *range(1, 12))
    assert finance in told(pages.book(date(2027, 2, 10), *shown))
    assert not any("2026" in key for key in told(pages.book(date(2027, 3, 1), *shown)))


def test_the_longest_overdue_comes_first(pages):
    days = [
        owed.entry.occurrence.due
        for owed in reminders.owed_to(july(pages, date(2026, 8, 20)), Post.SECRETARY)
    ]
    assert days == sorted(days)


def test_a_duty_of_two_schemes_is_told_once(pages):
    book = pages.of(date(2026, 8, 20), pages.like(joined=JOINED), pages.like(joined=JOINED))
    keys = [owed.key for owed in reminders.owed_to(book, Post.SECRETARY)]
    assert len(keys) == len(set(keys))


def test_an_assigned_task_and_the_years_events_are_reminded_of_too(pages):
    task = Task(duty="cross-inspection", due=date(2026, 12, 25), ref="task:1")
    book = pages.of(date(2026, 12, 30), pages.like(task, joined=JOINED))
    assert told(book, Post.SUPERVISOR)["cross-inspection/2026-12-25/1"] == "late-1"
    assert told(book)["integrity-education/2026/1"] == "before"


def test_a_duty_nobody_knows_is_reminded_of_to_nobody(pages):
    unknown = filed("joint-meeting", "2026-07")
    assert not any("joint-meeting" in key for key in told(july(pages, date(2026, 8, 20), unknown)))


# --- the day of a stage ---------------------------------------------------------------------------


def test_a_stage_speaks_on_a_working_day():
    before = Stage(id="before", working_days_before=3, to=("doers",))
    late = Stage(id="late-1", days_after=1, to=("village",))
    assert reminders.stage_day(before, date(2026, 10, 7)) == date(2026, 9, 28)
    assert reminders.stage_day(late, date(2026, 9, 30)) == date(2026, 10, 8)
    assert reminders.stage_day(late, date(2026, 9, 19)) == date(2026, 9, 20)


# --- before festivals -----------------------------------------------------------------------------


def names(day):
    return [each.name for each in reminders.holidays_due(day)]


def test_neighbouring_festivals_share_a_reminder_three_working_days_before_the_first():
    assert names(date(2026, 9, 21)) == []
    assert names(date(2026, 9, 22)) == ["中秋节", "国庆节"]


def test_a_festival_far_from_the_next_has_its_own():
    assert names(date(2026, 6, 16)) == ["端午节"]
    assert names(date(2027, 9, 10)) == ["中秋节"]


def test_a_programme_that_stood_still_catches_up_until_the_eve():
    assert names(date(2026, 9, 24)) == ["中秋节", "国庆节"]
    assert names(date(2026, 9, 25)) == []
    assert names(date(2026, 9, 30)) == ["国庆节"]


def test_new_year_is_announced_in_the_old_year():
    assert names(date(2026, 12, 29)) == ["元旦"]


def test_every_festival_of_a_year_is_announced():
    year = [date(2026, 1, 2) + timedelta(days=n) for n in range(365)]
    said = {each.name for day in year for each in reminders.holidays_due(day)}
    assert said == {"春节", "清明节", "劳动节", "端午节", "中秋节", "国庆节", "元旦"}
