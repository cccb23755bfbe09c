"""Connections as this program needs them, on SQLite and on PostgreSQL."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection, ExceptionContext
from sqlalchemy.exc import DBAPIError

from storage.direct import Direct
from storage.engine_faults import told
from storage.errors import DatabaseFailed, DatabaseSpoiled, DatabaseUnusable, StorageError

_SETTINGS = {
    "sqlite": (
        "PRAGMA busy_timeout = 10000",
        "PRAGMA journal_mode = WAL",
        "PRAGMA synchronous = FULL",
        "PRAGMA foreign_keys = ON",
    ),
    # A process that freezes in a transaction must give back what it has locked; and who waited for
    # a lock must see what the other wrote, whatever the server's own default.
    "postgresql": (
        "SET idle_in_transaction_session_timeout = '10s'",
        "SET default_transaction_isolation = 'read committed'",
        "SET TIME ZONE 'UTC'",
    ),
}
_CONNECTING: dict[str, dict[str, Any]] = {"sqlite": {}, "postgresql": {"connect_timeout": 10}}
"""Seconds after which a server that does not answer counts as unreachable."""
_READING = {
    "sqlite": ("PRAGMA query_only = ON",),
    # A reader locks nothing, and may draw a long document in the middle of it.
    "postgresql": (
        "SET idle_in_transaction_session_timeout = '15min'",
        "SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY",
    ),
}


def connect(database_url: str, *, reading: bool = False) -> Engine:
    """An engine for either database; what the driver refuses is raised as DatabaseFailed."""
    dialect = make_url(database_url).get_backend_name()
    engine = create_engine(
        database_url,
        connect_args=_CONNECTING[dialect],
        hide_parameters=True,  # they hold people's words, and errors go to logs
        json_serializer=partial(json.dumps, ensure_ascii=False),
    )
    statements = (*_SETTINGS[dialect], *(_READING[dialect] if reading else ()))

    @event.listens_for(engine, "connect")
    def prepare(connection: DBAPIConnection, _: Any) -> None:
        if dialect == "sqlite":
            connection.isolation_level = None  # the driver would begin by itself, and too late
        cursor = connection.cursor()
        for statement in statements:
            cursor.execute(statement)
        cursor.close()
        connection.commit()

    if dialect == "sqlite":
        event.listen(engine, "begin", _begin if reading else _begin_writing)
    event.listen(engine, "handle_error", _raise_ours)
    return engine


@contextmanager
def rebuilding(engine: Engine) -> Iterator[Connection]:
    """A transaction in which tables may be made anew.

    SQLite drops the old table for that, and would refuse it to one that others refer to: so it
    looks at references only at the end. DatabaseFailed if one leads nowhere then.
    """
    with engine.connect() as connection, _references_unchecked(connection), connection.begin():
        yield connection
        if engine.dialect.name == "sqlite":
            broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
            if broken:
                raise DatabaseFailed(f"references lead nowhere: {broken[:5]}")


@contextmanager
def undone_alone(connection: Direct) -> Iterator[None]:
    """A part of a transaction, taken back if it raises; not where the database itself has failed:
    the transaction may be over by then, and what came next would stand outside of any.
    """
    connection.command("SAVEPOINT part")
    try:
        yield
    except DatabaseUnusable:
        raise
    except BaseException:
        connection.command("ROLLBACK TO SAVEPOINT part")
        connection.command("RELEASE SAVEPOINT part")
        raise
    connection.command("RELEASE SAVEPOINT part")


def require_sound(connection: Connection) -> None:
    """Raise DatabaseSpoiled if a SQLite file is damaged; a server looks after its own files."""
    if connection.dialect.name == "sqlite":
        found = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar_one()
        if found != "ok":
            raise DatabaseSpoiled(str(found).strip().replace("\n", " "))


@contextmanager
def _references_unchecked(connection: Connection) -> Iterator[None]:
    """The setting has no effect within a transaction: it goes past SQLAlchemy, which begins one."""
    driver = connection.connection.dbapi_connection
    if connection.dialect.name != "sqlite" or driver is None:
        yield
        return
    cursor = driver.cursor()
    cursor.execute("PRAGMA foreign_keys = OFF")
    try:
        yield
    finally:
        cursor.execute("PRAGMA foreign_keys = ON")
        cursor.close()


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN")


def _begin_writing(connection: Connection) -> None:
    """Take the write lock first: a transaction that reads and then writes would be refused it."""
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _raise_ours(context: ExceptionContext) -> None:
    """Let nobody above storage meet the driver's errors, and leave our own as they are."""
    error = context.original_exception
    if isinstance(error, StorageError):
        raise error
    if isinstance(context.sqlalchemy_exception, DBAPIError):
        lost = context.is_disconnect or context.connection is None
        raise told(error, lost=lost) from error
