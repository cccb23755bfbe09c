"""Words that take a record back are no work done."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from rubric.utterance import Intent, Lexicon, understand
from rubric.utterance_undo import takes_back, without_taking_back
from storage.schemes import load

NOW = datetime(2026, 7, 15, 10, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.fixture(scope="module")
def lexicon():
    return Lexicon(load().vocabulary.duties.values())


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("把昨天支委会删了", "昨天支委会"),
        ("撤销7月8日党课", "7月8日党课"),
        ("昨天的支委会记错了", "昨天的支委会"),
        ("7月8日党课不算。", "7月8日党课"),
        ("5月财务公开报重复了", "5月财务公开"),
    ],
)
def test_they_are_no_log_and_name_what_is_meant(lexicon, text, rest):
    assert takes_back(text)
    assert without_taking_back(text) == rest
    assert understand(text, NOW, lexicon).intent is Intent.NONE


@pytest.mark.parametrize(
    "text",
    [
        "昨天支委会，讨论撤销张三的职务",
        "公开栏写错了，昨天重新贴的村务公开",
        "昨天党员大会通过了删减支出的预算",
        "补录昨天的支委会，上次记错了",
    ],
)
def test_work_that_speaks_of_such_things_is_a_log(lexicon, text):
    assert understand(text, NOW, lexicon).intent is Intent.LOG
