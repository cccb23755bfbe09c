"""How scheme data is read: frozen, nothing unknown, no number out of a string."""

from datetime import date
from decimal import Decimal
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, PlainValidator, Strict

EVERYTHING = Decimal("Infinity")
"""What "all" is in a scheme file: more than any item has, so that it loses all it has left."""
_MOST = 1000


class Model(BaseModel):
    """A table of a scheme file."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def _points(value: object) -> Decimal:
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        points = Decimal(value)
        if points.is_finite() and 0 < points < _MOST:
            return points
    raise ValueError("应当是大于 0 的分数")


def _loses(value: object) -> Decimal:
    return EVERYTHING if value == "all" else _points(value)


Points = Annotated[Decimal, PlainValidator(_points)]
Loses = Annotated[Decimal, PlainValidator(_loses)]
"""Points to lose, or "all"."""
Count = Annotated[int, Strict(), Field(ge=0)]
Day = Annotated[date, Strict()]
Word = Annotated[str, Field(min_length=1)]
Words = Annotated[tuple[Word, ...], Field(min_length=1)]
MonthDay = Annotated[str, Field(pattern=r"^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$")]
"""A day of every year: 07-31."""
