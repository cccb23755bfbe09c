"""A sentence made plain."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rubric.utterance_text import BLOT, blot, plain


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("９月８日，５人", "9月8日,5人"),
        ("黨員大會開了，帳貼上牆", "党员大会开了,账贴上墙"),
        ("9 月 3 日 支委会", "9月3日支委会"),
        ("9.4 32人", "9.4 32人"),
        ("村务公开还冇更新", "村务公开还没更新"),
        ("9月—10月", "9月-10月"),
        ("　支委会　", "支委会"),
        ("第一行\n第二行", "第一行\n第二行"),
        ("٣人、१२人、𝟗人", "3人、12人、9人"),
        ("", ""),
    ],
)
def test_width_script_and_stray_spaces_are_evened_out(written: str, expected: str) -> None:
    assert plain(written) == expected


@given(st.text())
def test_making_plain_twice_changes_nothing_more(text: str) -> None:
    assert plain(plain(text)) == plain(text)


def test_blotting_keeps_the_length_and_hides_only_the_spans() -> None:
    assert blot("昨天支委会5人", [(0, 2), (5, 6)]) == f"{BLOT * 2}支委会{BLOT}人"
    assert blot("昨天", []) == "昨天"
