from datetime import date

import pytest

from handlers.services import findings, nudges, reminders
from handlers.services.errors import Denied
from rubric.posts import Post
from storage.errors import OutOfScope
from tests.handlers.services.hall import TODAY, moment

KEY = "disclosure-finance/2026-05/1"


def nudged(hall, grant, at=None, key=KEY, village="first"):
    return nudges.nudge(hall.act(grant, village, at), key)


def test_what_is_overdue_comes_longest_first(hall):
    books = [hall.book("first"), hall.book("second")]
    found = [each for each in nudges.late(hall.uow, books) if not each.missed]
    assert [each.days for each in found] == sorted((each.days for each in found), reverse=True)
    assert {each.village for each in found} == {"first村", "second村"}
    may = next(each for each in found if each.key == KEY)
    assert may.days == (TODAY - date(2026, 6, 30)).days


@pytest.mark.parametrize("day", [date(2026, 3, 16), TODAY, date(2026, 8, 20), date(2026, 12, 31)])
@pytest.mark.parametrize("post", [Post.TOWN_OFFICE, Post.TOWN_DISCIPLINE])
def test_whatever_an_office_is_reminded_of_stands_in_the_list_of_what_is_late(hall, day, post):
    book = hall.book("first", day)
    told = {(each.key, each.label) for each in reminders.owed_to(book, post)}
    assert told
    assert told <= {(each.key, each.label) for each in nudges.late(hall.uow, [book])}


def test_what_is_past_doing_is_listed_last_and_may_be_asked_for(hall, office):
    found = nudges.late(hall.uow, [hall.book("first")])
    assert [each.missed for each in found] == sorted(each.missed for each in found)
    assert nudged(hall, office, key=found[-1].key)


def test_the_same_matter_is_not_nudged_within_three_days(hall, office):
    assert nudged(hall, office)
    assert not nudged(hall, office)
    assert not nudged(hall, office, moment(2026, 7, 17, 23))
    assert nudged(hall, office, moment(2026, 7, 18, 0))
    assert hall.audited() == ["nudge", "nudge"]


def test_a_colleagues_nudge_counts_too(hall, office):
    assert nudged(hall, office)
    assert not nudged(hall, hall.appoint(Post.TOWN_DISCIPLINE, "town"), moment(2026, 7, 16))
    assert nudges.last_nudged(hall.act(office, "first"), KEY) == TODAY


def test_another_matter_or_village_is_another_nudge(hall, office):
    assert nudged(hall, office)
    assert nudged(hall, office, key="disclosure-finance/2026-04/1")
    assert nudged(hall, office, village="second")


def test_a_reminder_of_the_clock_is_no_nudge(hall, office):
    hall.uow.reminders.claim(hall.places["first"], KEY, "late-1", office.person_id, hall.now)
    assert nudges.last_nudged(hall.act(office, "first"), KEY) is None
    assert nudged(hall, office)


def test_what_was_done_meanwhile_is_not_nudged(hall, secretary, office):
    hall.log(secretary, "disclosure-finance", said_period="2026-05")
    assert not nudged(hall, office)
    assert "nudge" not in hall.audited()


def test_only_a_town_nudges_and_only_its_own_villages(hall, chair):
    with pytest.raises(Denied):
        nudged(hall, chair)
    with pytest.raises(OutOfScope):
        nudged(hall, hall.appoint(Post.TOWN_OFFICE, "west"))


def test_two_officers_at_the_same_moment_nudge_once(hall, office, monkeypatch):
    monkeypatch.setattr(type(hall.uow.reminders), "claim", lambda *_: False)
    assert not nudged(hall, office)
    assert hall.audited() == []


def test_a_finding_that_is_overdue_is_listed_by_its_number_and_nudged(hall, office, clerk):
    finding = findings.raise_(hall.act(office, "first"), "凭证没有联签")
    assert nudges.late_findings(hall.uow, [hall.book("first", date(2026, 7, 29))]) == []
    book = hall.book("first", date(2026, 7, 31))
    (late,) = nudges.late_findings(hall.uow, [book])
    assert (late.label, late.days, late.occurrence) == ("问题2026-001整改", 2, None)
    assert late in nudges.late(hall.uow, [book])
    assert nudged(hall, office, moment(2026, 7, 31), late.key)
    assert not nudged(hall, office, moment(2026, 8, 1), late.key)
    row = hall.uow.findings.get(finding, hall.act(clerk).actor.scope)
    findings.remedied(hall.act(clerk), row, "已补签")
    assert nudges.late_findings(hall.uow, [hall.book("first", date(2026, 8, 5))]) == []
    assert not nudged(hall, office, moment(2026, 8, 5), late.key)


def test_what_is_late_is_put_together_by_village_the_most_first():
    rows = [
        nudges.Late(village, f"{village}村", key, "", 1)
        for village, key in ((1, "a"), (2, "b"), (2, "c"))
    ]
    assert [[each.key for each in group] for group in nudges.by_village(rows)] == [
        ["b", "c"],
        ["a"],
    ]
