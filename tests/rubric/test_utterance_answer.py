from datetime import UTC, date, datetime

import pytest

from rubric.utterance_answer import (
    is_bare_number,
    knows_no_day,
    leaves,
    names_day,
    names_only_day,
    read_day,
    read_day_within,
    read_whole_day,
)

NOW = datetime(2026, 7, 15, 1, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("昨天", date(2026, 7, 14)),
        ("7月3日村民代表会议，应到45人", date(2026, 7, 3)),
        ("今天", date(2026, 7, 15)),
        ("14", date(2026, 7, 14)),
        ("20。", date(2026, 6, 20)),
        ("100", None),
        ("明天", None),
        ("7月3日或7月4日", None),
        ("全票通过", None),
    ],
)
def test_a_day_is_read_where_one_past_day_is_named(said, day):
    assert read_day(said, NOW) == day


@pytest.mark.parametrize("said", ["昨天", "明天", "7月3日或7月4日"])
def test_a_day_that_cannot_be_taken_is_named_all_the_same(said):
    assert names_day(said, NOW)


@pytest.mark.parametrize("said", ["全票通过", "应到45人，实到40人，同意38票"])
def test_people_and_votes_name_no_day(said):
    assert not names_day(said, NOW)


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("4月2日《浙江日报》第3版", date(2026, 4, 2)),
        ("2025年12月20日省纪委表彰", date(2025, 12, 20)),
        ("昨天《浙江日报》", date(2026, 7, 14)),
        ("文件号浙纪发〔2026〕5号，4月2日印发", date(2026, 4, 2)),
        ("2026年5月省纪委表彰，文件号浙纪发〔2026〕5号", None),
        ("浙纪发〔2026〕5-3号", None),
        ("5号《浙江日报》", None),
        ("4月2日和4月3日《浙江日报》", None),
    ],
)
def test_the_number_of_a_document_is_no_day_of_a_source(said, day):
    assert read_whole_day(said, NOW) == day


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("18", date(2025, 12, 18)),
        ("18号", date(2025, 12, 18)),
        ("十八日下午", date(2025, 12, 18)),
        ("12月18日", date(2025, 12, 18)),
        ("2025年12月18日", date(2025, 12, 18)),
        ("昨天", date(2026, 7, 14)),
        ("7月3日", date(2026, 7, 3)),
        ("32", None),
        ("记不清了", None),
    ],
)
def test_a_day_asked_for_in_a_month_is_read_as_one_of_it(said, day):
    assert read_day_within(said, NOW, date(2025, 12, 1), date(2025, 12, 31)) == day


@pytest.mark.parametrize(
    "said", ["昨天", "今天贴的", "就是昨天啊", "昨天14日", "昨天下午", "14", "7月3日。"]
)
def test_words_for_a_day_and_nothing_else(said):
    assert names_only_day(said, NOW)


@pytest.mark.parametrize("said", ["昨天支委会", "7月3日或7月4日", "全票通过", "100"])
def test_words_that_tell_more_than_a_day_or_none(said):
    assert not names_only_day(said, NOW)


@pytest.mark.parametrize(
    ("said", "bare"), [("14", True), ("十四。", True), ("14日", False), ("", False)]
)
def test_a_number_by_itself(said, bare):
    assert is_bare_number(said) is bare


@pytest.mark.parametrize(
    "said", ["算了", "不用了，谢谢！", "没有问题", "好的", "Ok", "先不办了吧", "无"]
)
def test_words_that_leave_a_question(said):
    assert leaves(said)


@pytest.mark.parametrize(
    "said", ["没有公示", "账目没有问题说明", "无会议记录", "取消了公开栏", "好人好事"]
)
def test_words_that_only_begin_like_it(said):
    assert not leaves(said)


@pytest.mark.parametrize(
    ("said", "none"), [("还没办", True), ("忘了", True), ("昨天忘了贴", False)]
)
def test_words_that_know_of_no_day(said, none):
    assert knows_no_day(said) is none
