import pytest

from bot.errors import DataDirUnusable
from bot.ledger import open_ledger
from bot.settings import Settings


def settings(folder, **more):
    return Settings(data_dir=folder, _env_file=None, **more)


def test_the_directory_is_made(tmp_path):
    with open_ledger(settings(tmp_path / "a" / "b")) as store:
        store.upgrade()
    assert (tmp_path / "a" / "b" / "qinglian.db").exists()


def test_the_directory_of_a_file_elsewhere_is_made_too(tmp_path):
    url = f"sqlite:///{tmp_path / 'c' / 'x.db'}"
    with open_ledger(settings(tmp_path / "a", database_url=url)) as store:
        store.upgrade()
    assert (tmp_path / "c" / "x.db").exists()


def test_a_directory_that_cannot_be_made_is_told_in_chinese(tmp_path):
    (tmp_path / "file").write_text("")
    with (
        pytest.raises(DataDirUnusable, match="QINGLIAN_DATA_DIR"),
        open_ledger(settings(tmp_path / "file" / "x")),
    ):
        pass
