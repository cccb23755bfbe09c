"""The hour a sentence names."""

import pytest

from rubric.utterance_times import time_of_day


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("下午3点", "15:00"),
        ("下午三点半", "15:30"),
        ("下午两点一刻", "14:15"),
        ("上午10点三刻", "10:45"),
        ("晚上七点钟", "19:00"),
        ("昨晚7点05分", "19:05"),
        ("今早8点", "08:00"),
        ("凌晨1点", "01:00"),
        ("中午12点", "12:00"),
        ("中午11点半", "11:30"),
        ("中午1点", "13:00"),
        ("下午12点半", "12:30"),
        ("14:30", "14:30"),
        ("8:05", "08:05"),
        ("下午2:30", "14:30"),
        ("08:05", "08:05"),
        ("下午15时30分", "15:30"),
        ("9点到11点", "09:00"),
        ("15点", "15:00"),
    ],
)
def test_a_clock_time_is_read(text: str, time: str | None) -> None:
    assert time_of_day(text)[0] == time


@pytest.mark.parametrize(
    "text",
    [
        "3点",
        "3:30",
        "25点",
        "9:75",
        "晚上12点",
        "提了3点要求",
        "三点意见",
        "2小时",
        "学时",
        "15时代",
        "百百点",
        "9点百百分",
        "下午",
        "比分1:2:3",
    ],
)
def test_where_the_hour_is_open_or_none_is_meant_none_is_given(text: str) -> None:
    assert time_of_day(text)[0] is None


def test_the_part_of_the_day_is_left_to_be_read_as_a_day() -> None:
    text = "今早9点到10:30"
    assert [text[start:end] for start, end in time_of_day(text)[1]] == ["9点", "10:30"]
