"""整改好了: told of a finding, and how."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from rubric.utterance import Lexicon, understand
from rubric.utterance_remedy import (
    apart,
    is_of_others,
    may_be_remedy,
    numbers,
    says_how,
    tells_remedy,
)
from storage.schemes import load

NOW = datetime(2026, 7, 15, 10, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.fixture(scope="module")
def lexicon():
    return Lexicon(load().vocabulary.duties.values())


@pytest.fixture(scope="module")
def read(lexicon):
    return lambda text: understand(text, NOW, lexicon)


@pytest.mark.parametrize(
    ("text", "how"),
    [
        ("第2026-001号已整改", False),
        ("2026-003号问题整改完成", False),
        ("整改好了", False),
        ("也把整改做完了", False),
        ("整改", False),
        ("第二个问题都已经整改到位了。", False),
        ("整改已完成,三人签字齐全", True),
        ("第2026-001号已补签", True),
    ],
)
def test_a_remedy_is_told_with_or_without_saying_how(read, text, how):
    assert tells_remedy(text, read(text))
    assert says_how(text) is how


@pytest.mark.parametrize("text", ["第2026-001号已整改", "2026-003号问题整改完成"])
def test_the_number_of_a_finding_is_no_day(read, text):
    assert (read(text).date, read(text).head_count) == (None, None)


@pytest.mark.parametrize(
    "text", ["第2026-001号还没整改", "第2026-001号整改了吗", "明天整改", "昨天支委会", "已补签"]
)
def test_what_is_open_asked_or_other_work_is_no_remedy(read, text):
    assert not tells_remedy(text, read(text))


def test_something_done_of_no_duty_may_be_one(read):
    assert may_be_remedy("已补签,三人签字齐全", read("已补签,三人签字齐全"))
    assert not may_be_remedy("还没补签", read("还没补签"))
    assert not may_be_remedy("昨天支委会开了", read("昨天支委会开了"))


def test_numbers_are_told_as_papers_have_them():
    assert numbers("第２０２６-001号和2026-014都改了") == ("2026-001", "2026-014")
    assert numbers("2026-9-12开了支委会") == ()


def test_what_an_inspection_found_is_no_finding_of_ours():
    assert is_of_others("巡察反馈的第2条问题已经整改到位")
    assert not is_of_others("整改好了")


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("今天支委会5人，整改也完成了", ("今天支委会5人", "整改也完成了")),
        ("今天支委会5人 整改完成了", ("今天支委会5人", "整改完成了")),
        ("整改好了，三人签字齐全，今天支委会5人", ("今天支委会5人", "整改好了,三人签字齐全")),
        ("7月 3日支委会，2026-001 号已补签", ("7月3日支委会", "2026-001号已补签")),
        ("昨天支委会，今天党课，问题整改到位", ("昨天支委会,今天党课", "问题整改到位")),
        ("支委会还没开，整改好了", ("支委会还没开", "整改好了")),
    ],
)
def test_work_and_a_remedy_in_one_sentence_are_told_apart(lexicon, text, parts):
    assert apart(text, NOW, lexicon) == parts


@pytest.mark.parametrize(
    "text",
    [
        "整改完成，三人签字齐全",
        "整改好了，谢谢",
        "今天支委会，要求月底前整改到位",
        "今天支委会5人，研究问题整改",
        "今天支委会5人，学习问题整改完成情况",
        "支委会昨天开了，问题还没整改",
        "巡察反馈的第2条问题已经整改到位，附整改照片",
        "昨天支委会，前天党课",
    ],
)
def test_what_tells_of_but_one_of_them_stays_whole(lexicon, text):
    assert apart(text, NOW, lexicon) == ()
