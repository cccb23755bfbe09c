import random
import shutil
import sqlite3
import threading
from contextlib import closing
from datetime import timedelta

import pytest

from bot.backup import back_up
from bot.errors import BackupSpoiled, BackupUnreadable, NotEmpty
from bot.manifest import LEDGER, MANIFEST, SUMS, Manifest, sum_of
from bot.restore import restore
from storage.errors import DatabaseAhead
from storage.unit_of_work import Store
from tests.bot.county import NOON, photo, settings, told
from tests.storage.conftest import POSTGRES, emptied, postgres_url

assert postgres_url


@pytest.fixture
def made(live, loaded, tmp_path):
    return back_up(live, loaded.data_dir, tmp_path / "backups", NOON, NOON.date())


@pytest.fixture(params=["sqlite", *(["postgresql"] if POSTGRES else [])])
def another_url(request, tmp_path):
    """An empty place for a ledger."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'elsewhere.db'}"
    return emptied(request.getfixturevalue("postgres_url"))


@pytest.fixture
def place(tmp_path):
    """Settings of an empty place."""
    return settings(tmp_path / "fresh")


def files(folder):
    return {
        each.relative_to(folder): each.read_bytes()
        for each in folder.rglob("*")
        if each.is_file() and each.name != "invite.key" and "qinglian.db" not in each.name
    }


def test_everything_is_back_as_it_was(made, place, live, loaded):
    before = told(live)
    restored = restore(made, place)
    assert (restored.manifest, restored.faults) == (Manifest.read(made), [])
    assert files(place.data_dir) == files(loaded.data_dir)
    with closing(Store(place.database)) as store:
        assert told(store) == before


def test_it_comes_back_to_either_kind_of_database_and_from_there_to_a_file(
    made, live, tmp_path, another_url
):
    there = settings(tmp_path / "there", database_url=another_url)
    restore(made, there)
    with closing(Store(another_url)) as store:
        assert told(store) == told(live)
        again = back_up(store, there.data_dir, tmp_path / "backups", NOON, NOON.date())
    on_file = settings(tmp_path / "file")
    restore(again, on_file)
    with closing(Store(on_file.database)) as store:
        assert told(store) == told(live)
    with pytest.raises(NotEmpty):
        restore(made, settings(tmp_path / "other", database_url=another_url))


@pytest.mark.parametrize("there", ["qinglian.db", "evidence/x.jpg", "invite.key"])
def test_a_place_that_is_not_empty_is_refused_and_left_alone(made, place, there):
    file = place.data_dir / there
    file.parent.mkdir(parents=True)
    file.write_text("mine")
    with pytest.raises(NotEmpty):
        restore(made, place)
    assert [each for each in place.data_dir.rglob("*") if each.is_file()] == [file]


def spoil_photo(made):
    next(made.rglob("*.jpg")).write_bytes(b"bent")


def lose_photo(made):
    next(made.rglob("*.jpg")).unlink()


def spoil_ledger(made):
    with closing(sqlite3.connect(made / LEDGER)) as opened, opened:
        opened.execute("UPDATE record SET logged_at = logged_at || '0' WHERE id = 1")


def claim(**contents):
    """The manifest says something else, and is otherwise in order."""

    def claimed(made):
        manifest = Manifest.read(made)
        held = manifest.contents.model_copy(update=contents)
        manifest.model_copy(update={"contents": held}).write(made)

    return claimed


def edit_record(made):
    """A skilled hand: the ledger is changed and every sum made anew."""
    with closing(sqlite3.connect(made / LEDGER)) as opened, opened:
        opened.execute("DELETE FROM record_event")
    manifest = Manifest.read(made)
    lines = (made / SUMS).read_text().splitlines()
    fresh = [
        f"{sum_of((made / LEDGER).read_bytes())}  {LEDGER}" if line.endswith(LEDGER) else line
        for line in lines
    ]
    (made / SUMS).write_text("\n".join(fresh) + "\n")
    told = sum_of((made / SUMS).read_bytes())
    manifest.model_copy(update={"sums": told}).write(made)


@pytest.mark.parametrize(
    ("spoil", "why"),
    [
        (spoil_photo, "文件被改动:evidence/"),
        (lose_photo, "缺少文件:evidence/"),
        (spoil_ledger, "文件被改动:ledger.db"),
        (edit_record, "各村得分与清单不符"),
        (claim(scores="0" * 64), "各村得分"),
        (claim(audit_hash="0" * 64), "审计链尾"),
        (claim(counts={}), "各表行数"),
    ],
)
def test_a_backup_that_is_not_what_it_says_is_refused_and_nothing_stays(made, place, spoil, why):
    spoil(made)
    with pytest.raises(BackupSpoiled, match=why):
        restore(made, place)
    assert list(place.data_dir.iterdir()) == []


def test_what_was_missing_already_when_it_was_made_is_no_reason_to_refuse(
    live, loaded, place, tmp_path
):
    (loaded.data_dir / photo(live, loaded.data_dir, b"gone")).unlink()
    made = back_up(live, loaded.data_dir, tmp_path / "backups", NOON, NOON.date())
    assert len(restore(made, place).manifest.spoiled) == 1


def test_a_chain_that_was_broken_before_is_told_after_the_restore(live, loaded, place, tmp_path):
    with closing(sqlite3.connect(loaded.data_dir / "qinglian.db")) as opened, opened:
        opened.execute("UPDATE audit SET action = 'x' WHERE seq = 1")
    made = back_up(live, loaded.data_dir, tmp_path / "backups", NOON, NOON.date())
    assert restore(made, place).faults == ["第1条被改动"]


@pytest.mark.parametrize("name", [MANIFEST, SUMS])
def test_a_folder_without_its_list_is_no_backup(made, place, name):
    (made / name).unlink()
    with pytest.raises(BackupUnreadable):
        restore(made, place)
    assert not place.data_dir.exists()


def test_a_list_that_was_changed_is_refused(made, place):
    with (made / SUMS).open("a") as opened:
        opened.write(f"{'0' * 64}  x\n")
    with pytest.raises(BackupUnreadable, match="不符"):
        restore(made, place)


def test_a_backup_of_another_version_is_refused(made, place):
    Manifest.read(made).model_copy(update={"revision": "9999"}).write(made)
    with pytest.raises(DatabaseAhead):
        restore(made, place)


class Writing(threading.Thread):
    """Somebody who never stops sending photos."""

    def __init__(self, store, folder):
        super().__init__()
        self.store, self.folder = store, folder
        self.over = threading.Event()
        self.sent = 0

    def run(self):
        while not self.over.is_set():
            self.sent += 1
            photo(self.store, self.folder, f"sent {self.sent}".encode())

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self.over.set()
        self.join()


@pytest.mark.parametrize("times", [3, pytest.param(20, marks=pytest.mark.drill)])
def test_every_backup_taken_while_somebody_writes_can_be_restored(live, loaded, tmp_path, times):
    chance, root = random.Random(8), tmp_path / "backups"
    seen = []
    with closing(Store(loaded.database)) as other, Writing(other, loaded.data_dir) as writing:
        for number in range(times):
            writing.over.wait(chance.uniform(0, 0.3))
            with live.read() as uow:
                seen.append(uow.audit.head().seq)
            back_up(live, loaded.data_dir, root, NOON + timedelta(days=number), NOON.date())
        last = writing.sent
    assert last > times, "somebody wrote all the while"
    made = sorted(root.iterdir())
    assert len(made) == times
    for number, folder in enumerate(made):
        place = settings(tmp_path / f"place-{number}")
        restored = restore(folder, place)
        assert restored.faults == restored.manifest.spoiled == []
        assert restored.manifest.contents.audit_seq >= seen[number]
        shutil.rmtree(place.data_dir)
