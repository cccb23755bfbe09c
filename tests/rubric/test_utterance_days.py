"""The days a sentence names, on Wednesday 16 September 2026 unless said otherwise."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rubric.utterance_days import Day, day_of, days, deadline_in

TODAY = date(2026, 9, 16)


def only(text: str, today: date = TODAY) -> Day:
    (day,) = days(text, today)
    return day


@pytest.mark.parametrize(
    ("text", "past", "coming"),
    [
        ("今天", date(2026, 9, 16), date(2026, 9, 16)),
        ("昨天", date(2026, 9, 15), None),
        ("后天", None, date(2026, 9, 18)),
        ("大后天", None, date(2026, 9, 19)),
        ("9月8日(周二)", date(2026, 9, 8), None),
        ("9月20日", None, date(2026, 9, 20)),
        ("1月15日", date(2026, 1, 15), date(2027, 1, 15)),
        ("3月30日", date(2026, 3, 30), None),
        ("明年1月3日", None, date(2027, 1, 3)),
        ("前年1月3日", date(2024, 1, 3), None),
        ("下月10号", None, date(2026, 10, 10)),
        ("上上个月3号", date(2026, 7, 3), None),
        ("8号", date(2026, 9, 8), date(2026, 10, 8)),
        ("20号", date(2026, 8, 20), date(2026, 9, 20)),
        ("16号", date(2026, 9, 16), date(2026, 9, 16)),
        ("周五", date(2026, 9, 11), date(2026, 9, 18)),
        ("周三", date(2026, 9, 16), date(2026, 9, 16)),
        ("本周五", None, date(2026, 9, 18)),
        ("下下周一", None, date(2026, 9, 28)),
        ("上个礼拜天", date(2026, 9, 13), None),
        ("三天前", date(2026, 9, 13), None),
        ("3天后", None, date(2026, 9, 19)),
        ("8月15主题", None, None),
    ],
)
def test_a_day_is_read_looking_back_and_looking_ahead(
    text: str, past: date | None, coming: date | None
) -> None:
    found = days(text, TODAY)
    assert [(day.past, day.coming) for day in found] == ([(past, coming)] if past or coming else [])


def test_over_the_new_year_the_nearer_year_is_meant() -> None:
    january, december = date(2026, 1, 5), date(2026, 12, 30)
    assert only("12月28日", january).past == date(2025, 12, 28)
    assert only("1月5日", december).coming == date(2027, 1, 5)
    assert only("31号", january).past == date(2025, 12, 31)
    assert only("30号", date(2026, 3, 2)).past is None


@pytest.mark.parametrize(
    ("text", "coming"),
    [
        ("8日前", date(2026, 10, 8)),
        ("12月31日前", date(2026, 12, 31)),
        ("9月30日之前", date(2026, 9, 30)),
        ("月底前", date(2026, 9, 30)),
        ("2月底前", date(2027, 2, 28)),
        ("年底前", date(2026, 12, 31)),
        ("10月8日截止", date(2026, 10, 8)),
    ],
)
def test_a_last_day_is_a_deadline_and_no_day_of_the_past(text: str, coming: date) -> None:
    day = only(text)
    assert (day.deadline, day.past, day.coming) == (True, None, coming)


@pytest.mark.parametrize(
    ("text", "impossible"),
    [
        ("2月30日", "2月30日"),
        ("13月5日", "13月5日"),
        ("9.31", "9月31日"),
        ("2月29日", "2月29日"),
        ("32号", "32号"),
        ("2026年2月29日", "2月29日"),
        ("上月31日", None),
        ("本月31日", "9月31日"),
    ],
)
def test_what_no_calendar_has_is_named(text: str, impossible: str | None) -> None:
    assert only(text).impossible == impossible


def test_a_day_alone_is_of_the_month_near_that_has_it() -> None:
    assert only("31号", date(2026, 2, 20)).past == date(2026, 1, 31)
    assert only("30号", date(2026, 3, 2)).coming == date(2026, 3, 30)


def test_29_february_is_that_of_a_leap_year_near() -> None:
    assert only("2月29日", date(2028, 3, 1)).past == date(2028, 2, 29)
    assert only("2月29日", date(2027, 12, 1)).coming == date(2028, 2, 29)


@pytest.mark.parametrize(
    "text",
    [
        "3.5公里",
        "1.2万元",
        "98.5分",
        "9.12.1",
        "修路3.5",
        "2/3以上",
        "长3.5搞",
        "13.5",
        "9.45",
        "20261345",
        "12345678",
        "第3号",
        "8号楼",
        "3号凭证",
        "110号",
        "0号",
        "1998888年3月5日",
        "1800年3月5日",
        "百百月5日",
        "9月百百日",
        "百百号",
        "本月百百日",
        "百百天前",
        "99天前",
        "13月底前",
        "百百月底前",
        "2026.13.5",
        "1-6月",
        "前几天",
        "上周",
        "月底",
        "5张",
    ],
)
def test_other_numbers_are_no_days(text: str) -> None:
    assert not any(day.past or day.coming or day.impossible for day in days(text, TODAY))


@pytest.mark.parametrize(
    "text", ["农历八月初二", "正月初八", "八月十五", "9月廿八", "大年初三", "5日内"]
)
def test_moon_days_and_spans_are_taken_out_unread(text: str) -> None:
    assert only(text) == Day((0, len(text)))


def test_just_now_is_today_unless_a_day_is_named() -> None:
    assert only("刚刚开完").past == TODAY
    assert only("昨天刚开完").past == TODAY - timedelta(days=1)


def test_each_day_named_is_kept_in_its_place() -> None:
    text = "昨天和9月8日,9.3"
    assert [text[slice(*day.span)] for day in days(text, TODAY)] == ["昨天", "9月8日", "9.3"]


@given(day=st.dates(date(2000, 1, 1), date(2098, 12, 31)), today=st.dates(date(2000, 1, 1)))
def test_a_full_date_is_that_day_in_every_spelling(day: date, today: date) -> None:
    if today.year > 2098:
        today = today.replace(year=2098, day=1)
    for text in (
        f"{day.year}年{day.month}月{day.day}日",
        f"{day:%Y%m%d}",
        f"{day.year}.{day.month}.{day.day}",
        f"{day.year}/{day.month}/{day.day}",
        f"{day:%Y-%m-%d}",
        f"{day.year % 100:02}年{day.month}月{day.day}号",
    ):
        found = only(text, today)
        assert (found.past or found.coming) == day, text


@given(month=st.integers(-3, 20), day=st.integers(-3, 40), year=st.integers(1940, 2110))
def test_only_days_of_the_calendar_exist(year: int, month: int, day: int) -> None:
    found = day_of(year, month, day)
    assert found is None or (found.year, found.month, found.day) == (year, month, day)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("9月20日前把6月第8号凭证补签", date(2026, 9, 20)),
        ("下周五前报清单", date(2026, 9, 25)),
        ("9月1日前应报的", None),
        ("9月20日上报", None),
        ("9月20日前或9月25日前", None),
    ],
)
def test_a_deadline_is_the_one_day_ahead_by_which_it_is_wanted(text, day):
    assert deadline_in(text, TODAY) == day
