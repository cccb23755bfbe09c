"""What every repository is: statements on one connection, inside one transaction."""

from typing import Any

from sqlalchemy import ColumnElement, Connection, Insert, Table, insert, update
from sqlalchemy.dialects import postgresql, sqlite


class Repository:
    """One concern's statements; the unit of work owns the transaction."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def _insert(self, table: Table, **values: Any) -> int:
        """Store a row and tell its number."""
        key = self._db.execute(insert(table), values).inserted_primary_key
        assert key is not None
        return int(key[0])

    def _insert_once(self, table: Table, **values: Any) -> int | None:
        """Store a row and tell its number; None if a unique key says it is there already."""
        statement = self._once(table).returning(table.c.id)
        number: int | None = self._db.execute(statement, values).scalar_one_or_none()
        return number

    def _once(self, table: Table) -> Insert:
        """An insert that does nothing if a unique key is taken."""
        if self._db.dialect.name == "postgresql":
            return postgresql.insert(table).on_conflict_do_nothing()
        return sqlite.insert(table).on_conflict_do_nothing()

    def _update(self, table: Table, *conditions: ColumnElement[bool], **values: Any) -> int:
        """Change the rows for which all conditions hold and tell how many."""
        return self._db.execute(update(table).where(*conditions).values(values)).rowcount
