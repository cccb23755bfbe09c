from collections.abc import Iterator
from typing import Any

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine, inspect, text

from storage import schema
from storage.errors import DatabaseAhead, DatabaseBehind
from storage.tables import metadata
from storage.unit_of_work import Store


def described(connection: Connection) -> dict[str, object]:
    """Everything the database says of its tables, but for the migrations' own."""
    inspector = inspect(connection)

    def of(table):
        columns = [
            {**column, "type": str(column["type"])} for column in inspector.get_columns(table)
        ]
        listed = (
            columns,
            inspector.get_unique_constraints(table),
            inspector.get_check_constraints(table),
            inspector.get_foreign_keys(table),
            [comparable(index) for index in inspector.get_indexes(table)],
        )
        by_name = [sorted(each, key=lambda part: str(part["name"])) for each in listed]
        return [*by_name, inspector.get_pk_constraint(table)]

    return {table: of(table) for table in inspector.get_table_names() if table != "alembic_version"}


def comparable(index: dict[str, Any]) -> dict[str, Any]:
    """An index with its condition as text: two equal conditions are two objects."""
    options = index.get("dialect_options", {})
    return index | {"dialect_options": {key: str(value) for key, value in options.items()}}


@pytest.fixture
def migrated(store) -> Iterator[dict[str, object]]:
    with store._engine.begin() as connection:
        return described(connection)


@pytest.fixture
def declared(url) -> Iterator[dict[str, object]]:
    """The same of a database made from the tables' own metadata."""
    on_file = url.startswith("sqlite")
    engine = create_engine("sqlite://" if on_file else url.partition("?")[0])
    with engine.connect() as connection:
        if not on_file:
            connection.execute(text("CREATE SCHEMA declared"))
            connection.execute(text("SET search_path TO declared"))
            connection.dialect.default_schema_name = "declared"
        metadata.create_all(connection)
        yield described(connection)
        connection.rollback()
    engine.dispose()


def test_the_migrations_make_exactly_the_tables_that_are_declared(migrated, declared):
    assert set(migrated) == set(metadata.tables) == set(declared)
    for table, wanted in declared.items():
        assert migrated[table] == wanted, table


def test_an_upgrade_of_the_newest_changes_nothing(store, migrated):
    store.upgrade()
    with store._engine.begin() as connection:
        assert described(connection) == migrated
    assert store.revision() == schema.newest()


def test_an_upgrade_keeps_what_is_there(store):
    with store.begin() as uow:
        uow.settings.put("a", 1)
    store.upgrade()
    with store.begin() as uow:
        assert uow.settings.get("a") == 1
        assert uow.audit.head().seq == 0


def test_the_versions_stand_in_one_line_that_ends_with_the_newest():
    scripts = ScriptDirectory(str(schema._VERSIONS.parent))
    assert scripts.get_heads() == [schema.newest()]
    assert {script.revision for script in scripts.walk_revisions()} == schema._known()


def test_a_database_without_a_version_has_none(tmp_path):
    empty = Store(f"sqlite:///{tmp_path / 'empty.db'}")
    assert empty.revision() == ""
    empty.close()


@pytest.mark.parametrize("found", ["", "0001"])
def test_an_older_database_is_refused_and_told_the_way(found):
    with pytest.raises(DatabaseBehind, match="qinglian db upgrade"):
        schema.require_current(found)


def test_an_unknown_version_is_a_newer_one():
    with pytest.raises(DatabaseAhead):
        schema.require_current("9999")


def test_the_newest_version_is_accepted():
    schema.require_current(schema.newest())
