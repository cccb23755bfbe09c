"""The rehearsed time: message dates follow it, and the bot reads it from a file."""

import time
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import chinese_calendar

SHANGHAI = timezone(timedelta(hours=8), "Asia/Shanghai")
_WEEKDAYS = "一二三四五六日"
_OFFICE_OPENS = 9
_SATURDAY = 5


class Clock:
    """A time that runs on from where it was set, or stands still; a file may keep it."""

    def __init__(
        self,
        start: datetime,
        *,
        running: bool = True,
        file: Path | None = None,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self.running = running
        self.file = file
        self._monotonic = monotonic
        self.set(start)

    def now(self) -> datetime:
        passed = self._monotonic() - self._since if self.running else 0
        return self._start + timedelta(seconds=passed)

    def set(self, moment: datetime) -> None:
        """Go on from this moment; a time without a zone is Shanghai's."""
        aware = moment if moment.tzinfo else moment.replace(tzinfo=SHANGHAI)
        self._start = aware.astimezone(SHANGHAI)
        self._since = self._monotonic()
        self.write()

    def write(self) -> None:
        """Replace the clock file in one step, so that no reader sees half a time."""
        if self.file is None:
            return
        fresh = self.file.with_suffix(".new")
        fresh.write_text(self.now().isoformat(timespec="seconds") + "\n", encoding="utf-8")
        fresh.replace(self.file)

    def turn(self, how: str) -> datetime:
        """Turn to the next day, the next working day or the next month's first one."""
        now = self.now()
        self.set(_TURNS[how](now))
        return self.now()

    def described(self) -> dict[str, Any]:
        """What the page shows of the time."""
        now = self.now()
        working, announced = is_workday(now.date())
        return {
            "now": now.isoformat(timespec="seconds"),
            "epoch": int(now.timestamp()),
            "weekday": f"周{_WEEKDAYS[now.weekday()]}",
            "workday": working,
            "announced": announced,
            "running": self.running,
        }


def is_workday(day: date) -> tuple[bool, bool]:
    """Whether people work on this day, and whether the State Council has announced its year."""
    with suppress(NotImplementedError):
        return bool(chinese_calendar.is_workday(day)), True
    return day.weekday() < _SATURDAY, False


def next_day(now: datetime) -> datetime:
    return now + timedelta(days=1)


def next_workday(now: datetime) -> datetime:
    """Nine o'clock of the first working day after today."""
    return _nine(_workday_from(now.date() + timedelta(days=1)))


def next_month(now: datetime) -> datetime:
    """Nine o'clock of the first working day of the month after this."""
    later = now.date().replace(day=1) + timedelta(days=32)
    return _nine(_workday_from(later.replace(day=1)))


def unix(moment: datetime) -> int:
    return int(moment.astimezone(UTC).timestamp())


def _workday_from(day: date) -> date:
    while not is_workday(day)[0]:
        day += timedelta(days=1)
    return day


def _nine(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, _OFFICE_OPENS, tzinfo=SHANGHAI)


_TURNS: dict[str, Callable[[datetime], datetime]] = {
    "day": next_day,
    "workday": next_workday,
    "month": next_month,
}
