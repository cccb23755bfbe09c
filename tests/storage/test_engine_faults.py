import socket
import sqlite3
from contextlib import closing

import psycopg
import pytest

from storage import engine
from storage.engine_faults import told
from storage.errors import (
    DatabaseFailed,
    DatabaseFull,
    DatabaseReadOnly,
    DatabaseSpoiled,
    DatabaseUnreachable,
    DatabaseUnusable,
)
from storage.unit_of_work import Store
from tests.ports import held_port


@pytest.fixture
def ledger(tmp_path, new_ledger):
    store = Store(new_ledger(tmp_path / "ledger.db"))
    yield store
    store.close()


def note(store, key="k", value="v"):
    with store.begin() as uow, uow.savepoint():
        uow.settings.put(key, value)


def pragma(store, statement):
    """On the one connection that writes."""
    with closing(store._engine.raw_connection()) as connection:
        row = connection.cursor().execute(f"PRAGMA {statement}").fetchone()
        return row and row[0]


def test_a_full_disk_is_told_and_what_was_not_stored_can_be_stored_once_there_is_space(ledger):
    pragma(ledger, f"max_page_count = {pragma(ledger, 'page_count')}")
    with pytest.raises(DatabaseFull, match="腾出空间"):
        note(ledger, value="x" * 100_000)
    pragma(ledger, "max_page_count = 100000")
    note(ledger)
    with ledger.read() as uow:
        assert uow.settings.get("k") == "v"


def _put_two(store):
    with store.begin() as uow:
        uow.settings.put("before", "v")
        with uow.savepoint():
            uow.settings.put("k", "x" * 100_000)


def test_nothing_of_a_transaction_is_kept_that_meets_a_full_disk(ledger):
    pragma(ledger, f"max_page_count = {pragma(ledger, 'page_count')}")
    with pytest.raises(DatabaseFull):
        _put_two(ledger)
    with ledger.read() as uow:
        assert uow.settings.get("before") is None


def test_a_database_that_can_only_be_read_is_told_and_still_read(ledger):
    note(ledger)
    pragma(ledger, "query_only = ON")
    with pytest.raises(DatabaseReadOnly, match="权限"):
        note(ledger, "other")
    with ledger.read() as uow:
        assert uow.settings.get("k") == "v"
    pragma(ledger, "query_only = OFF")
    note(ledger, "other")


def test_a_file_opened_for_reading_only_is_told(ledger):
    store = Store(f"sqlite:///file:{ledger.file}?mode=ro&uri=true")
    with pytest.raises(DatabaseReadOnly):
        store.require_writable()
    store.close()


def test_a_spoiled_file_is_told_with_the_command_that_restores(ledger):
    file = ledger.file
    ledger.close()
    spoil(file)
    store = Store(f"sqlite:///{file}")
    with pytest.raises(DatabaseSpoiled, match="qinglian restore"):
        store.require_sound()
    store.close()


def test_a_whole_file_is_sound(ledger):
    ledger.require_sound()


def spoil(file):
    """Garbage in the middle of every page but the first."""
    pages = bytearray(file.read_bytes())
    for page in range(4096, len(pages), 4096):
        pages[page : page + 64] = b"spoiled!" * 8
    file.write_bytes(pages)


class Refused(psycopg.Error):
    def __init__(self, state):
        super().__init__("why")
        self.sqlstate = state


@pytest.mark.parametrize(
    ("state", "meaning"),
    [
        ("53100", DatabaseFull),
        ("25006", DatabaseReadOnly),
        ("XX001", DatabaseSpoiled),
        ("57P01", DatabaseUnusable),
        ("57014", DatabaseFailed),
        ("23505", DatabaseFailed),
        (None, DatabaseFailed),
    ],
)
def test_a_servers_answer_has_the_same_meanings(state, meaning):
    assert type(told(Refused(state), lost=False)) is meaning


def test_a_lost_connection_is_a_matter_of_the_database_not_of_the_step():
    assert type(told(Refused("08006"), lost=True)) is DatabaseUnusable
    assert type(told(Refused(None), lost=True)) is DatabaseUnreachable


def test_a_statement_that_the_driver_cannot_send_is_a_matter_of_the_step():
    too_long = psycopg.OperationalError("number of parameters must be between 0 and 65535")
    assert type(told(too_long, lost=False)) is DatabaseFailed


def test_a_server_that_does_not_answer_is_told_with_the_setting_that_names_it():
    with held_port() as port:
        store = Store(f"postgresql+psycopg://nobody@127.0.0.1:{port}/x")
        with pytest.raises(DatabaseUnreachable, match="核对 QINGLIAN_DATABASE_URL") as told_of:
            store.revision()
        store.close()
    assert isinstance(told_of.value, DatabaseUnusable), "a running programme goes on by itself"


def test_a_server_that_takes_a_call_and_says_nothing_keeps_nobody_waiting(monkeypatch):
    monkeypatch.setitem(engine._CONNECTING["postgresql"], "connect_timeout", 2)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        store = Store(f"postgresql+psycopg://nobody@127.0.0.1:{silent.getsockname()[1]}/x")
        with pytest.raises(DatabaseUnreachable):
            store.revision()
        store.close()


def test_a_broken_rule_of_a_table_is_a_fault_of_the_step_alone():
    assert type(told(sqlite3.IntegrityError("why"), lost=False)) is DatabaseFailed
