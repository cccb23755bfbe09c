"""A statement that comes again answers what it answered through SQLAlchemy."""

import gc
from contextlib import ExitStack
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import bindparam, select, text, update

from storage.errors import DatabaseFailed, DatabaseUnusable
from storage.scope import Scope
from storage.tables import Inbox, Place, Setting

_inbox, _place, _setting = Inbox.__table__, Place.__table__, Setting.__table__
NOW = datetime(2026, 7, 14, 1, 30, tzinfo=UTC)
_NAMED = select(_setting).where(_setting.c.key == bindparam("key"))
TIMES = 3
"""At first SQLAlchemy sends it, then the driver alone."""


def some(uow, statement, **given):
    """What each of several executions answered."""
    return [uow._db.execute(statement, given).mappings().all() for _ in range(TIMES)]


def test_every_execution_tells_the_same_of_all_types(uow):
    uow.inbox.put(1, [(7, "42", {"text": "支委会", "n": [1, None]}, date(2026, 7, 14))], NOW)
    first, *others = some(uow, select(_inbox).where(_inbox.c.id == bindparam("id")), id=1)
    assert len(first) == 1
    assert all(dict(row) == dict(first[0]) for rows in others for row in rows)
    row = others[-1][0]
    assert (row["body"], row["written_on"]) == (
        {"text": "支委会", "n": [1, None]},
        date(2026, 7, 14),
    )
    assert (row["received_at"], row["not_before"], row["error"]) == (NOW, None, "")


@pytest.mark.parametrize("length", [0, 1, 2, 4, 5, 40])
def test_lists_of_every_length_are_looked_for_by_all_their_values(uow, world, length):
    query = select(_place.c.id).where(_place.c.id.in_(bindparam("ids", expanding=True)))
    numbers = [world.city, world.town, world.village, world.neighbour, world.elsewhere]
    wanted = (numbers + list(range(1000, 1040)))[:length]
    for rows in some(uow, query, ids=wanted):
        assert {row["id"] for row in rows} == set(wanted) & set(numbers)


def test_the_same_change_takes_other_columns_another_time(uow, world):
    change = update(_place).where(_place.c.id == bindparam("changed"))
    for number in range(TIMES):
        for values in ({"name": f"甲{number}"}, {"contact": f"{number}", "name": f"乙{number}"}):
            changed = uow._db.execute(change, {**values, "changed": world.village})
            assert changed.rowcount == 1
    assert uow._db.execute(change, {"name": "丙", "changed": 0}).rowcount == 0
    row = uow.places._first(_place, id=world.village)
    assert (row["name"], row["contact"]) == (f"乙{TIMES - 1}", f"{TIMES - 1}")


def _put_within(uow):
    with uow.savepoint():
        uow.settings.put("within", "v")
        uow.places.add("planet", "不是地方")


def test_what_the_driver_refuses_is_told_as_ours_and_undone_alone(uow):
    for _ in range(TIMES):
        with pytest.raises(DatabaseFailed):
            _put_within(uow)
    uow.settings.put("after", "v")
    assert (uow.settings.get("within"), uow.settings.get("after")) == (None, "v")


def _lose_connection(store):
    """In the middle of a transaction whose statements the driver knows."""
    with store.begin() as uow, store.begin() as other:
        for _ in range(TIMES):
            uow.settings.get("k")
        pid = uow._connection.exec_driver_sql("SELECT pg_backend_pid()").scalar_one()
        with uow.narrowed(Scope.of([1], "within")):
            other._connection.execute(text("SELECT pg_terminate_backend(:pid)"), {"pid": pid})
            uow.settings.get("k")


def test_a_lost_connection_is_told_and_the_next_transaction_has_another(store):
    if store.file:
        pytest.skip("a file has no connection to lose")
    with pytest.raises(DatabaseUnusable):
        _lose_connection(store)
    with store.begin() as uow:
        assert uow.settings.get("k") is None


def test_a_connection_that_the_driver_knows_is_closed_is_told_as_ours(crashing):
    def close(uow):
        some(uow, _NAMED, key="k")
        uow._connection.connection.dbapi_connection.close()
        with pytest.raises(DatabaseFailed):
            uow._db.execute(_NAMED, {"key": "k"})

    crashing(close)


def _stop_server(store):
    """Several connections wait for the next transactions; the server ends all of them."""
    kill = text(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid != pg_backend_pid()"
        " AND application_name = current_setting('application_name')"
    )
    with ExitStack() as held:
        for _ in range(TIMES):
            uow = held.enter_context(store.begin())
            some(uow, _NAMED, key="k")
    with store.read() as uow:
        uow._connection.execute(kill)


def test_after_the_server_was_away_one_transaction_fails_and_no_more(store):
    if store.file:
        pytest.skip("a file is never away")
    _stop_server(store)
    with pytest.raises(DatabaseUnusable), store.begin() as uow:
        uow._db.execute(_NAMED, {"key": "k"})
    for _ in range(TIMES):
        with store.begin() as uow:
            uow._db.execute(_NAMED, {"key": "k"})


def test_a_statement_that_is_built_for_one_use_is_forgotten(uow, store):
    before = len(store._written._forms)
    for number in range(10):
        some(uow, select(_setting).where(_setting.c.key == f"k{number}"))
    gc.collect()
    assert len(store._written._forms) <= before + 1
