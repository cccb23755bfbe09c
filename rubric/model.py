"""How scheme data is read: frozen, nothing unknown, no number out of a string."""

import re
from datetime import date
from decimal import Decimal
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, PlainValidator, Strict

EVERYTHING = Decimal("Infinity")
"""What "all" is in a scheme file: more than any item has, so that it loses all it has left."""
_MOST = 1000
_MONTH_DAY = re.compile("[0-9]{2}-[0-9]{2}")
_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class Model(BaseModel):
    """A table of a scheme file."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


def _points(value: object) -> Decimal:
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        points = Decimal(value)
        if points.is_finite() and 0 < points < _MOST:
            return points
    raise ValueError("应当是大于 0 的分数")


def _worth(value: object) -> Decimal:
    bound = _bound(value)
    if bound < 0:
        raise ValueError("应当是不小于 0 的分数")
    return bound


def _bound(value: object) -> Decimal:
    """Points of either sign, or none."""
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        bound = Decimal(value)
        if bound.is_finite() and -_MOST < bound < _MOST:
            return bound
    raise ValueError("应当是分数")


def _loses(value: object) -> Decimal:
    return EVERYTHING if value == "all" else _points(value)


def month_day(value: object) -> str:
    """A day that every year has, as 07-31."""
    if isinstance(value, str) and _MONTH_DAY.fullmatch(value):
        month, day = int(value[:2]), int(value[3:])
        if 1 <= month <= len(_DAYS) and 1 <= day <= _DAYS[month - 1]:
            return value
    raise ValueError("应当写成 07-31 这样的月和日")


Points = Annotated[Decimal, PlainValidator(_points)]
Bound = Annotated[Decimal, PlainValidator(_bound)]
"""A bound of points: it may be 0 or below."""
Worth = Annotated[Decimal, PlainValidator(_worth)]
"""Points, or none at all."""
Percent = Annotated[int, Strict(), Field(gt=0, le=100)]
Loses = Annotated[Decimal, PlainValidator(_loses)]
"""Points to lose, or "all"."""
Count = Annotated[int, Strict(), Field(ge=0)]
Day = Annotated[date, Strict()]
Word = Annotated[str, Field(min_length=1)]
Words = Annotated[tuple[Word, ...], Field(min_length=1)]
MonthDay = Annotated[str, PlainValidator(month_day)]
"""A day of every year: 07-31."""
