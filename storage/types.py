"""Column types whose values mean the same on both databases."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import DateTime, Dialect
from sqlalchemy.types import TypeDecorator

from storage.errors import NaiveInstant


class Instant(TypeDecorator[datetime]):
    """An aware instant, kept and returned in UTC.

    SQLite has no time zones and orders text, so there the same UTC wall time is kept without one.
    """

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise NaiveInstant(value)
        instant = value.astimezone(UTC)
        return instant.replace(tzinfo=None) if dialect.name == "sqlite" else instant

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - SQLAlchemy's own signature
        return None if value is None else value.astimezone(UTC)

    def result_processor(
        self, dialect: Dialect, coltype: Any
    ) -> Callable[[Any], datetime | None] | None:
        """SQLite's text is read straight into UTC: an audit chain is a million of them."""
        if dialect.name == "sqlite":
            return _from_wall_time
        return super().result_processor(dialect, coltype)


def _from_wall_time(value: str | None) -> datetime | None:
    return None if value is None else datetime.fromisoformat(value + "+00:00")
