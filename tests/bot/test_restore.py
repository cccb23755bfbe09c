import random
import shutil
import sqlite3
import threading
from contextlib import closing
from datetime import timedelta

import pytest

from bot.backup import back_up
from bot.errors import BackupOlder, BackupSpoiled, BackupUnreadable, NotEmpty
from bot.manifest import LEDGER, MANIFEST, SUMS, Manifest, contents, spoiled, sum_of
from bot.restore import restore
from handlers.services import commitments
from storage.errors import DatabaseAhead
from storage.files import digest_of
from storage.schemes import load
from storage.unit_of_work import Store
from tests.bot.county import NOON, photo, settings, told
from tests.databases import STORES, emptied
from tests.drill import size


@pytest.fixture
def made(live, loaded, tmp_path):
    return back_up(live, loaded.data_dir, tmp_path / "backups", NOON, NOON.date())


@pytest.fixture(params=STORES)
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
        commit(store)
        after = told(store)
        again = back_up(store, there.data_dir, tmp_path / "backups", NOON, NOON.date())
    on_file = settings(tmp_path / "file")
    restore(again, on_file)
    with closing(Store(on_file.database)) as store, store.read() as uow:
        assert told(store) == after
        assert (len(uow.audit.told(commitments.ACTION)), [*commitments.faults(uow)]) == (1, [])
    with pytest.raises(NotEmpty):
        restore(made, settings(tmp_path / "other", database_url=another_url))


def commit(store):
    """Let the chain be told what the rows come to."""
    for minutes in range(2):
        with store.begin() as uow:
            commitments.tick(uow, NOON + timedelta(minutes=minutes))


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


def test_an_older_one_asks_for_the_programme_that_made_it(made, place):
    Manifest.read(made).model_copy(update={"revision": "0001"}).write(made)
    with pytest.raises(BackupOlder, match="备份的数据库版本是 0001"):
        restore(made, place)
    assert not place.data_dir.exists()


PHOTO_EVERY = 50


class Writing(threading.Thread):
    """Somebody who never stops writing; now and then it is a photo."""

    def __init__(self, store, folder):
        super().__init__()
        self.store, self.folder = store, folder
        self.over, self.moved = threading.Event(), threading.Condition()
        self.written = 0

    def run(self):
        while not self.over.is_set():
            self.write()
            with self.moved:
                self.written += 1
                self.moved.notify_all()

    def write(self):
        if self.written % PHOTO_EVERY == 0:
            photo(self.store, self.folder, f"photo {self.written} of many".encode())
        with self.store.begin() as uow:
            uow.audit.append(NOON, "record.log", f"record:{self.written}", {"version": 1})
            uow.settings.put("written", self.written)

    def until_more(self, acts):
        """Wait until he has written so many more."""
        with self.moved:
            wanted = self.written + acts
            assert self.moved.wait_for(lambda: self.written >= wanted, timeout=60)

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self.over.set()
        self.join()


@pytest.fixture
def busy(loaded, made, tmp_path, another_url):
    """The settings of a county on either kind of database, to be written while it is copied."""
    if another_url.startswith("sqlite"):
        return loaded
    there = settings(tmp_path / "there", database_url=another_url)
    restore(made, there)
    return there


@pytest.mark.drill
def test_every_backup_taken_while_somebody_writes_can_be_restored(busy, tmp_path, figure):
    rounds, chance, root = size(2, 20), random.Random(8), tmp_path / "while-writing"
    restored = 0
    with (
        closing(Store(busy.database)) as store,
        closing(Store(busy.database)) as other,
        Writing(other, busy.data_dir) as writing,
    ):
        for number in range(rounds):
            writing.until_more(chance.randint(1, 2 * PHOTO_EVERY))
            before = head_of(store)
            made = back_up(store, busy.data_dir, root, NOON + timedelta(days=number), NOON.date())
            manifest = Manifest.read(made)
            assert before <= manifest.contents.audit_seq <= head_of(store)
            assert manifest.spoiled == []
            restored += proved(made, tmp_path / f"place-{number}")
    assert restored == rounds
    figure(f"{restored} of {rounds} backups restored and proved, {writing.written} acts meanwhile")


def head_of(store):
    with store.read() as uow:
        return uow.audit.head().seq


def proved(made, folder):
    """Restore it, and compare chain, rows and scores once more with what was backed up."""
    place, wanted = settings(folder), Manifest.read(made).contents
    assert restore(made, place).faults == []
    with closing(Store(place.database)) as store, store.read() as uow:
        assert uow.audit.verify() == []
        assert contents(uow, load(folder), NOON.date()) == wanted
        assert (wanted.villages, spoiled(uow, sums_of(folder))) == (10, [])
    shutil.rmtree(folder)
    return True


def sums_of(folder):
    """SHA-256 of each file of evidence that lies there."""
    kept = [each for each in (folder / "evidence").rglob("*") if each.is_file()]
    return {each.relative_to(folder).as_posix(): digest_of(each) for each in kept}
