import os
import signal
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from storage.errors import AlreadyRunning, DatabaseAhead, DatabaseBehind, DatabaseFailed
from storage.unit_of_work import Store


def test_what_was_committed_is_there_for_the_next(store):
    with store.begin() as uow:
        uow.settings.put("a", 1)
    with store.begin() as uow:
        assert uow.settings.get("a") == 1


def test_a_transaction_that_raises_leaves_nothing_behind(store, world, crashing):
    def much(uow):
        uow.settings.put("a", 1)
        uow.people.add("某人")
        uow.audit.append(world.now, "a", "b", {})

    crashing(much)
    with store.begin() as uow:
        assert uow.settings.get("a") is None
        assert uow.audit.head().seq == 0


def test_a_savepoint_that_raises_leaves_nothing_behind_and_the_rest_goes_on(store):
    def half_done(uow):
        with uow.savepoint():
            uow.settings.put("inside", 1)
            uow.places.add("hamlet", "自然村")

    with store.begin() as uow:
        uow.settings.put("before", 1)
        with pytest.raises(DatabaseFailed):
            half_done(uow)
        uow.settings.put("after", 1)
    with store.begin() as uow:
        kept = [uow.settings.get(key) for key in ("before", "inside", "after")]
    assert kept == [1, None, 1]


def test_a_savepoint_that_succeeds_is_kept_with_the_rest(store):
    with store.begin() as uow, uow.savepoint():
        uow.settings.put("inside", 1)
    with store.begin() as uow:
        assert uow.settings.get("inside") == 1


def test_twenty_people_writing_at_once_all_succeed(store, world):
    def write(number):
        for turn in range(5):
            with store.begin() as uow:
                key = f"{number}-{turn}"
                assert uow.settings.get(key) is None
                uow.settings.put(key, turn)
                uow.audit.append(world.now, "write", key, {})

    with ThreadPoolExecutor(20) as pool:
        list(pool.map(write, range(20)))
    with store.read() as uow:
        assert uow.audit.head().seq == 100
        assert uow.audit.verify() == []


def test_a_reader_sees_one_moment_and_holds_up_nobody(store):
    with store.begin() as uow:
        uow.settings.put("a", 1)
    with store.read() as reader:
        assert reader.settings.get("a") == 1
        with store.begin() as writer:
            writer.settings.put("a", 2)
        assert reader.settings.get("a") == 1
    with store.read() as reader:
        assert reader.settings.get("a") == 2


def test_a_reader_cannot_write(store):
    with pytest.raises(DatabaseFailed), store.read() as uow:
        uow.settings.put("a", 1)


def test_after_a_reader_the_same_connection_writes_again(store):
    for _ in range(3):
        with store.read() as uow:
            uow.settings.get("a")
        with store.begin() as uow:
            uow.settings.put("a", 1)


KILLED = """
import os, signal, sys
from storage.unit_of_work import Store
with Store(sys.argv[1]).begin() as uow:
    uow.settings.put("half", 1)
    uow.people.add("某人", "half")
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_process_killed_in_the_middle_leaves_nothing_behind(url, store):
    killed = subprocess.run([sys.executable, "-c", KILLED, url], check=False, timeout=60)  # noqa: S603
    assert killed.returncode == -signal.SIGKILL
    with store.begin() as uow:
        assert uow.settings.get("half") is None
        assert uow.people.by_code("half") is None


HOLDS = """
import sys, time
from storage.unit_of_work import Store
with Store(sys.argv[1]).exclusive_run():
    print("held", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def sqlite_file(tmp_path):
    return f"sqlite:///{tmp_path / 'ledger.db'}"


def test_a_second_run_on_the_same_file_is_refused_until_the_first_is_gone_even_if_killed(
    sqlite_file,
):
    store = Store(sqlite_file)
    store.upgrade()
    with subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, "-c", HOLDS, sqlite_file], stdout=subprocess.PIPE, text=True
    ) as first:
        assert first.stdout.readline() == "held\n"
        with pytest.raises(AlreadyRunning, match=r"ledger\.db"), store.exclusive_run():
            pass
        with store.begin() as uow:
            uow.settings.put("other commands write", arg := True)
        os.kill(first.pid, signal.SIGKILL)
    with store.exclusive_run(), store.begin() as uow:
        assert uow.settings.get("other commands write") is arg
    store.close()


def test_several_processes_may_run_on_postgresql(url, store):
    if url.startswith("sqlite"):
        pytest.skip("one program a file")
    with store.exclusive_run(), store.exclusive_run():
        pass


def test_a_new_database_is_behind_until_it_is_upgraded(sqlite_file):
    store = Store(sqlite_file)
    assert store.revision() == ""
    with pytest.raises(DatabaseBehind, match="还没有数据库"):
        store.require_current()
    store.upgrade()
    store.require_current()
    store.close()


def test_a_database_of_a_newer_program_is_refused(sqlite_file):
    store = Store(sqlite_file)
    store.upgrade()
    store.close()
    with sqlite3.connect(sqlite_file.removeprefix("sqlite:///")) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    with pytest.raises(DatabaseAhead, match="9999"):
        store.require_current()
    store.close()
