from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from rubric.utterance import Lexicon
from rubric.utterance_each import understand_each
from storage.schemes import load

NOW = datetime(2026, 9, 16, 10, tzinfo=ZoneInfo("Asia/Shanghai"))
YESTERDAY, BEFORE = date(2026, 9, 15), date(2026, 9, 14)


@pytest.fixture(scope="module")
def lexicon():
    return Lexicon(load().vocabulary.duties.values())


@pytest.mark.parametrize(
    ("text", "read"),
    [
        (
            "昨天支委会，5人参加；前天主题党日，20人",
            [("branch-committee", YESTERDAY, 5), ("party-day", BEFORE, 20)],
        ),
        (
            "9月14号主题党日，昨天开了支委会",
            [("party-day", BEFORE, None), ("branch-committee", YESTERDAY, None)],
        ),
        (
            "昨天，支委会，5人。9.14党课20人，9.11组织生活会",
            [
                ("branch-committee", YESTERDAY, 5),
                ("party-lecture", BEFORE, 20),
                ("organisational-life", date(2026, 9, 11), None),
            ],
        ),
    ],
)
def test_each_piece_of_work_has_its_own_day_and_heads(lexicon, text, read):
    told = [
        (one.duties[0], one.date, one.head_count) for _, one in understand_each(text, NOW, lexicon)
    ]
    assert told == read


@pytest.mark.parametrize(
    "text",
    [
        "昨天支委会，5人参加",
        "昨天支委会，主题党日一起开，20人",
        "昨天支委会，昨天主题党日",
        "昨天支委会，前天或大前天主题党日",
        "昨天支委会，主题党日",
        "昨天支委会，明天主题党日",
        "昨天支委会，前天没有开主题党日",
        "好的",
    ],
)
def test_what_is_one_record_or_leaves_something_open_is_not_taken_apart(lexicon, text):
    assert understand_each(text, NOW, lexicon) == ()


@pytest.mark.parametrize(
    ("text", "read"),
    [
        (
            "昨天支委会5人，前天党课20人，主题党日也搞了",
            [("branch-committee", 15, 5), ("party-lecture", 14, 20), ("party-day", None, None)],
        ),
        (
            "昨天支委会5人、党员大会30人",
            [("branch-committee", 15, 5), ("members-meeting", 15, 30)],
        ),
        (
            "昨天开了支委会5人和党员大会30人",
            [("branch-committee", 15, 5), ("members-meeting", 15, 30)],
        ),
        (
            "昨天支委会5人 前天党课20人",
            [("branch-committee", 15, 5), ("party-lecture", 14, 20)],
        ),
        (
            "昨天支委会5人，前天或大前天党课20人",
            [("branch-committee", 15, 5), ("party-lecture", None, 20)],
        ),
    ],
)
def test_a_day_that_is_open_is_nobody_elses(lexicon, text, read):
    told = [
        (one.duties[0], one.date and one.date.day, one.head_count)
        for _, one in understand_each(text, NOW, lexicon)
    ]
    assert told == read


@pytest.mark.parametrize(
    "text", ["昨天支委会、党员大会，30人", "昨天支委会5人，前天党课20人，讨论预算、主题党日"]
)
def test_what_was_one_meeting_or_only_talked_about_is_not_taken_apart(lexicon, text):
    assert understand_each(text, NOW, lexicon) == ()


def test_the_words_of_each_part_are_kept_with_it(lexicon):
    parts = understand_each("昨天支委会，5人；前天主题党日", NOW, lexicon)
    assert [words for words, _ in parts] == ["昨天支委会,5人", "前天主题党日"]
