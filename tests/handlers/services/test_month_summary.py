from datetime import date

from handlers.services import findings
from handlers.services.month_summary import last_month, summary
from rubric.period import Period
from storage.record_rows import NewRecord, NewVersion
from tests.handlers.services.hall import moment

JUNE = Period.parse("2026-06")
COMMITTEE, PARTY_DAY = "branch-committee", "party-day"


def test_the_month_before_a_day_crosses_the_year():
    assert str(last_month(date(2026, 7, 1))) == "2026-06"
    assert str(last_month(date(2027, 1, 4))) == "2026-12"


def test_what_fell_due_in_the_month_is_counted_by_when_it_was_done(hall, secretary):
    hall.log(secretary, COMMITTEE, on=date(2026, 6, 10))
    hall.log(secretary, "disclosure-village", on=date(2026, 7, 3), periods={
        "disclosure-village": "2026-06"})  # fmt: skip
    told = summary(hall.uow, [hall.book("first")], JUNE)
    assert (told.in_time, told.late) == (1, 1)
    assert told.due == told.in_time + told.late + told.undone
    assert told.undone > 0


def test_each_village_adds_its_own(hall):
    one = summary(hall.uow, [hall.book("first")], JUNE)
    both = summary(hall.uow, [hall.book("first"), hall.book("second")], JUNE)
    assert both.due == 2 * one.due


def test_a_village_behind_in_two_months_is_named(hall):
    told = summary(hall.uow, [hall.book("first")], JUNE)
    assert told.behind_twice == ("first村",)


def test_a_village_that_did_everything_of_one_month_is_not(hall, secretary):
    for each in hall.book("first").occurrences:
        if JUNE.first <= each.due <= JUNE.last:
            file(hall, secretary, each)
    told = summary(hall.uow, [hall.book("first")], JUNE)
    assert (told.undone, told.late, told.behind_twice) == (0, 0, ())


def file(hall, grant, each):
    """A record of an occurrence, done on its last day."""
    signed = hall.act(grant).signed
    content = NewVersion(
        duties=(each.duty,), done_on=each.due, period=str(each.period), unit=each.unit, **signed
    )
    hall.uow.records.add(
        NewRecord(
            village_id=hall.places["first"],
            author_id=grant.person_id,
            author_grant_id=grant.id,
            logged_at=signed["at"],
            content=content,
        )
    )


def test_findings_of_the_month_are_counted_when_raised_and_when_settled(hall, chair):
    at = moment(2026, 6, 5)
    findings.raise_(hall.act(chair, at=at), "没有联审联签")
    told = summary(hall.uow, [hall.book("first")], JUNE)
    assert (told.found, told.settled) == (1, 0)
