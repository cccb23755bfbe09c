"""The months, quarters, half-years and years a sentence names, on 16 September 2026."""

from datetime import date

import pytest

from rubric.utterance_periods import Named, periods

TODAY = date(2026, 9, 16)


def texts(text: str, today: date = TODAY) -> list[tuple[str | None, str | None]]:
    return [
        (one.past and str(one.past), one.coming and str(one.coming)) for one in periods(text, today)
    ]


@pytest.mark.parametrize(
    ("text", "past", "coming"),
    [
        ("8月份", "2026-08", None),
        ("八月", "2026-08", None),
        ("9月", "2026-09", "2026-09"),
        ("10月", None, "2026-10"),
        ("2月", "2026-02", "2027-02"),
        ("去年12月", "2025-12", None),
        ("2025年12月", "2025-12", None),
        ("25年12月", "2025-12", None),
        ("二〇二五年三月", "2025-03", None),
        ("上个月", "2026-08", None),
        ("这个月", "2026-09", "2026-09"),
        ("下月", None, "2026-10"),
        ("第三季度", "2026-Q3", "2026-Q3"),
        ("二季度", "2026-Q2", None),
        ("四季度", None, "2026-Q4"),
        ("Q1", "2026-Q1", "2027-Q1"),
        ("上季度", "2026-Q2", None),
        ("这个季度", "2026-Q3", "2026-Q3"),
        ("上半年", "2026-H1", None),
        ("2026年下半年", "2026-H2", "2026-H2"),
        ("1-6月", "2026-H1", None),
        ("7至9月", "2026-Q3", "2026-Q3"),
        ("今年", "2026", "2026"),
        ("2025年度", "2025", None),
        ("本年度", "2026", "2026"),
        ("明年", None, "2027"),
        ("今年第三季度", "2026-Q3", "2026-Q3"),
    ],
)
def test_a_period_is_read_looking_back_and_looking_ahead(
    text: str, past: str | None, coming: str | None
) -> None:
    assert texts(text) == [(past, coming)]


def test_over_the_new_year_the_nearer_year_is_meant() -> None:
    assert texts("12月", date(2026, 1, 5)) == [("2025-12", "2026-12")]
    assert texts("1月", date(2026, 12, 30)) == [("2026-01", "2027-01")]
    assert texts("四季度", date(2026, 1, 5)) == [("2025-Q4", "2026-Q4")]


def test_the_narrowest_kind_wins_and_two_of_a_kind_both_stay() -> None:
    assert texts("2026年度的8月份") == [("2026-08", None)]
    assert texts("7月8月") == [("2026-07", None), ("2026-08", None)]
    assert texts("7、8月") == [("2026-07", None), ("2026-08", None)]
    assert texts("8月,8月份") == [("2026-08", None)]


@pytest.mark.parametrize(
    "text", ["3个月内", "2-4月", "13月", "百百月", "五月内", "第5条", "46张", ""]
)
def test_what_is_no_period_of_the_rules_is_none(text: str) -> None:
    assert texts(text) == []


def test_a_period_of_neither_time_has_no_length() -> None:
    assert Named(None, None).months == 0
