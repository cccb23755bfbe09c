"""One running program for one SQLite file."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from storage.errors import AlreadyRunning


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
    with closing(sqlite3.connect(beside, timeout=0, isolation_level=None)) as lock:
        try:
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            raise AlreadyRunning(database) from error
        yield
