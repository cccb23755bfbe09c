"""Days on which people work, with the State Council's holidays and make-up days.

Years that are announced come from chinesecalendar. A year not yet announced is *tentative*
(暂定): weekends, and the thirteen statutory days of 《全国年节及纪念日放假办法》(2024), whose
lunar ones are taken from a table.
"""

from collections.abc import Iterator
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


def is_tentative(year: int) -> bool:
    """Whether the year's holidays are not announced yet, as far as this program knows."""
    return not any(day.year == year for day in chinese_calendar.constants.holidays)


def is_workday(day: date) -> bool:
    """Whether people work on that day, make-up days included."""
    if is_tentative(day.year):
        return day.weekday() < SATURDAY and day not in _tentative_days(day.year)
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


@lru_cache(maxsize=8)
def holidays(year: int) -> tuple[Holiday, ...]:
    """The festivals of a year with their days off, in order."""
    days = _tentative_days(year) if is_tentative(year) else _announced_days(year)
    return tuple(sorted(_runs(days, tentative=is_tentative(year)), key=lambda each: each.first))


def _announced_days(year: int) -> dict[date, str]:
    return {
        day: NAMES[name]
        for day, name in chinese_calendar.constants.holidays.items()
        if day.year == year and name in NAMES
    }


@lru_cache(maxsize=8)
def _tentative_days(year: int) -> dict[date, str]:
    """The statutory days of a year that is not announced; lunar ones only where the table goes."""
    fixed = {date(year, 1, 1): "元旦", date(year, 5, 1): "劳动节", date(year, 5, 2): "劳动节"}
    fixed |= {date(year, 10, number): "国庆节" for number in (1, 2, 3)}
    if year not in LUNAR:
        return fixed
    new_year, qingming, duanwu, mid_autumn = (date(year, *each) for each in LUNAR[year])
    spring = {new_year + DAY * offset: "春节" for offset in range(-1, 3)}
    lunar = {qingming: "清明节", duanwu: "端午节", mid_autumn: "中秋节"}
    return lunar | spring | fixed


def _runs(days: dict[date, str], *, tentative: bool) -> Iterator[Holiday]:
    """Neighbouring days of one name as one holiday."""
    for name in dict.fromkeys(days.values()):
        own = sorted(day for day, of in days.items() if of == name)
        first = own[0]
        for day, following in zip(own, [*own[1:], date.max], strict=True):
            if following != day + DAY:
                yield Holiday(name, first, day, tentative)
                first = following
