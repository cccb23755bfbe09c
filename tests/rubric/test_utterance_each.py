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


def test_the_words_of_each_part_are_kept_with_it(lexicon):
    parts = understand_each("昨天支委会，5人；前天主题党日", NOW, lexicon)
    assert [words for words, _ in parts] == ["昨天支委会,5人", "前天主题党日"]
