"""The databases that tests run on: SQLite, and PostgreSQL where a server is named.

QINGLIAN_TEST_POSTGRES names the server. What runs on one of them only runs on SQLite, or with
QINGLIAN_TEST_STORE=postgresql on that server (`make test-postgres`).
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from uuid import uuid4

import psycopg

from storage.tables import metadata
from storage.unit_of_work import Store

POSTGRES = os.environ.get("QINGLIAN_TEST_POSTGRES", "")  # noqa: TID251 - a server only CI has
STORES = ("sqlite", "postgresql") if POSTGRES else ("sqlite",)
CHOSEN = os.environ.get("QINGLIAN_TEST_STORE", "sqlite")  # noqa: TID251 - chosen by the Makefile
assert CHOSEN in STORES, "QINGLIAN_TEST_STORE: sqlite, or postgresql on a server that is named"
_UNCHECKED = "SET LOCAL session_replication_role = replica"
_CHAIN_BEGUN = "UPDATE audit_head SET seq = 0, hash = repeat('0', 64)"
_NUMBERED = [each.name for each in metadata.sorted_tables if each.autoincrement_column is not None]
_COUNTED_ON = [
    f"SELECT setval(pg_get_serial_sequence('{name}', 'id'), coalesce(max(id) + 1, 1), false)"  # noqa: S608 - our own names
    f" FROM {name}"
    for name in _NUMBERED
]


def run_on_postgres(*statements: str, url: str = POSTGRES) -> None:
    with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement)


def upgraded(url: str) -> str:
    store = Store(url)
    store.upgrade()
    store.close()
    return url


@contextmanager
def schema(*settings: str) -> Iterator[str]:
    """A schema of this run alone, dropped at its end; its sessions have these settings."""
    name = f"qinglian_{uuid4().hex[:12]}"
    named = (f"search_path={name}", f"application_name={name}", *settings)
    options = "%20".join(f"-c{each}" for each in named)
    run_on_postgres(f"CREATE SCHEMA {name}")
    try:
        yield upgraded(f"{POSTGRES}?options={options.replace('=', '%3D')}")
    finally:
        run_on_postgres(f"DROP SCHEMA {name} CASCADE")


def sessions(url: str) -> int:
    """How many others are connected to such a schema."""
    others = "FROM pg_stat_activity WHERE application_name = current_setting('application_name')"
    with psycopg.connect(url.replace("+psycopg", "")) as connection:
        counted = connection.execute(f"SELECT count(*) {others} AND pid != pg_backend_pid()")
        ((number,),) = counted.fetchall()
    return int(number)


def emptied(url: str) -> str:
    """A database on PostgreSQL as an upgrade leaves it."""
    deleted = _deleted(*(name for name in metadata.tables if name != "audit_head"))
    run_on_postgres("; ".join([_UNCHECKED, *deleted, _CHAIN_BEGUN, *_COUNTED_ON]), url=url)
    return url


def filled(url: str, like: str) -> str:
    """A schema on PostgreSQL that holds what another holds."""
    other = like.partition("search_path%3D")[2].partition("%20")[0]
    copied = [f"INSERT INTO {name} SELECT * FROM {other}.{name}" for name in metadata.tables]  # noqa: S608 - our own names
    deleted = _deleted(*metadata.tables)
    run_on_postgres("; ".join([_UNCHECKED, *deleted, *copied, *_COUNTED_ON]), url=url)
    return url


def _deleted(*names: str) -> list[str]:
    return [f"DELETE FROM {name}" for name in names]  # noqa: S608 - our own names


class Ledgers:
    """Lends ledgers to tests: files, or schemas of PostgreSQL, which are used again and again."""

    def __init__(self, template: Path) -> None:
        self._template = template
        self._held = ExitStack()
        self._free: list[str] = []

    @contextmanager
    def lent(self, file: Path, like: str = "") -> Iterator[str]:
        """The URL of a ledger: as an upgrade leaves it, or as another one is."""
        if CHOSEN == "sqlite":
            source = like.removeprefix("sqlite:///") or self._template
            yield f"sqlite:///{shutil.copy(source, file)}"
            return
        url = self._free.pop() if self._free else self._another()
        yield filled(url, like) if like else emptied(url)
        self._free.append(url)

    @contextmanager
    def opened(self, file: Path, like: str = "") -> Iterator[Store]:
        """The same, opened."""
        with self.lent(file, like) as url, closing(Store(url)) as store:
            yield store

    def close(self) -> None:
        self._held.close()

    def _another(self) -> str:
        """What a test commits need not outlive the server."""
        return self._held.enter_context(schema("synchronous_commit=off"))
