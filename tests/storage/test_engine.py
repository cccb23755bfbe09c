from contextlib import closing

import pytest
from sqlalchemy import text
from sqlalchemy.exc import StatementError

from storage.engine import connect
from storage.errors import DatabaseFailed
from storage.unit_of_work import Store


@pytest.fixture
def setting(store):
    """The value of a setting of the database, inside a transaction."""

    def setting(statement):
        with store.begin() as uow:
            return uow._connection.execute(text(statement)).scalar_one()

    return setting


@pytest.fixture
def on_sqlite(url):
    if not url.startswith("sqlite"):
        pytest.skip("a matter of SQLite")


@pytest.fixture
def on_postgresql(url):
    if url.startswith("sqlite"):
        pytest.skip("a matter of PostgreSQL")


@pytest.mark.usefixtures("on_sqlite")
@pytest.mark.parametrize(
    ("pragma", "value"),
    [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("busy_timeout", 10_000)],
)
def test_sqlite_is_durable_checks_its_references_and_waits_for_others(setting, pragma, value):
    assert setting(f"PRAGMA {pragma}") == value


@pytest.mark.usefixtures("on_postgresql")
def test_a_frozen_process_gives_its_locks_back_within_seconds_on_postgresql(setting):
    assert setting("SHOW idle_in_transaction_session_timeout") == "10s"


@pytest.mark.usefixtures("on_postgresql")
def test_who_only_reads_holds_nothing_and_may_take_his_time_on_postgresql(store):
    with store.read() as uow:
        told = uow._connection.exec_driver_sql("SHOW idle_in_transaction_session_timeout")
        assert told.scalar_one() == "15min"


@pytest.mark.usefixtures("on_postgresql")
def test_who_waited_sees_what_the_other_wrote_whatever_the_server_prefers(url):
    strict = f"{url}%20-cdefault_transaction_isolation%3Dserializable"
    with closing(Store(strict)) as store, store.begin() as uow:
        told = uow._connection.exec_driver_sql("SHOW transaction_isolation")
        assert told.scalar_one() == "read committed"


@pytest.mark.usefixtures("on_postgresql")
def test_postgresql_speaks_utc(setting):
    assert setting("SHOW timezone") == "UTC"


def test_a_reference_to_nobody_is_refused_as_our_own_error(uow):
    with pytest.raises(DatabaseFailed) as refused, uow.savepoint():
        uow.grants.accept(uow.grants.add(999999, "村文书", 999999, None), None)
    assert refused.value.__cause__ is not None


def test_an_error_does_not_repeat_what_people_wrote(uow, world):
    with pytest.raises(DatabaseFailed) as refused, uow.savepoint():
        uow.places.add("hamlet", "不可外传", world.town)
    assert "hamlet" not in str(refused.value.__cause__).partition("DETAIL")[0]
    assert "不可外传" not in str(refused.value)


def test_a_file_that_is_no_database_gives_a_clear_answer(tmp_path):
    file = tmp_path / "ledger.db"
    file.write_bytes(b"this is not a database, " * 100)
    engine = connect(f"sqlite:///{file}")
    with pytest.raises(DatabaseFailed, match="file is not a database"):
        engine.connect()


def test_a_place_where_no_file_can_be_gives_a_clear_answer(tmp_path):
    engine = connect(f"sqlite:///{tmp_path / 'absent' / 'ledger.db'}")
    with pytest.raises(DatabaseFailed, match="unable to open database file"):
        engine.connect()


def test_chinese_is_kept_readable_in_json(uow):
    uow.settings.put("greeting", "您好")
    stored = uow._connection.execute(text("SELECT CAST(value AS text) FROM setting")).scalar_one()
    assert stored == '"您好"'


def test_a_fault_of_the_program_is_not_taken_for_one_of_the_database(uow):
    with pytest.raises((StatementError, TypeError), match="not JSON serializable"), uow.savepoint():
        uow.settings.put("a", object())
