"""Numbers as people write them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rubric.utterance_numerals import NUMBER, number

ONES = "零一二三四五六七八九"


def in_words(value: int) -> str:
    hundreds, rest = divmod(value, 100)
    tens, ones = divmod(rest, 10)
    text = f"{ONES[hundreds]}百" if hundreds else ""
    if tens:
        text += f"{ONES[tens]}十" if tens > 1 or hundreds else "十"
    elif hundreds and ones:
        text += "零"
    return text + (ONES[ones] if ones else "")


@given(st.integers(1, 999))
def test_every_number_is_read_back_from_its_words_and_its_digits(value: int) -> None:
    assert number(in_words(value)) == number(str(value)) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [("两", 2), ("廿", 20), ("廿八", 28), ("卅一", 31), ("〇", 0), ("二〇二六", 2026), ("十", 10)],
)
def test_signs_of_daily_use_are_numbers(text: str, value: int) -> None:
    assert number(text) == value


@pytest.mark.parametrize("text", ["百", "百十", "十十", "二廿", "十一二", "一二十", "十百"])
def test_what_nobody_writes_is_no_number(text: str) -> None:
    assert number(text) is None


@given(st.text("〇零一二两三四五六七八九十廿卅百0123456789", min_size=1, max_size=30))
def test_whatever_the_pattern_matches_can_be_asked(text: str) -> None:
    for match in re.finditer(NUMBER, text):
        value = number(match.group())
        assert value is None or 0 <= value < 10**9
