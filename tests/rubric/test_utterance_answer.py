from datetime import UTC, date, datetime

import pytest

from rubric.utterance_answer import names_day, read_day, read_day_within, read_whole_day

NOW = datetime(2026, 7, 15, 1, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("昨天", date(2026, 7, 14)),
        ("7月3日村民代表会议，应到45人", date(2026, 7, 3)),
        ("今天", date(2026, 7, 15)),
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
