from datetime import date, datetime

import pytest

from demo.botapi.clock import SHANGHAI, Clock, is_workday


def at(text):
    return Clock(datetime.fromisoformat(text), running=False)


class Ticking:
    """A monotonic clock that a test moves."""

    def __init__(self):
        self.seconds = 100.0

    def __call__(self):
        return self.seconds


@pytest.mark.parametrize(
    ("start", "how", "then"),
    [
        ("2026-07-15T12:30", "day", "2026-07-16T12:30:00+08:00"),
        ("2026-07-15T12:30", "workday", "2026-07-16T09:00:00+08:00"),
        ("2026-07-17T12:30", "workday", "2026-07-20T09:00:00+08:00"),
        ("2026-09-30T18:00", "workday", "2026-10-08T09:00:00+08:00"),
        ("2026-07-15T12:30", "month", "2026-08-03T09:00:00+08:00"),
        ("2026-09-15T12:30", "month", "2026-10-08T09:00:00+08:00"),
        ("2026-12-31T12:30", "month", "2027-01-01T09:00:00+08:00"),
        ("2026-01-31T08:00", "month", "2026-02-02T09:00:00+08:00"),
    ],
)
def test_turning_goes_to_nine_on_days_people_work(start, how, then):
    assert at(start).turn(how).isoformat() == then


def test_an_unknown_turn_is_refused():
    with pytest.raises(KeyError):
        at("2026-07-15").turn("century")


@pytest.mark.parametrize(
    ("day", "working"),
    [
        (date(2026, 7, 15), (True, True)),
        (date(2026, 7, 18), (False, True)),
        (date(2026, 10, 1), (False, True)),
        (date(2026, 10, 10), (True, True)),
        (date(2061, 7, 16), (False, False)),
        (date(2061, 7, 15), (True, False)),
    ],
)
def test_working_days_follow_the_calendar_and_say_whether_it_is_announced(day, working):
    assert is_workday(day) == working


def test_a_running_clock_goes_on_from_where_it_was_set():
    passing = Ticking()
    clock = Clock(datetime(2026, 7, 15, 9, tzinfo=SHANGHAI), monotonic=passing)
    passing.seconds += 90
    assert clock.now().isoformat() == "2026-07-15T09:01:30+08:00"


def test_a_standing_clock_does_not_move():
    passing = Ticking()
    clock = Clock(datetime(2026, 7, 15, 9, tzinfo=SHANGHAI), running=False, monotonic=passing)
    passing.seconds += 90
    assert clock.now().isoformat() == "2026-07-15T09:00:00+08:00"


def test_a_time_without_a_zone_is_shanghai_s_and_another_zone_is_turned_to_it():
    clock = at("2026-07-15T09:00")
    assert clock.now().isoformat() == "2026-07-15T09:00:00+08:00"
    clock.set(datetime.fromisoformat("2026-07-15T20:00+00:00"))
    assert clock.now().isoformat() == "2026-07-16T04:00:00+08:00"


def test_the_file_holds_the_time_after_every_turn(tmp_path):
    file = tmp_path / "clock"
    clock = Clock(datetime(2026, 7, 15, 9, tzinfo=SHANGHAI), running=False, file=file)
    assert file.read_text().strip() == "2026-07-15T09:00:00+08:00"
    clock.turn("day")
    assert file.read_text().strip() == "2026-07-16T09:00:00+08:00"
    assert list(tmp_path.iterdir()) == [file]


def test_the_description_names_weekday_and_rest():
    described = at("2026-07-19T09:00").described()
    assert (described["weekday"], described["workday"], described["announced"]) == (
        "周日",
        False,
        True,
    )
    assert described["epoch"] == 1784422800
