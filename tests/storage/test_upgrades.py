"""A ledger of any version goes to the next with rows in every table, on either database."""

from collections.abc import Iterator
from contextlib import suppress
from uuid import uuid4

import pytest

from storage import schema
from storage.engine import rebuilding
from storage.unit_of_work import Store
from tests.databases import POSTGRES, STORES, run_on_postgres
from tests.storage.conftest import Crash
from tests.storage.sown import ROWS, read, sow, tables
from tests.storage.test_migrations import upgrade_to

pytestmark = pytest.mark.drill

VERSIONS = sorted(schema._known())
MEANT = {
    ("0007", "invite", "burned_at"): "who holds an invitation of before is invited anew",
}
"""(version, table, column) whose values change, and why."""


@pytest.fixture(params=STORES)
def empty(request, tmp_path) -> Iterator[Store]:
    """A database with nothing in it, not even tables."""
    if request.param == "sqlite":
        store = Store(f"sqlite:///{tmp_path / 'old.db'}")
        yield store
        store.close()
        return
    name = f"qinglian_{uuid4().hex[:12]}"
    run_on_postgres(f"CREATE SCHEMA {name}")
    store = Store(f"{POSTGRES}?options=-csearch_path%3D{name}")
    yield store
    store.close()
    run_on_postgres(f"DROP SCHEMA {name} CASCADE")


def lost(version, before, after):
    """Every column of before that is there after, and holds something else."""
    return [
        f"{version}: {table}.{column}"
        for table, columns in before.items()
        for column in columns.keys() & after[table].keys()
        if columns[column] != after[table][column] and (version, table, column) not in MEANT
    ]


def step(store, version):
    """Upgrade by one version, as an operator would; its tables."""
    with rebuilding(store._engine) as connection:
        upgrade_to(connection, version)
    with store._engine.begin() as connection:
        return tables(connection)


def test_no_version_loses_a_row_or_a_word_of_it(empty):
    found = step(empty, VERSIONS[0])
    for version in VERSIONS[1:]:
        with empty._engine.begin() as connection:
            sow(connection, found)
            before = read(connection, found)
        assert min(len(next(iter(columns.values()))) for columns in before.values()) >= ROWS
        found = step(empty, version)
        with empty._engine.begin() as connection:
            assert lost(version, before, read(connection, found)) == []
    empty.require_current()


def test_an_upgrade_that_breaks_off_leaves_everything_as_it_was(empty):
    """Also in the largest of the steps, which makes many tables anew."""
    found = step(empty, "0006")
    with empty._engine.begin() as connection:
        sow(connection, found)
        before = read(connection, found)
    with suppress(Crash), rebuilding(empty._engine) as connection:
        upgrade_to(connection, VERSIONS[-1])
        raise Crash
    assert empty.revision() == "0006"
    with empty._engine.begin() as connection:
        assert read(connection, tables(connection)) == before
    empty.upgrade()
    empty.require_current()
