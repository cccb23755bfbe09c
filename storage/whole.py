"""The ledger as a whole: counted, hashed, and taken over from another database."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from sqlalchemy import JSON, Column, RowMapping, String, Table, delete, func, insert, select

from storage.audit import BEGINNING, Head
from storage.repository import Repository
from storage.tables import AuditHead, Evidence, metadata

_BATCH = 1000
_TABLES: tuple[Table, ...] = tuple(metadata.sorted_tables)
"""Each after those that it refers to."""
_head, _evidence = AuditHead.__table__, Evidence.__table__
_ABSENT = "{}?"
"""How a column is named that says of another whether it is NULL: JSON has a null of its own."""
_FILES = (
    select(_evidence.c.path, _evidence.c.sha256)
    .where(_evidence.c.path.is_not(None))
    .distinct()
    .order_by(_evidence.c.path)
)


@dataclass(frozen=True, slots=True)
class TableSum:
    """How many rows a table has, and the SHA-256 of all of them in order."""

    rows: int
    sha256: str


class Whole(Repository):
    """Every row of every table."""

    def counts(self) -> dict[str, int]:
        """How many rows each table has."""
        return {table.name: self._count(table) for table in _TABLES}

    def sums(self) -> dict[str, TableSum]:
        """What each table holds, told alike for both kinds of database."""
        return {table.name: self._sum(table) for table in _TABLES}

    def is_new(self) -> bool:
        """Whether there is nothing but what an upgrade leaves in an empty database."""
        begun = [Head(*row) for row in self._db.execute(select(_head.c.seq, _head.c.hash))]
        filled = {name for name, count in self.counts().items() if count}
        return filled == {_head.name} and begun == [BEGINNING]

    def files(self) -> list[tuple[str, str]]:
        """Path and SHA-256 of every file that is kept as evidence."""
        return [(path, known) for path, known in self._db.execute(_FILES)]

    def take(self, other: "Whole") -> None:
        """Take over every row of another ledger; this one must be new."""
        self._db.execute(delete(_head))
        for table in _TABLES:
            for rows in other.batches(table):
                self._put(table, rows)
        self._count_on()

    def batches(self, table: Table) -> Iterator[Sequence[RowMapping]]:
        """The rows of a table in order, some at a time."""
        flags = (column.is_(None).label(_ABSENT.format(column.name)) for column in _unsure(table))
        query = select(*table.c, *flags).order_by(*map(self._ordered, table.primary_key))
        result = self._db.execute(query.execution_options(yield_per=_BATCH))
        yield from result.mappings().partitions()

    def _count(self, table: Table) -> int:
        return self._db.execute(select(func.count()).select_from(table)).scalar_one()

    def _sum(self, table: Table) -> TableSum:
        told, rows = sha256(), 0
        for batch in self.batches(table):
            told.update("".join(map(_line, batch)).encode())
            rows += len(batch)
        return TableSum(rows, told.hexdigest())

    def _put(self, table: Table, rows: Iterable[RowMapping]) -> None:
        """A column that is NULL is left out where a None would become a null of JSON."""
        alike: dict[tuple[str, ...], list[Mapping[str, Any]]] = {}
        for row in rows:
            values = _values(table, row)
            alike.setdefault(tuple(values), []).append(values)
        for values_alike in alike.values():
            self._db.execute(insert(table), values_alike)

    def _ordered(self, column: Column[Any]) -> Any:
        """Texts by their bytes, whatever the server's language."""
        if not isinstance(column.type, String):
            return column
        return column.collate("C" if self._db.dialect.name == "postgresql" else "BINARY")

    def _count_on(self) -> None:
        """Let PostgreSQL number new rows after those that came with their numbers."""
        if self._db.dialect.name == "postgresql":
            for table in (each for each in _TABLES if each.autoincrement_column is not None):
                sequence = func.pg_get_serial_sequence(table.name, "id")
                begun = func.coalesce(func.max(table.c.id) + 1, 1)
                self._db.execute(select(func.setval(sequence, begun, False)))  # noqa: FBT003 - SQL


def _unsure(table: Table) -> list[Column[Any]]:
    return [each for each in table.c if isinstance(each.type, JSON) and each.nullable]


def _values(table: Table, row: RowMapping) -> dict[str, Any]:
    left_out = {each.name for each in _unsure(table) if row[_ABSENT.format(each.name)]}
    return {each.name: row[each.name] for each in table.c if each.name not in left_out}


def _line(row: RowMapping) -> str:
    return _told([*row.values()]) + "\n"


def _plain(value: object) -> str:
    """Moments, days and bytes as text."""
    if isinstance(value, date):
        return value.isoformat()
    assert isinstance(value, bytes)
    return value.hex()


_told = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=_plain).encode
