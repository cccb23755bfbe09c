import json
import os
from contextlib import closing
from datetime import timedelta
from hashlib import sha256

import pytest

from bot import backup as module
from bot.backup import back_up, back_up_now, kept_since, prune
from bot.errors import BackupFailed, BackupFolderMissing
from bot.manifest import LEDGER, MANIFEST, SUMS, Manifest
from storage.unit_of_work import Store
from tests.bot.county import NOON, PHOTOS, photo, settings, told


@pytest.fixture
def root(tmp_path):
    return tmp_path / "backups"


@pytest.fixture
def back(live, loaded, root):
    """Make a backup, so many days later."""
    return lambda days=0: back_up(
        live, loaded.data_dir, root, NOON + timedelta(days=days), NOON.date()
    )


def names(folder):
    return sorted(each.name for each in folder.iterdir())


def test_a_backup_is_a_folder_with_ledger_photos_templates_and_a_list_of_them(back, live):
    made = back()
    assert names(made) == [SUMS, "evidence", LEDGER, MANIFEST, "templates"]
    assert made.name == "2026-07-15T120000"
    manifest = Manifest.read(made)
    assert (manifest.files, manifest.spoiled) == (2 * PHOTOS + 2, [])
    assert (manifest.contents.villages, manifest.contents.counts["place"]) == (10, 12)
    with live.read() as uow:
        assert uow.audit.head() == (manifest.contents.audit_seq, manifest.contents.audit_hash)
    with closing(Store(f"sqlite:///{made / LEDGER}")) as copy:
        assert told(copy) == told(live)


def test_it_can_be_checked_without_this_programme(back):
    """As `sha256sum -c SHA256SUMS` does."""
    made = back()
    lines = [line.split("  ") for line in (made / SUMS).read_text().splitlines()]
    assert len(lines) == 2 * PHOTOS + 2
    assert all(known == sha256((made / path).read_bytes()).hexdigest() for known, path in lines)


def test_the_key_of_invitations_stays_where_it_is(back):
    assert not any("invite.key" in each.name for each in back().rglob("*"))


def test_only_new_photos_are_copied_the_others_are_shared(back, live, loaded):
    first = back()
    path = photo(live, loaded.data_dir, b"one more")
    second = back(1)
    shared = [each for each in first.rglob("*.jpg") if "evidence" in each.parts]
    assert shared
    assert all(each.samefile(second / each.relative_to(first)) for each in shared)
    assert (second / path).read_bytes() == b"one more"
    assert not (first / path).exists()
    assert (second / path).stat().st_ino != (loaded.data_dir / path).stat().st_ino


def test_where_links_are_unknown_everything_is_copied(back, monkeypatch):
    first = back()

    def refuse(*_):
        raise OSError("no links here")

    monkeypatch.setattr(os, "link", refuse)
    second = back(1)
    assert (first / SUMS).read_text().splitlines()[1:] == (second / SUMS).read_text().splitlines()[
        1:
    ]
    photos = list(first.rglob("*.jpg"))
    assert not any(each.samefile(second / each.relative_to(first)) for each in photos)


def test_a_photo_that_is_missing_or_spoiled_is_told_and_the_rest_is_kept(back, live, loaded):
    gone = photo(live, loaded.data_dir, b"gone")
    bent = photo(live, loaded.data_dir, b"bent")
    (loaded.data_dir / gone).unlink()
    (loaded.data_dir / bent).write_bytes(b"not as it was")
    assert Manifest.read(back()).spoiled == sorted([gone, bent])


def test_two_in_one_second_are_two(back):
    assert [back().name, back().name] == ["2026-07-15T120000", "2026-07-15T120000-2"]


def test_what_cannot_be_made_leaves_nothing_behind(live, loaded, root, monkeypatch):
    def refuse(*_):
        raise OSError("No space left on device")

    monkeypatch.setattr(module, "_copy_files", refuse)
    with pytest.raises(BackupFailed, match="No space left"):
        back_up(live, loaded.data_dir, root, NOON, NOON.date())
    assert names(root) == []


def test_old_backups_go_but_never_the_newest(back, root):
    made = [back(days) for days in (0, 1, 5)]
    assert prune(root, kept_since(NOON + timedelta(days=6), 5)) == made[:1]
    assert prune(root, NOON + timedelta(days=99)) == made[1:2]
    assert names(root) == [made[2].name]


def test_what_is_no_backup_is_left_alone(back, root):
    (root / "mine").mkdir(parents=True)
    (root / "mine" / MANIFEST).write_text(json.dumps({"not": "ours"}))
    back()
    back(1)
    prune(root, NOON + timedelta(days=99))
    assert "mine" in names(root)


def test_the_command_needs_a_place_and_takes_the_settings_one(loaded, root):
    with pytest.raises(BackupFolderMissing, match="QINGLIAN_BACKUP_DIR"):
        back_up_now(loaded, None)
    made, manifest = back_up_now(settings(loaded.data_dir, backup_dir=root), None)
    assert (made.parent, manifest.spoiled) == (root, [])
