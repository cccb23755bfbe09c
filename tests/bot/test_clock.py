from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from bot.clock import SHANGHAI, Clock
from bot.errors import ClockFileUnreadable


@time_machine.travel(datetime(2026, 7, 14, 20, 0, tzinfo=UTC), tick=False)
def test_today_is_shanghais_day():
    assert Clock().today() == date(2026, 7, 15)
    assert Clock().now().utcoffset() == timedelta(hours=8)


def test_the_clock_file_is_read_at_every_look(tmp_path):
    file = tmp_path / "clock"
    clock = Clock(file)
    file.write_text("2026-07-15T09:00:00+08:00\n")
    before = clock.now()
    file.write_text("2026-08-01T10:30:00+08:00\n")
    assert (before.day, clock.now()) == (15, datetime(2026, 8, 1, 10, 30, tzinfo=SHANGHAI))


def test_a_time_without_a_zone_in_the_file_is_shanghais(tmp_path):
    file = tmp_path / "clock"
    file.write_text("2026-07-15T09:00:00")
    assert Clock(file).now() == datetime(2026, 7, 15, 1, 0, tzinfo=UTC)


@pytest.mark.parametrize("content", ["", "昨天", "2026-13-01"])
def test_a_clock_file_without_a_time_is_told_in_chinese(tmp_path, content):
    file = tmp_path / "clock"
    file.write_text(content)
    with pytest.raises(ClockFileUnreadable, match="QINGLIAN_CLOCK_FILE"):
        Clock(file).now()


def test_a_missing_clock_file_is_told_with_its_name(tmp_path):
    with pytest.raises(ClockFileUnreadable, match="nowhere"):
        Clock(tmp_path / "nowhere").now()


def test_the_machines_time_passes_while_a_rehearsal_stands_still(tmp_path):
    file = tmp_path / "clock"
    file.write_text("2026-07-15T09:00:00+08:00")
    clock = Clock(file)
    with time_machine.travel(datetime(2030, 1, 1, tzinfo=UTC), tick=False) as machine:
        first = clock.machine()
        machine.shift(10)
        assert clock.machine() - first == timedelta(seconds=10)
        assert clock.now().year == 2026


def test_a_message_was_written_when_it_says():
    sent = int(datetime(2026, 7, 14, 15, 59, tzinfo=UTC).timestamp())
    assert Clock().written_at(sent).date() == date(2026, 7, 14)


@time_machine.travel(datetime(2026, 7, 15, 2, 0, tzinfo=UTC), tick=False)
def test_what_bears_no_date_was_written_when_it_came_in():
    assert Clock().written_at(None).date() == date(2026, 7, 15)


def test_in_a_rehearsal_a_message_was_written_at_the_rehearsed_time(tmp_path):
    file = tmp_path / "clock"
    file.write_text("2026-07-15T09:00:00+08:00")
    assert Clock(file).written_at(0).date() == date(2026, 7, 15)
