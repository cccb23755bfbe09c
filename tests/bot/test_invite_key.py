import stat

import pytest

from bot.errors import KeyUnusable
from bot.invite_key import NAME, invite_key


def test_the_key_is_made_once_and_is_its_owner_s_alone(tmp_path):
    key = invite_key(tmp_path)
    assert len(key) == 32
    assert invite_key(tmp_path) == key
    assert stat.S_IMODE((tmp_path / NAME).stat().st_mode) == 0o600
    assert [file.name for file in tmp_path.iterdir()] == [NAME]


def test_two_ledgers_have_two_keys(tmp_path):
    folders = [tmp_path / name for name in "ab"]
    for folder in folders:
        folder.mkdir()
    assert len({invite_key(folder) for folder in folders}) == 2


def test_whoever_comes_second_uses_the_key_of_the_first(tmp_path, monkeypatch):
    first = invite_key(tmp_path)
    monkeypatch.setattr("pathlib.Path.exists", lambda _: False)
    assert invite_key(tmp_path) == first


@pytest.mark.parametrize("spoiled", ["", "not a key", "ab" * 31])
def test_a_spoiled_key_is_told_and_not_replaced(tmp_path, spoiled):
    (tmp_path / NAME).write_text(spoiled)
    with pytest.raises(KeyUnusable, match="重新发"):
        invite_key(tmp_path)
    assert (tmp_path / NAME).read_text() == spoiled


def test_a_folder_that_takes_no_file_is_told(tmp_path):
    with pytest.raises(KeyUnusable, match=NAME.replace(".", "\\.")):
        invite_key(tmp_path / "missing")
