from datetime import date

from handlers.services import lookup, records
from handlers.services.lookup import Filter


def found(hall, grant, **wanted):
    return [row.id for row in lookup.find(hall.act(grant), Filter(**wanted))]


def test_the_newest_comes_first_and_withdrawn_ones_are_kept(hall, secretary):
    old = hall.log(secretary, "party-day", on=date(2026, 5, 3))
    new = hall.log(secretary, "branch-committee")
    again = hall.log(secretary, "party-day")
    records.withdraw(hall.act(secretary), old)
    assert found(hall, secretary) == [again.id, new.id, old.id]


def test_a_month_is_that_of_the_day_it_was_done(hall, secretary):
    first = hall.log(secretary, "party-day", on=date(2026, 6, 1))
    last = hall.log(secretary, "disclosure-finance", on=date(2026, 6, 30), said_period="2026-05")
    hall.log(secretary, "party-day", on=date(2026, 7, 1))
    assert found(hall, secretary, month="2026-06") == [last.id, first.id]
    assert found(hall, secretary, month="2026-02") == []


def test_a_duty_is_found_among_others(hall, secretary):
    both = hall.log(secretary, "party-day", "warning-education")
    hall.log(secretary, "branch-committee")
    assert found(hall, secretary, duty="warning-education") == [both.id]


def test_an_item_finds_whatever_counts_for_it(hall, secretary):
    both = hall.log(secretary, "party-day", "warning-education")
    hall.log(secretary, "joint-meeting")
    assert found(hall, secretary, item=21) == [both.id]
    assert found(hall, secretary, item=1) == [both.id]
    assert found(hall, secretary, item=16) == []


def test_what_waits_for_a_word_is_found_by_how_it_stands(hall, secretary):
    waits = hall.log(secretary, "party-day")
    taken_back = hall.log(secretary, "branch-committee")
    records.withdraw(hall.act(secretary), taken_back)
    assert found(hall, secretary, status="reported") == [waits.id]
