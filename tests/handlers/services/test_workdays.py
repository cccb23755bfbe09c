from datetime import date, timedelta

import pytest

from handlers.services import workdays
from handlers.services.workdays import Holiday


@pytest.mark.parametrize(
    "day",
    [
        date(2026, 1, 4),
        date(2026, 2, 14),
        date(2026, 2, 28),
        date(2026, 5, 9),
        date(2026, 9, 20),
        date(2026, 10, 10),
    ],
)
def test_a_make_up_day_is_a_working_day_though_a_weekend(day):
    assert day.weekday() >= workdays.SATURDAY
    assert workdays.is_workday(day)


@pytest.mark.parametrize("day", [date(2026, 7, 18), date(2026, 9, 25), date(2026, 10, 7)])
def test_weekends_and_holidays_are_off(day):
    assert not workdays.is_workday(day)


def test_the_neighbouring_working_days_leap_over_what_is_off():
    assert workdays.before(date(2026, 10, 1), 3) == date(2026, 9, 28)
    assert workdays.before(date(2026, 7, 20), 1) == date(2026, 7, 17)
    assert workdays.before(date(2026, 9, 21), 1) == date(2026, 9, 20)
    assert workdays.after(date(2026, 9, 30), 2) == date(2026, 10, 9)
    assert workdays.after(date(2026, 7, 15), 10) == date(2026, 7, 29)
    assert workdays.on_or_after(date(2026, 10, 3)) == date(2026, 10, 8)
    assert workdays.on_or_after(date(2026, 7, 15)) == date(2026, 7, 15)


def test_no_working_days_before_is_the_day_itself():
    assert workdays.before(date(2026, 10, 1), 0) == date(2026, 10, 1)


def test_the_festivals_of_an_announced_year():
    assert [(each.name, each.first, each.last) for each in workdays.holidays(2026)] == [
        ("元旦", date(2026, 1, 1), date(2026, 1, 3)),
        ("春节", date(2026, 2, 15), date(2026, 2, 23)),
        ("清明节", date(2026, 4, 4), date(2026, 4, 6)),
        ("劳动节", date(2026, 5, 1), date(2026, 5, 5)),
        ("端午节", date(2026, 6, 19), date(2026, 6, 21)),
        ("中秋节", date(2026, 9, 25), date(2026, 9, 27)),
        ("国庆节", date(2026, 10, 1), date(2026, 10, 7)),
    ]
    assert not any(each.tentative for each in workdays.holidays(2026))


def test_two_festivals_without_a_working_day_between_are_one_holiday():
    assert workdays.holidays(2025)[-1] == Holiday(
        "国庆节、中秋节", date(2025, 10, 1), date(2025, 10, 8), tentative=False
    )


def test_a_holiday_over_the_turn_of_the_year_is_one():
    crossing = workdays.holidays(2022, 2023)
    assert Holiday("元旦", date(2022, 12, 31), date(2023, 1, 2), tentative=False) in crossing


# --- years not announced --------------------------------------------------------------------------


def test_a_year_not_announced_is_tentative_and_has_the_thirteen_statutory_days():
    assert workdays.is_tentative(2029)
    assert not workdays.is_tentative(2026)
    found = workdays.holidays(2029)
    assert all(each.tentative for each in found)
    assert sum((each.last - each.first).days + 1 for each in found) == 13
    assert Holiday("春节", date(2029, 2, 12), date(2029, 2, 15), tentative=True) in found


def test_a_tentative_festival_is_off_and_its_eve_is_not():
    assert not workdays.is_workday(date(2029, 10, 1))
    assert workdays.is_workday(date(2029, 9, 28))
    assert not workdays.is_workday(date(2029, 9, 29))


def test_two_festivals_on_one_day_are_both_named():
    assert workdays.holidays(2031)[-1].name == "中秋节、国庆节"


def test_beyond_the_table_only_the_fixed_festivals_are_known():
    assert [each.name for each in workdays.holidays(2040)] == ["元旦", "劳动节", "国庆节"]


@pytest.mark.parametrize("year", sorted(workdays.LUNAR))
def test_the_table_keeps_to_the_moon(year):
    """端午 and 中秋 lie a whole number of lunar months (and 4 or 14 days) after the first day."""
    new_year, qingming, duanwu, mid_autumn = (date(year, *each) for each in workdays.LUNAR[year])
    assert date(year, 1, 21) <= new_year <= date(year, 2, 20)
    assert qingming in (date(year, 4, 4), date(year, 4, 5))
    for day, since in ((duanwu, 4), (mid_autumn, 14)):
        months = (day - new_year - timedelta(days=since)).days / 29.5306
        assert abs(months - round(months)) * 29.5306 < 1.5
