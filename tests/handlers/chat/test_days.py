"""Which day it was: by buttons, or in words of a month long past."""

from datetime import date

import pytest

from handlers.chat.days import day_buttons

TODAY = date(2026, 8, 1)


def test_the_last_three_days_are_offered_by_the_words_people_use():
    assert [each.label for each in day_buttons(TODAY, "x")] == [
        "今天 1日",
        "昨天 31日",
        "前天 30日",
    ]


def test_only_days_that_may_be_meant_are_offered():
    (one,) = day_buttons(TODAY, "x", [date(2026, 7, 31)])
    assert (one.label, one.args) == ("昨天 31日", ("2026-07-31",))


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("支委会开过了", "支委会是哪天办的？"),
        ("去年12月支委会", "支委会是2025年12月哪天办的？"),
        ("6月支委会", "支委会是6月哪天办的？"),
        ("一季度廉洁教育", "廉洁教育是1月1日至3月31日哪天办的？"),
    ],
)
def test_the_month_that_was_named_is_told_in_the_question(secretary, said, asked):
    assert asked in secretary.say(said).text
