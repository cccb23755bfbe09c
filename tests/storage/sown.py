"""Rows in every table of a database of any version, as the tables themselves ask for them."""

import re
from datetime import UTC, date, datetime
from functools import cache
from itertools import count

from sqlalchemy import CheckConstraint, MetaData, select

DAY = date(2026, 7, 1)
MOMENT = datetime(2026, 7, 2, 1, tzinfo=UTC)
ROWS = 3
MADE_BY_ITSELF = ("alembic_version", "audit_head")
_numbers = count(1000)


def tables(connection):
    """As they stand in the database now, each after those it refers to."""
    found = MetaData()
    found.reflect(connection)
    return [table for table in found.sorted_tables if table.name not in MADE_BY_ITSELF]


def sow(connection, found):
    """Rows in each table: at least three, one of each kind that a check lets in, one as empty as
    the columns allow.
    """
    newest = cache(lambda column: _newest(connection, column))
    for table in found:
        kinds = _kinds(table)
        rows = range(max([ROWS, *map(len, kinds.values())]))
        asked = [column for column in table.columns if _asked(column)]
        values = [{c.name: _value(c, newest, kinds, row) for c in asked} for row in rows]
        connection.execute(table.insert(), values)


def read(connection, found):
    """Every row: {table: {column: [value…]}}, in the order of the primary key."""
    return {table.name: _columns(connection, table) for table in found}


def _columns(connection, table):
    rows = connection.execute(select(table).order_by(*table.primary_key)).mappings().all()
    return {column.name: [row[column.name] for row in rows] for column in table.columns}


def _kinds(table):
    """The texts that a column may hold, where a check lists them."""
    checks = [str(c.sqltext) for c in table.constraints if isinstance(c, CheckConstraint)]
    listed = [(re.match(r"\W*(\w+)", text), re.findall(r"'([^']*)'", text)) for text in checks]
    return {found[1]: texts for found, texts in listed if found and texts}


def _asked(column):
    """Whether a value is written: ids are the database's; a row refers to none of its own kind."""
    own = any(key.column.table is column.table for key in column.foreign_keys)
    return not (column.primary_key and column.name == "id") and not (column.nullable and own)


def _newest(connection, column):
    """Of the rows there are, the last few."""
    return connection.execute(select(column).order_by(column.desc())).scalars().fetchmany(ROWS)


def _value(column, newest, kinds, row):
    for key in column.foreign_keys:
        known = newest(key.column)
        return known[row % len(known)]
    if column.nullable and row % ROWS == ROWS - 1:
        return None
    if column.name in kinds:
        return kinds[column.name][row % len(kinds[column.name])]
    return _plain(column)


def _plain(column):
    number, zoned = next(_numbers), getattr(column.type, "timezone", False)
    plain = {
        int: number,
        str: f"{column.name} {number}",
        bool: False,
        date: DAY,
        datetime: MOMENT if zoned else MOMENT.replace(tzinfo=None),
        bytes: b"x",
        object: {"propose": "2026-07-01"},
    }
    return plain[column.type.python_type]
