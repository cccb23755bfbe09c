"""A copy of the ledger as it is at one moment, in a SQLite file, while others go on writing."""

import sqlite3
from contextlib import closing
from pathlib import Path

from storage.errors import DatabaseFailed
from storage.unit_of_work import Store


def snapshot(store: Store, file: Path) -> None:
    """Write the copy to a file that does not exist yet.

    Of a database on a server it is a SQLite ledger too: it can be taken back by either kind, and
    needs no tool of the server's own version.
    """
    source = store.file
    if source is None:
        _copy(store, file)
    else:
        _vacuum(source, file)


def _vacuum(source: Path, file: Path) -> None:
    try:
        with closing(sqlite3.connect(f"{source.absolute().as_uri()}?mode=rw", uri=True)) as opened:
            opened.execute("VACUUM INTO ?", (str(file),))
    except sqlite3.Error as error:
        raise DatabaseFailed(str(error)) from error


def _copy(store: Store, file: Path) -> None:
    copy = Store(f"sqlite:///{file}")
    try:
        copy.upgrade()
        with store.read() as source, copy.begin() as target:
            target.whole.take(source.whole)
    finally:
        copy.close()
