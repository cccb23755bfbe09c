"""Days, figures, periods and labels as people write them."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from handlers.messages import words
from rubric.period import Period


def test_a_day_has_its_weekday_in_full_width_brackets():
    assert words.day(date(2026, 7, 14)) == "7月14日（周二）"


@pytest.mark.parametrize(
    ("day", "told"), [((2026, 1, 2), "1月2日"), ((2027, 1, 2), "2027年1月2日")]
)
def test_another_year_is_named(day, told):
    assert words.dated(date(*day), date(2026, 7, 1)) == told


def test_a_clock_has_two_digits_for_minutes():
    assert words.clock(datetime(2026, 7, 14, 9, 5)) == "9:05"  # noqa: DTZ001 - only its digits


@pytest.mark.parametrize(("value", "told"), [("10", "10"), ("0.50", "0.5"), ("100.00", "100")])
def test_points_have_no_idle_zeros(value, told):
    assert words.points(Decimal(value)) == told


@pytest.mark.parametrize(
    ("period", "told"),
    [("2026-07", "7月"), ("2026-Q3", "三季度"), ("2026-H1", "上半年"), ("2026", "2026年")],
)
def test_periods_are_said_as_people_say_them(period, told):
    assert words.period(Period.parse(period)) == told


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        ("党小组会(第1组)", "党小组会（第1组）"),
        ("未排查的扣1分,未制订的扣1分。", "未排查的扣1分，未制订的扣1分。"),
        ("查看记录、 台账等", "查看记录、台账等"),
        ("48,230.50", "48,230.50"),
        ("9:30", "9:30"),
    ],
)
def test_the_rules_words_get_chinese_punctuation_and_figures_keep_theirs(raw, told):
    assert words.typeset(raw) == told


def test_user_text_becomes_one_line_without_signs_nobody_sees():
    assert words.line("支委会\n5人\u202e\x07\u200b好") == "支委会 5人 好"


def test_a_clip_says_that_something_was_cut():
    assert words.clip("一二三四", 4) == "一二三四"
    assert words.clip("一二三四五", 4) == "一二三…"


@pytest.mark.parametrize(("label", "width"), [("党课", 2), ("5月党课", 3.5), ("已看，同意", 5)])
def test_digits_are_half_as_wide_as_characters(label, width):
    assert words.width(label) == width


@pytest.mark.parametrize("most", [3, 5, 10])
def test_a_fitted_label_is_never_wider(most):
    for length in range(1, 30):
        assert words.width(words.fit("会" * length, most)) <= most
        assert words.width(words.fit("1a会" * length, most)) <= most
