"""Days on which people work, with the State Council's holidays and make-up days.

Years that are announced come from chinesecalendar. A year not yet announced is *tentative*
(暂定): weekends, and the thirteen statutory days of 《全国年节及纪念日放假办法》(2024), whose
lunar ones are taken from a table.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

import chinese_calendar

DAY = timedelta(days=1)
SATURDAY = 5
NAMES = {
    "New Year's Day": "元旦",
    "Spring Festival": "春节",
    "Tomb-sweeping Day": "清明节",
    "Labour Day": "劳动节",
    "Dragon Boat Festival": "端午节",
    "Mid-autumn Festival": "中秋节",
    "National Day": "国庆节",
}
LUNAR = {
    2027: ((2, 6), (4, 5), (6, 9), (9, 15)),
    2028: ((1, 26), (4, 4), (5, 28), (10, 3)),
    2029: ((2, 13), (4, 4), (6, 16), (9, 22)),
    2030: ((2, 3), (4, 5), (6, 5), (9, 12)),
    2031: ((1, 23), (4, 5), (6, 24), (10, 1)),
}
"""First day of the year, 清明, 端午 and 中秋 of years that may not be announced yet."""


@dataclass(frozen=True, slots=True)
class Holiday:
    """A festival's days off, all included."""

    name: str
    first: date
    last: date
    tentative: bool


@dataclass(frozen=True, slots=True)
class Notice:
    """How long something stays posted (公示): its first and last working day, both included."""

    first: date
    last: date
    tentative: bool


@lru_cache(maxsize=64)
def is_tentative(year: int) -> bool:
    """Whether the year's holidays are not announced yet, as far as this program knows."""
    return not any(day.year == year for day in chinese_calendar.constants.holidays)


@lru_cache(maxsize=4096)
def is_workday(day: date) -> bool:
    """Whether people work on that day, make-up days included."""
    if is_tentative(day.year):
        return day.weekday() < SATURDAY and all(off != day for off, _ in _tentative(day.year))
    return bool(chinese_calendar.is_workday(day))


def on_or_after(day: date) -> date:
    """The day itself if people work on it, else the next on which they do."""
    while not is_workday(day):
        day += DAY
    return day


def before(day: date, count: int) -> date:
    """The day that lies so many working days before."""
    for _ in range(count):
        day -= DAY
        while not is_workday(day):
            day -= DAY
    return day


def after(day: date, count: int) -> date:
    """The day that lies so many working days after."""
    for _ in range(count):
        day = on_or_after(day + DAY)
    return day


def notice_until(posted: date, days: int) -> Notice:
    """A public notice of so many working days (公示七个工作日), counted from the day after posting.

    It is tentative (暂定) if any of these days lies in a year that is not announced.
    """
    last = after(posted, days)
    return Notice(on_or_after(posted + DAY), last, is_tentative(last.year))


@lru_cache(maxsize=8)
def holidays(*years: int) -> tuple[Holiday, ...]:
    """The festivals of these years with their days off, in order.

    Days off without a break between them are one holiday, even of two festivals or two years.
    """
    days = sorted(pair for year in years for pair in _days_off(year))
    runs: list[list[tuple[date, str]]] = []
    for day, name in days:
        if not runs or day > runs[-1][-1][0] + DAY:
            runs.append([])
        runs[-1].append((day, name))
    return tuple(_holiday(run) for run in runs)


def _holiday(run: list[tuple[date, str]]) -> Holiday:
    first, last = run[0][0], run[-1][0]
    names = dict.fromkeys(name for _, name in run)
    return Holiday("、".join(names), first, last, is_tentative(last.year))


def _days_off(year: int) -> frozenset[tuple[date, str]]:
    return _tentative(year) if is_tentative(year) else _announced(year)


def _announced(year: int) -> frozenset[tuple[date, str]]:
    named = chinese_calendar.constants.holidays.items()
    return frozenset(
        (day, NAMES[name]) for day, name in named if day.year == year and name in NAMES
    )


@lru_cache(maxsize=8)
def _tentative(year: int) -> frozenset[tuple[date, str]]:
    """The statutory days of a year that is not announced; lunar ones only where the table goes."""
    begun = (*_fixed(year), *_lunar(year))
    return frozenset((first + DAY * n, name) for first, name, days in begun for n in range(days))


def _fixed(year: int) -> tuple[tuple[date, str, int], ...]:
    return (
        (date(year, 1, 1), "元旦", 1),
        (date(year, 5, 1), "劳动节", 2),
        (date(year, 10, 1), "国庆节", 3),
    )


def _lunar(year: int) -> tuple[tuple[date, str, int], ...]:
    if year not in LUNAR:
        return ()
    new_year, qingming, duanwu, mid_autumn = (date(year, *each) for each in LUNAR[year])
    return (
        (new_year - DAY, "春节", 4),
        (qingming, "清明节", 1),
        (duanwu, "端午节", 1),
        (mid_autumn, "中秋节", 1),
    )
