"""Sums over rows that are written once and never changed: what somebody edits past us shows."""

import json
from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from typing import Any

from sqlalchemy import RowMapping, Table, func, select

from storage.repository import Repository
from storage.tables import (
    Assessment,
    Cycle,
    Draw,
    FactEvent,
    Finding,
    FindingEvent,
    Grade,
    Honour,
    Ledger,
    Matter,
    Negative,
    NotApplicable,
    Recognition,
    Record,
    RecordEvent,
    RecordVersion,
    Scoring,
    ScoringEvent,
    Sheet,
    StateSeen,
    Task,
    Veto,
)

_BATCH = 1000
_WRITTEN_ONCE: tuple[type[Ledger], ...] = (
    *(Record, RecordVersion, RecordEvent, Finding, FindingEvent),
    *(StateSeen, Task, Matter, Assessment, Honour, Veto, Grade, Negative, NotApplicable),
    *(Recognition, FactEvent, Scoring, ScoringEvent, Sheet, Draw, Cycle),
)
_TABLES: dict[str, Table] = {table.__table__.name: table.__table__ for table in _WRITTEN_ONCE}


class Commitments(Repository):
    """How far each of these tables goes, and what its rows come to."""

    def ends(self) -> dict[str, int]:
        """The newest row of each table, by number; 0 where there is none."""
        newest = {name: select(func.max(table.c.id)) for name, table in _TABLES.items()}
        return {name: self._db.execute(query).scalar() or 0 for name, query in newest.items()}

    def sum(self, name: str, first: int, last: int, salt: str) -> str:
        """The SHA-256 of a table's rows from one number to another, with a salt before them.

        Without the salt nobody learns from the sum what the rows may have said. A column that is
        NULL is passed over: a later version may add one.
        """
        told = sha256(salt.encode())
        for row in self._rows(_TABLES[name], first, last):
            told.update(_line(row))
        return told.hexdigest()

    def _rows(self, table: Table, first: int, last: int) -> Iterator[RowMapping]:
        query = select(table).where(table.c.id.between(first, last)).order_by(table.c.id)
        yield from self._db.execute(query.execution_options(yield_per=_BATCH)).mappings()


def _line(row: RowMapping) -> bytes:
    return _told({name: value for name, value in row.items() if value is not None}).encode() + b"\n"


def _plain(value: Any) -> str:
    """Moments and days as text."""
    assert isinstance(value, date)
    return value.isoformat()


_told = json.JSONEncoder(sort_keys=True, separators=(",", ":"), default=_plain).encode
