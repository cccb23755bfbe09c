"""One table of a case file: what is wrong is noted with its key, and the rest is still read."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal

import pytest

from rubric.casetable import CaseTable, is_day
from rubric.errors import Fault
from rubric.facts import ALWAYS
from rubric.toml_text import ImpossibleDate

DAY = date(2026, 3, 1)


def table(**values: object) -> tuple[CaseTable, list[Fault]]:
    faults: list[Fault] = []
    return CaseTable("f.toml", "records 1", values, faults), faults


def told(faults: list[Fault]) -> list[str]:
    return [f"{fault.key}:{fault.message}" for fault in faults]


def test_a_fault_names_file_table_and_key_and_only_the_first_of_a_key_is_told() -> None:
    found, faults = table()
    found.fault("unit", "甲")
    found.fault("unit", "乙")
    assert [str(fault) for fault in faults] == ["f.toml:records 1 unit:甲"]


def test_a_key_of_another_kind_of_scheme_is_told_apart_from_an_unknown_one() -> None:
    found, faults = table(duty="party-day", grade="good", colour="red")
    found.only(("duty",), ("grade",))
    assert told(faults) == ["grade:这个键是另一类考核办法用的", "colour:没有这个键"]


READERS: dict[str, Callable[[CaseTable], object]] = {
    "text": lambda one: one.text("key"),
    "one_of": lambda one: one.one_of("key", ["a", "b"]),
    "count": lambda one: one.count("key", 1),
    "few": lambda one: one.count("key", 1, most=3),
    "number": lambda one: one.number("key"),
    "day": lambda one: one.day("key"),
    "since": lambda one: one.since("key"),
    "inner": lambda one: one.inner("key"),
    "list": lambda one: list(one.list("key")),
}
SOUND = (
    ("text", "甲", "甲"),
    ("one_of", "b", "b"),
    ("count", 1, 1),
    ("few", 3, 3),
    ("number", Decimal("0.5"), Decimal("0.5")),
    ("number", 0, Decimal(0)),
    ("day", DAY, DAY),
    ("since", True, ALWAYS),
    ("since", False, None),
    ("since", DAY, DAY),
)


@pytest.mark.parametrize(("read", "value", "found"), SOUND)
def test_a_sound_value_is_read_without_a_word(read: str, value: object, found: object) -> None:
    one, faults = table(key=value)
    assert (READERS[read](one), faults) == (found, [])


@pytest.mark.parametrize(
    ("read", "value", "message"),
    [
        ("text", 3, "应当是文字,不能空着"),
        ("text", "  ", "应当是文字,不能空着"),
        ("text", None, "缺少这一项"),
        ("one_of", "c", "没有“c”,只能是 a、b"),
        ("count", 0, "应当是不小于 1 的整数"),
        ("count", True, "应当是不小于 1 的整数"),
        ("few", 4, "应当不大于 3"),
        ("number", "1", "应当是数,最多 6 位小数"),
        ("number", Decimal("0.0000001"), "应当是数,最多 6 位小数"),
        ("number", Decimal("NaN"), "应当是数,最多 6 位小数"),
        ("number", None, "缺少这一项"),
        ("day", "2026-03-01", "应当是日期,写成 2026-03-12 这样,不加引号"),
        (
            "day",
            datetime(2026, 3, 1, 8, 0),  # noqa: DTZ001 - as TOML reads it
            "应当是日期,写成 2026-03-12 这样,不加引号",
        ),
        ("day", None, "缺少这一项"),
        ("since", "yes", "应当是 true、false 或日期"),
        ("inner", 3, "应当是一张表"),
        ("list", {}, "应当写成 [[key]]"),
        ("list", [3], "第 1 个不是一张表"),
    ],
)
def test_an_unsound_value_is_told_with_what_it_should_be(
    read: str, value: object, message: str
) -> None:
    one, faults = table(key=value)
    READERS[read](one)
    assert told(faults) == [f"key:{message}"]


def test_what_is_missing_but_need_not_be_there_has_its_default() -> None:
    one, faults = table()
    assert (one.text("key", required=False), one.count("key", 1, default=2)) == ("", 2)
    assert (one.maybe_day("key"), one.since("key"), list(one.list("key"))) == (None, None, [])
    assert faults == []


def test_an_impossible_date_is_told_once_where_it_was_read() -> None:
    """The TOML reader has told of it already."""
    one, faults = table(key=ImpossibleDate("2026-02-30"))
    assert one.maybe_day("key") is None
    assert faults == []


def test_an_inner_table_is_named_after_its_outer_one_and_a_listed_one_by_its_number() -> None:
    one, faults = table(steps={"propose": 1}, records=[{}, {"duty": 3}])
    one.inner("steps").day("propose")
    list(one.list("records"))[1].text("duty")
    assert [fault.table for fault in faults] == ["records 1 steps", "records 2"]


def test_a_later_day_may_be_the_same_but_not_before_the_first() -> None:
    one, faults = table(found_on=DAY, due=DAY, settled_on=date(2026, 2, 28))
    one.not_before("found_on", "due", "settled_on", "cleared_on")
    assert told(faults) == ["settled_on:不能早于 found_on"]


def test_a_moment_is_no_day() -> None:
    assert is_day(DAY)
    assert not is_day(datetime(2026, 3, 1))  # noqa: DTZ001 - as TOML reads it
