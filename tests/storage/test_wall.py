"""On PostgreSQL the database itself keeps villages apart; on SQLite only the queries do."""

from contextlib import suppress

import pytest
from sqlalchemy import select, text, true

from storage.errors import DatabaseFailed
from storage.record_rows import NewRecord, NewVersion
from storage.scope import Scope
from storage.tables import Record, metadata
from storage.wall import ROLE

OUTSIDE = {
    "reminder": "claimed by the clock, for people",
    "audit": "one chain over all villages",
}
"""Tables that name a village and stand before the wall, and why."""


@pytest.fixture
def stands(url):
    """Whether the database of this test has the wall."""
    return url.startswith("postgresql")


@pytest.fixture
def wall(stands):
    if not stands:
        pytest.skip("a matter of PostgreSQL")


@pytest.fixture
def logged(uow, world):
    """A record in each of three villages; their numbers by village."""

    def log(village):
        said = NewVersion(duties=("branch-committee",), done_on=world.today, **world.by_clerk())
        new = NewRecord(
            village_id=village,
            author_id=world.clerk,
            author_grant_id=world.clerk_grant,
            logged_at=world.now,
            content=said,
        )
        return uow.records.add(new)

    return {each: log(each) for each in (world.village, world.neighbour, world.elsewhere)}


def seen(uow, table=Record):
    """What is there for whoever asks without any condition."""
    return [row.id for row in uow._connection.execute(select(table.__table__.c.id))]


def test_under_the_wall_a_query_without_conditions_sees_its_own_villages_alone(
    uow, world, logged, stands
):
    with uow.narrowed(Scope.of({world.village, world.neighbour}, "村")):
        own = [logged[world.village], logged[world.neighbour]]
        assert seen(uow) == (own if stands else [*logged.values()])
        assert uow.records.of_village(world.village, Scope.operator())
    assert seen(uow) == [*logged.values()]


def test_somebody_without_a_post_sees_nothing(uow, logged, stands):
    with uow.narrowed(Scope.nothing()):
        assert seen(uow) == ([] if stands else [*logged.values()])


@pytest.fixture
def seeded_bug(monkeypatch):
    """The condition on the scope is forgotten, in every query."""
    monkeypatch.setattr(Scope, "require", lambda *_: None)
    monkeypatch.setattr(Scope, "covers", lambda *_: true())


@pytest.mark.usefixtures("seeded_bug")
def test_a_query_whose_scope_was_forgotten_leaks_on_sqlite_and_not_on_postgresql(
    uow, world, logged, stands
):
    own = Scope.of({world.village}, "村")
    with uow.narrowed(own):
        leaked = uow.records.of_village(world.elsewhere, own)
    assert [row.id for row in leaked] == ([] if stands else [logged[world.elsewhere]])


@pytest.mark.usefixtures("wall")
def test_what_hangs_on_a_row_is_seen_with_it(uow, world, logged):
    versions = text("SELECT record_id FROM record_version")
    with uow.narrowed(Scope.of({world.elsewhere}, "村")):
        assert uow._connection.execute(versions).scalars().all() == [logged[world.elsewhere]]


@pytest.mark.usefixtures("wall")
@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO enrolment (village_id, scheme_id, starts_on) VALUES ({}, 'x', '2026-01-01')",
        "UPDATE record SET village_id = {} WHERE village_id = {own}",
        "DELETE FROM audit",
        "UPDATE audit SET action = 'x'",
        "CREATE TABLE mine (id integer)",
    ],
)
def test_under_the_wall_nothing_is_written_elsewhere_nor_into_the_past(
    uow, world, logged, statement
):
    told = statement.format(world.elsewhere, own=world.village)
    with (
        pytest.raises(DatabaseFailed),
        uow.savepoint(),
        uow.narrowed(Scope.of({world.village}, "村")),
    ):
        uow._connection.execute(text(told))
    assert seen(uow) == [*logged.values()]


def test_a_part_that_is_taken_back_takes_its_narrowing_with_it(uow, world, logged):
    def fail():
        with uow.savepoint():
            uow.narrow(Scope.of({world.village}, "村"))
            raise KeyError

    with suppress(KeyError):
        fail()
    assert seen(uow) == [*logged.values()]
    uow.narrow(Scope.of({world.village}, "村"))
    with suppress(KeyError), uow.savepoint():
        uow.narrow(Scope.operator())
        raise KeyError
    with uow.narrowed(Scope.of({world.village}, "村")):
        assert logged[world.village] in seen(uow)


def test_parts_within_parts_show_what_each_may_see(uow, world, logged, stands):
    with uow.narrowed(Scope.of({world.village}, "村")):
        with uow.narrowed(Scope.of({world.elsewhere}, "别人")):
            other = seen(uow)
        own = seen(uow)
    if stands:
        assert (own, other) == ([logged[world.village]], [logged[world.elsewhere]])


@pytest.mark.usefixtures("wall")
def test_the_next_transaction_of_the_connection_is_not_narrowed(store, world):
    with store.begin() as uow:
        uow.narrow(Scope.of({world.village}, "村"))
    with store.begin() as uow:
        role = uow._connection.execute(text("SELECT current_user")).scalar_one()
    assert role != ROLE


@pytest.mark.usefixtures("wall")
def test_every_table_of_a_village_stands_behind_the_wall(uow):
    asked = text("SELECT relname FROM pg_class WHERE relrowsecurity AND relnamespace = :here")
    here = uow._connection.execute(text("SELECT current_schema()::regnamespace::oid")).scalar()
    behind = set(uow._connection.execute(asked, {"here": here}).scalars())
    of_village = {name for name, table in metadata.tables.items() if "village_id" in table.c}
    parts = {
        name
        for name, table in metadata.tables.items()
        for key in table.foreign_keys
        if key.column.table.name in of_village and name not in of_village
    }
    assert behind == (of_village | parts) - set(OUTSIDE)
