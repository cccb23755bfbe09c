from datetime import date, datetime
from decimal import Decimal

import pytest

from handlers.forms.wording import clean, clip, lost, numeral, optional_day, written


def test_a_loss_has_the_sign_of_the_documents():
    assert lost(Decimal("0.50")) == "－0.5"


def test_typed_text_becomes_one_line_without_hidden_marks():
    assert clean("甲\n乙\t丙\x00\u202e丁") == "甲 乙 丙 丁"


def test_what_is_cut_ends_with_an_ellipsis_and_keeps_to_its_length():
    assert clip("一二三四五", 4) == "一二三…"
    assert clip("一二三四", 4) == "一二三四"


@pytest.mark.parametrize(("number", "said"), [(1, "一"), (10, "十"), (12, "十二"), (30, "三十")])
def test_numbers_are_said_as_headings_say_them(number, said):
    assert numeral(number) == said


def test_values_are_written_as_people_write_them():
    assert written(Decimal("97.50")) == "97.5"
    assert written(date(2026, 7, 5)) == "2026年7月5日"
    assert written(datetime(2026, 7, 5, 9, 3)) == "2026年7月5日 9:03"  # noqa: DTZ001 - as shown
    assert written("原样") == "原样"


def test_a_day_that_is_not_set_is_blank():
    assert optional_day(None) == ""
    assert optional_day(date(2026, 7, 5)) == "2026年7月5日"
