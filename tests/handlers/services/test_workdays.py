from datetime import date, timedelta

import pytest

from handlers.services import workdays
from handlers.services.workdays import Holiday, Notice


@pytest.fixture(autouse=True)
def _fresh_calendar():
    """No test lives on what another one computed."""
    for known in vars(workdays).values():
        getattr(known, "cache_clear", lambda: None)()


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


# --- 公示七个工作日 -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("posted", "first", "last"),
    [
        # A plain week: Tuesday's notice runs Wed-Fri, Mon-Thu.
        (date(2026, 11, 10), date(2026, 11, 11), date(2026, 11, 19)),
        # Posted on a Saturday: from Monday on.
        (date(2026, 11, 14), date(2026, 11, 16), date(2026, 11, 24)),
        # Before 国庆: 1-7 October off, Saturday the 10th made up.
        (date(2026, 9, 30), date(2026, 10, 8), date(2026, 10, 15)),
        # Sunday 20 September is made up before 中秋 (25-27 off): 20, 21-24, 28, 29.
        (date(2026, 9, 19), date(2026, 9, 20), date(2026, 9, 29)),
        # 春节 15-23 February off, Saturdays 14 and 28 made up: 12, 13, 14, 24, 25, 26, 27.
        (date(2026, 2, 11), date(2026, 2, 12), date(2026, 2, 27)),
    ],
)
def test_a_notice_of_seven_working_days_is_counted_from_the_day_after_it_was_posted(
    posted, first, last
):
    assert workdays.notice_until(posted, 7) == Notice(first, last, tentative=False)


def test_a_notice_of_one_day_begins_and_ends_on_the_next_working_day():
    friday, monday = date(2026, 11, 20), date(2026, 11, 23)
    assert workdays.notice_until(friday, 1) == Notice(monday, monday, tentative=False)


def test_a_notice_that_reaches_into_a_year_not_announced_is_tentative():
    # 22 Dec 2028 is a Friday: 25-29 December, then 2 and 3 January 2029 (元旦 falls on a Monday).
    assert workdays.notice_until(date(2028, 12, 22), 7) == Notice(
        date(2028, 12, 25), date(2029, 1, 3), tentative=True
    )


def test_a_notice_that_ends_with_the_announced_year_is_not_tentative():
    # Tue 22 December 2026: Wed-Fri 23-25, Mon-Thu 28-31.
    assert workdays.notice_until(date(2026, 12, 22), 7).last == date(2026, 12, 31)
    assert not workdays.notice_until(date(2026, 12, 22), 7).tentative


# --- years not announced --------------------------------------------------------------------------


def test_a_year_not_announced_is_tentative_and_has_the_thirteen_statutory_days():
    assert workdays.is_tentative(2029)
    assert not workdays.is_tentative(2026)
    found = workdays.holidays(2029)
    assert all(each.tentative for each in found)
    assert sum((each.last - each.first).days + 1 for each in found) == 13
    assert Holiday("春节", date(2029, 2, 12), date(2029, 2, 15), tentative=True) in found


def test_the_festivals_of_a_year_not_announced_are_the_laws_own_days():
    """《全国年节及纪念日放假办法》(2024)第二条: 1 + 4 + 1 + 2 + 1 + 1 + 3 days."""
    assert [(each.name, each.first, each.last) for each in workdays.holidays(2029)] == [
        ("元旦", date(2029, 1, 1), date(2029, 1, 1)),
        ("春节", date(2029, 2, 12), date(2029, 2, 15)),
        ("清明节", date(2029, 4, 4), date(2029, 4, 4)),
        ("劳动节", date(2029, 5, 1), date(2029, 5, 2)),
        ("端午节", date(2029, 6, 16), date(2029, 6, 16)),
        ("中秋节", date(2029, 9, 22), date(2029, 9, 22)),
        ("国庆节", date(2029, 10, 1), date(2029, 10, 3)),
    ]


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
