"""One running program for one SQLite file."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from storage.engine_faults import told
from storage.errors import AlreadyRunning, StorageError


@contextmanager
def exclusive(database: Path | None) -> Iterator[None]:
    """Hold the file's lock, or raise AlreadyRunning; without a file there is nothing to hold.

    The lock is SQLite's own, on an empty file beside the database: the system lets go of it when
    the process ends, however it ends, and on every platform.
    """
    if database is None:
        yield
        return
    beside = database.with_name(database.name + "-running")
    with closing(_open(beside)) as lock:
        try:
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.Error as error:
            raise _refusal(error, database) from error
        yield


def _open(beside: Path) -> sqlite3.Connection:
    try:
        return sqlite3.connect(beside, timeout=0, isolation_level=None)
    except sqlite3.Error as error:
        raise told(error, lost=False) from error


def _refusal(error: sqlite3.Error, database: Path) -> StorageError:
    """Only a lock that is held tells of another programme; else the place itself is at fault."""
    if error.sqlite_errorcode == sqlite3.SQLITE_BUSY:
        return AlreadyRunning(database)
    return told(error, lost=False)
