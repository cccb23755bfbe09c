import pytest

from storage.errors import AlreadyRunning, DatabaseUnusable
from storage.exclusive import exclusive


def test_one_holder_at_a_time(tmp_path):
    database = tmp_path / "ledger.db"
    with exclusive(database):
        with pytest.raises(AlreadyRunning) as refused, exclusive(database):
            pass
        assert refused.value.database == database
    with exclusive(database):
        pass


def test_two_databases_are_held_side_by_side(tmp_path):
    with exclusive(tmp_path / "one.db"), exclusive(tmp_path / "two.db"):
        pass


def test_the_lock_is_let_go_when_the_holder_fails(tmp_path):
    with pytest.raises(ZeroDivisionError), exclusive(tmp_path / "ledger.db"):
        raise ZeroDivisionError
    with exclusive(tmp_path / "ledger.db"):
        pass


def test_without_a_file_there_is_nothing_to_hold():
    with exclusive(None), exclusive(None):
        pass


def test_a_place_that_cannot_be_written_is_not_taken_for_another_programme(tmp_path):
    (tmp_path / "ledger.db-running").mkdir()
    with pytest.raises(DatabaseUnusable, match="unable to open"), exclusive(tmp_path / "ledger.db"):
        pass
