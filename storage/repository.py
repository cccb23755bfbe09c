"""What every repository is: statements on one connection, inside one transaction.

To build a statement costs several times as much as to run it. Those that a message needs are built
once: the common shapes here, the others beside their repository, with bound parameters.
"""

from collections.abc import Sequence
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Insert,
    RowMapping,
    Select,
    Table,
    Update,
    bindparam,
    insert,
    select,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql.schema import ScalarElementColumnDefault

from storage.direct import Direct


class Repository:
    """One concern's statements; the unit of work owns the transaction."""

    def __init__(self, connection: Direct) -> None:
        self._db = connection

    def _all(self, table: Table, **equal: Any) -> Sequence[RowMapping]:
        """The rows whose columns equal these values, in the order of their numbers."""
        return self._db.execute(_matching(table, tuple(equal)), equal).mappings().all()

    def _first(self, table: Table, **equal: Any) -> RowMapping | None:
        """The first such row, if there is one."""
        return self._db.execute(_matching(table, tuple(equal)), equal).mappings().first()

    def _insert(self, table: Table, **values: Any) -> int:
        """Store a row and tell its number."""
        stored = self._db.execute(_insert_into(table), _defaults(table) | values)
        number: int = stored.scalar_one()
        return number

    def _insert_once(self, table: Table, **values: Any) -> int | None:
        """Store a row and tell its number; None if a unique key says it is there already."""
        statement = _insert_new(table, self._db.dialect.name)
        stored = self._db.execute(statement, _defaults(table) | values)
        number: int | None = stored.scalar_one_or_none()
        return number

    def _change(self, table: Table, number: int, **values: Any) -> None:
        """Give one row other values."""
        self._db.execute(_numbered(table), values | {"changed_row": number})

    def _update(self, table: Table, *conditions: ColumnElement[bool], **values: Any) -> int:
        """Change the rows for which all conditions hold and tell how many."""
        return self._db.execute(update(table).where(*conditions).values(values)).rowcount


@cache
def _matching(table: Table, names: tuple[str, ...]) -> Select[Any]:
    equal = (table.c[name] == bindparam(name) for name in names)
    return select(table).where(*equal).order_by(*table.primary_key)


@cache
def _insert_into(table: Table) -> Insert:
    return insert(table).returning(*table.primary_key)


@cache
def _defaults(table: Table) -> dict[str, Any]:
    """What columns hold of which nothing is said."""
    said = {column.name: column.default for column in table.c}
    return {
        name: each.arg
        for name, each in said.items()
        if isinstance(each, ScalarElementColumnDefault)
    }


@cache
def _insert_new(table: Table, dialect: str) -> Insert:
    """An insert that does nothing if a unique key is taken."""
    if dialect == "postgresql":
        return postgresql.insert(table).on_conflict_do_nothing().returning(*table.primary_key)
    return sqlite.insert(table).on_conflict_do_nothing().returning(*table.primary_key)


@cache
def _numbered(table: Table) -> Update:
    """Its new values are named by the parameters of each execution."""
    return update(table).where(table.c.id == bindparam("changed_row"))
