"""How the numbers and days of a scheme file are read."""

from datetime import date
from decimal import Decimal

import pytest
from pydantic import TypeAdapter, ValidationError

from rubric.model import EVERYTHING, Bound, Loses, Model, MonthDay, Points, Worth

KINDS = {"points": Points, "worth": Worth, "bound": Bound, "loses": Loses, "day": MonthDay}


class Table(Model):
    name: str


def test_a_key_that_is_unknown_is_refused_and_nothing_is_changed_afterwards() -> None:
    with pytest.raises(ValidationError, match="colour"):
        Table.model_validate({"name": "甲", "colour": "red"})
    with pytest.raises(ValidationError, match="frozen"):
        Table(name="甲").name = "乙"


@pytest.mark.parametrize(
    ("kind", "value", "read"),
    [
        ("points", 2, Decimal(2)),
        ("points", Decimal("0.5"), Decimal("0.5")),
        ("points", 999, Decimal(999)),
        ("worth", 0, Decimal(0)),
        ("bound", -999, Decimal(-999)),
        ("bound", 0, Decimal(0)),
        ("loses", "all", EVERYTHING),
        ("loses", 2, Decimal(2)),
        ("day", "07-31", "07-31"),
        ("day", "02-28", "02-28"),
        ("day", "12-01", "12-01"),
    ],
)
def test_what_is_written_as_it_should_be_is_read(kind: str, value: object, read: object) -> None:
    assert TypeAdapter(KINDS[kind]).validate_python(value) == read


@pytest.mark.parametrize(
    ("kind", "value", "message"),
    [
        ("points", 0, "应当是大于 0 的分数"),
        ("points", -1, "应当是大于 0 的分数"),
        ("points", 1000, "应当是大于 0 的分数"),
        ("points", True, "应当是大于 0 的分数"),
        ("points", "2", "应当是大于 0 的分数"),
        ("points", 0.5, "应当是大于 0 的分数"),
        ("points", Decimal("NaN"), "应当是大于 0 的分数"),
        ("points", Decimal("Infinity"), "应当是大于 0 的分数"),
        ("worth", -1, "应当是不小于 0 的分数"),
        ("bound", 1000, "应当是分数"),
        ("bound", -1000, "应当是分数"),
        ("bound", False, "应当是分数"),
        ("bound", "0", "应当是分数"),
        ("loses", "everything", "应当是大于 0 的分数"),
        ("loses", 0, "应当是大于 0 的分数"),
        ("day", "02-29", "应当写成 07-31"),
        ("day", "13-01", "应当写成 07-31"),
        ("day", "00-10", "应当写成 07-31"),
        ("day", "06-31", "应当写成 07-31"),
        ("day", "06-00", "应当写成 07-31"),
        ("day", "6-30", "应当写成 07-31"),
        ("day", date(2026, 7, 31), "应当写成 07-31"),
    ],
)
def test_what_is_not_is_refused_in_words(kind: str, value: object, message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        TypeAdapter(KINDS[kind]).validate_python(value)
