from datetime import date

import pytest

from rubric.agenda import Entry, Mark, agenda
from rubric.facts import ALWAYS, Facts, Profile, Record, Task
from rubric.occurrences import Occurrence
from rubric.period import Period
from rubric.scheme import Scheme

PARTY_DAY = Record(duties=("party-day",), done_on=date(2026, 3, 4), ref="record:1")


def entry(wenling: Scheme, key: str, as_of: date, facts: Facts = Facts()) -> Entry:  # noqa: B008 - a value
    return next(e for e in agenda(wenling, 2026, facts, as_of) if e.occurrence.key == key)


def test_an_occurrence_goes_from_ahead_to_open_to_missed(wenling: Scheme) -> None:
    key = "party-day/2026-03/1"
    assert entry(wenling, key, date(2026, 2, 28)).mark is Mark.AHEAD
    assert entry(wenling, key, date(2026, 3, 1)).mark is Mark.OPEN
    assert entry(wenling, key, date(2026, 3, 31)).mark is Mark.OPEN
    assert entry(wenling, key, date(2026, 4, 1)).mark is Mark.MISSED


def test_what_can_still_be_done_after_its_day_is_overdue(wenling: Scheme) -> None:
    assert entry(wenling, "disclosure-party/2026-03/1", date(2026, 9, 1)).mark is Mark.OVERDUE
    key = "organisational-life/2026/1"
    assert entry(wenling, key, date(2027, 2, 28)).mark is Mark.OVERDUE
    assert entry(wenling, key, date(2027, 3, 1)).mark is Mark.MISSED


def test_a_record_waits_until_somebody_confirms_it(wenling: Scheme) -> None:
    key, day = "party-day/2026-03/1", date(2026, 3, 5)
    waiting = entry(wenling, key, day, Facts(records=(PARTY_DAY,)))
    assert (waiting.mark, waiting.records) == (Mark.WAITING, ("record:1",))
    confirmed = Record(duties=("party-day",), done_on=date(2026, 3, 4), confirmed=ALWAYS)
    assert entry(wenling, key, day, Facts(records=(confirmed,))).mark is Mark.DONE


def test_the_overdue_come_first_and_then_what_is_open_by_its_day(wenling: Scheme) -> None:
    marks = [one.mark for one in agenda(wenling, 2026, Facts(), date(2026, 6, 15))]
    assert marks == sorted(marks, key=list(Mark).index)
    assert marks[0] is Mark.OVERDUE


def test_the_years_events_are_one_entry_that_counts_them(wenling: Scheme) -> None:
    key = "integrity-education/2026/1"
    events = tuple(
        Record(duties=("warning-education",), done_on=date(2026, month, 1), confirmed=ALWAYS)
        for month in (1, 2, 3, 4)
    )
    three = entry(wenling, key, date(2026, 5, 1), Facts(records=events[:3]))
    assert three.mark is Mark.OPEN
    assert three.occurrence.label == "清廉教育或清廉文化活动(3/4次)"
    assert entry(wenling, key, date(2026, 5, 1), Facts(records=events)).mark is Mark.DONE


def test_an_assigned_round_is_owed_until_it_is_done(wenling: Scheme) -> None:
    def mark(day: date, **rest: date) -> Mark:
        task = Task(duty="cross-inspection", due=date(2026, 5, 31), **rest)
        return entry(wenling, "cross-inspection/2026-05-31/1", day, Facts(tasks=(task,))).mark

    assert mark(date(2026, 5, 31)) is Mark.OPEN
    assert mark(date(2026, 6, 1)) is Mark.OVERDUE
    assert mark(date(2026, 6, 3), done_on=date(2026, 6, 2)) is Mark.WAITING
    assert mark(date(2026, 6, 3), done_on=date(2026, 6, 2), confirmed=ALWAYS) is Mark.DONE


def test_what_was_due_before_the_village_joined_is_not_shown(wenling: Scheme) -> None:
    facts = Facts(profile=Profile(enrolled_on=date(2026, 4, 1)), records=(PARTY_DAY,))
    keys = {one.occurrence.key for one in agenda(wenling, 2026, facts, date(2026, 4, 2))}
    assert "party-day/2026-02/1" not in keys
    assert {"party-day/2026-03/1", "party-day/2026-04/1"} <= keys
    late = Facts(profile=Profile(enrolled_on=date(2027, 1, 2)))
    assert not any(
        "education" in one.occurrence.key for one in agenda(wenling, 2026, late, date(2027, 1, 3))
    )


def test_an_entry_of_the_years_events_is_a_whole_occurrence_with_its_records(
    wenling: Scheme,
) -> None:
    events = tuple(
        Record(duties=("warning-education",), done_on=date(2026, month, 1), ref=f"record:{month}")
        for month in (1, 2)
    )
    found = entry(wenling, "integrity-education/2026/1", date(2026, 5, 1), Facts(records=events))
    whole = Occurrence(
        duty="integrity-education",
        period=Period.parse("2026"),
        unit=1,
        opens=date(2026, 1, 1),
        due=date(2026, 12, 31),
        counts_until=date(2026, 12, 31),
        label="清廉教育或清廉文化活动(2/4次)",
        key="integrity-education/2026/1",
    )
    assert found == Entry(whole, Mark.OPEN, ("record:1", "record:2"))


def test_events_that_the_year_lacked_are_missed_when_it_is_over(wenling: Scheme) -> None:
    key = "integrity-education/2026/1"
    assert entry(wenling, key, date(2026, 12, 31)).mark is Mark.OPEN
    assert entry(wenling, key, date(2027, 1, 1)).mark is Mark.MISSED


@pytest.mark.parametrize("done_on", [None, date(2026, 5, 30)])
def test_an_entry_of_an_assigned_round_is_a_whole_occurrence_with_its_task(
    wenling: Scheme, done_on: date | None
) -> None:
    task = Task(duty="cross-inspection", due=date(2026, 5, 31), done_on=done_on, ref="task:7")
    key = "cross-inspection/2026-05-31/1"
    found = entry(wenling, key, date(2026, 5, 30), Facts(tasks=(task,)))
    whole = Occurrence(
        duty="cross-inspection",
        period=Period.parse("2026"),
        unit=1,
        opens=date(2026, 1, 1),
        due=date(2026, 5, 31),
        counts_until=None,
        label="5月31日到期的交叉巡查",
        key=key,
    )
    assert found == Entry(whole, Mark.WAITING if done_on else Mark.OPEN, ("task:7",))


def test_what_is_done_after_the_year_is_closed_is_not_seen_any_more(wenling: Scheme) -> None:
    key = "disclosure-party/2026-12/1"
    for day, mark in ((date(2027, 3, 1), Mark.WAITING), (date(2027, 3, 2), Mark.OVERDUE)):
        record = Record(duties=("disclosure-party",), period=Period.parse("2026-12"), done_on=day)
        assert entry(wenling, key, date(2027, 4, 1), Facts(records=(record,))).mark is mark
