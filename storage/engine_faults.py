"""What a driver's error means: a statement that was refused, or a database that cannot be used."""

import sqlite3

from storage.errors import (
    DatabaseFailed,
    DatabaseFull,
    DatabaseReadOnly,
    DatabaseSpoiled,
    DatabaseUnreachable,
    DatabaseUnusable,
)

_PRIMARY = 0xFF
_SQLITE: dict[int, type[DatabaseFailed]] = {
    sqlite3.SQLITE_FULL: DatabaseFull,
    sqlite3.SQLITE_READONLY: DatabaseReadOnly,
    sqlite3.SQLITE_CORRUPT: DatabaseSpoiled,
    sqlite3.SQLITE_NOTADB: DatabaseSpoiled,
    sqlite3.SQLITE_IOERR: DatabaseUnusable,
    sqlite3.SQLITE_BUSY: DatabaseUnusable,
    sqlite3.SQLITE_LOCKED: DatabaseUnusable,
    sqlite3.SQLITE_CANTOPEN: DatabaseUnusable,
    sqlite3.SQLITE_NOMEM: DatabaseUnusable,
    sqlite3.SQLITE_PROTOCOL: DatabaseUnusable,
}
_POSTGRESQL: dict[str, type[DatabaseFailed]] = {
    "53100": DatabaseFull,
    "25006": DatabaseReadOnly,
    "XX001": DatabaseSpoiled,
    "XX002": DatabaseSpoiled,
    "57014": DatabaseFailed,  # a statement that took too long will do so every time
}
_POSTGRESQL_DOWN = ("08", "53", "57", "58")
"""Classes of SQLSTATE: connection, resources, intervention of an operator, system."""


def told(error: BaseException, *, lost: bool) -> DatabaseFailed:
    """Our own error for a driver's; `lost` says that there is no connection."""
    reason = str(error).strip().partition("\n")[0]
    return _meaning(error, lost=lost)(reason)


def _meaning(error: BaseException, *, lost: bool) -> type[DatabaseFailed]:
    if isinstance(error, sqlite3.Error):
        return _SQLITE.get(getattr(error, "sqlite_errorcode", 0) & _PRIMARY, DatabaseFailed)
    state = str(getattr(error, "sqlstate", None) or "")
    if lost and not state:
        return DatabaseUnreachable
    down = lost or state.startswith(_POSTGRESQL_DOWN)
    return _POSTGRESQL.get(state, DatabaseUnusable if down else DatabaseFailed)
