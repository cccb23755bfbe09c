from contextlib import closing

import pytest

from storage.errors import DatabaseFailed
from storage.snapshot import snapshot
from storage.unit_of_work import Store


@pytest.fixture
def file(tmp_path):
    return tmp_path / "copy.db"


def sums(store):
    with store.read() as uow:
        return uow.whole.sums()


@pytest.mark.usefixtures("world")
def test_the_copy_is_a_ledger_of_its_own_with_every_row(store, file):
    before = sums(store)
    snapshot(store, file)
    with store.begin() as uow:
        uow.people.add("新人")
    with closing(Store(f"sqlite:///{file}")) as copy:
        copy.require_current()
        assert sums(copy) == before


@pytest.mark.usefixtures("world")
def test_what_is_not_committed_yet_is_not_in_it_and_hinders_nobody(store, file):
    before = sums(store)
    with store.begin() as uow:
        uow.settings.put("half", 1)
        snapshot(store, file)
    with closing(Store(f"sqlite:///{file}")) as copy:
        assert sums(copy) == before


def test_a_file_that_is_there_is_not_written_over(tmp_path, file, new_ledger):
    with closing(Store(new_ledger(tmp_path / "ledger.db"))) as store:
        file.write_text("mine")
        with pytest.raises(DatabaseFailed):
            snapshot(store, file)
    assert file.read_text() == "mine"


def test_a_ledger_that_is_not_there_is_not_made(tmp_path, file):
    absent = tmp_path / "absent.db"
    with (
        closing(Store(f"sqlite:///{absent}")) as store,
        pytest.raises(DatabaseFailed, match="unable to open"),
    ):
        snapshot(store, file)
    assert not absent.exists()
