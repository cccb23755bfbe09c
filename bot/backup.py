"""Makes a backup while the bot writes: one moment of the ledger, with the files it names."""

import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import date, datetime, timedelta
from pathlib import Path
from secrets import token_hex

from bot.clock import SHANGHAI, Clock
from bot.errors import BackupFailed, BackupFolderMissing, BackupUnreadable
from bot.ledger import open_ledger
from bot.manifest import (
    LEDGER,
    MANIFEST,
    SUMS,
    Contents,
    Manifest,
    Sums,
    contents,
    read_sums,
    spoiled,
    sum_of,
    written,
)
from bot.settings import Settings
from storage import schemes as scheme_files
from storage.errors import StorageError
from storage.files import FOLDER as EVIDENCE
from storage.files import digest_of
from storage.schema import newest
from storage.snapshot import snapshot
from storage.unit_of_work import Store, UnitOfWork

FOLDERS = (EVIDENCE, "schemes", "templates")
"""What is kept of the data directory. The key of invitations is not: docs/decisions/0006."""
LAST_BACKUP = "backup.last"
"""Under which the ledger keeps when the last backup was made to where the settings say."""
_DRAFT = ".part"


def back_up_now(settings: Settings, root: Path | None) -> tuple[Path, Manifest]:
    """For the command: below `root`, or where the settings say."""
    wanted = root or settings.backup_dir
    if wanted is None:
        raise BackupFolderMissing
    clock = Clock(settings.clock_file)
    with open_ledger(settings) as store:
        store.require_current()
        made_at = clock.machine().astimezone(SHANGHAI)
        made = back_up(store, settings.data_dir, wanted, made_at, clock.today())
        if settings.backup_dir and wanted.resolve() == settings.backup_dir.resolve():
            with suppress(StorageError), store.begin() as uow:  # it is made, noted or not
                note(uow, made_at, made.name)
    return made, Manifest.read(made)


def note(uow: UnitOfWork, made_at: datetime, name: str) -> None:
    """Keep when the last one was made, for `qinglian check`."""
    uow.settings.put(LAST_BACKUP, {"at": made_at.isoformat(), "name": name})


def back_up(store: Store, data_dir: Path, root: Path, made_at: datetime, today: date) -> Path:
    """A new folder below `root`, whole or not there; BackupFailed if it cannot be made.

    The ledger goes first: the files that it names lie there before it names them.
    """
    try:
        with _drafted(root, made_at) as draft:
            snapshot(store, draft / LEDGER)
            sums = _copy_files(data_dir, draft, _newest(root))
            _describe(draft, sums, made_at, today)
            return _published(draft, root / f"{made_at:%Y-%m-%dT%H%M%S}")
    except (OSError, StorageError) as error:
        raise BackupFailed(str(error)) from error


def prune(root: Path, before: datetime) -> list[Path]:
    """Remove the backups made before that moment, but never the newest; tell which."""
    old = [folder for folder, manifest in _backups(root)[:-1] if manifest.made_at < before]
    for folder in old:
        shutil.rmtree(folder)
    return old


def kept_since(made_at: datetime, days: int) -> datetime:
    """From when on backups are kept at that moment."""
    return made_at - timedelta(days=days)


@contextmanager
def _drafted(root: Path, made_at: datetime) -> Iterator[Path]:
    """A folder for a backup that is not finished; gone again if it never is."""
    draft = root / f"{made_at:%Y-%m-%dT%H%M%S}.{token_hex(4)}{_DRAFT}"
    draft.mkdir(parents=True)
    try:
        yield draft
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _published(draft: Path, wanted: Path) -> Path:
    """Give the finished folder its name, or the next one that is free."""
    number, target = 1, wanted
    while target.exists():
        number += 1
        target = wanted.with_name(f"{wanted.name}-{number}")
    return draft.rename(target)


def _copy_files(data_dir: Path, draft: Path, last: tuple[Path, Sums] | None) -> Sums:
    found: Sums = {}
    for folder in FOLDERS:
        for file in sorted((data_dir / folder).rglob("*")):
            if file.is_file() and file.suffix != _DRAFT:
                path = file.relative_to(data_dir).as_posix()
                found[path] = _linked(path, draft, last) or copied(file, draft / path)
    return found


def _linked(path: str, draft: Path, last: tuple[Path, Sums] | None) -> str | None:
    """Share the last backup's copy of a file that never changes; None where it has none."""
    if last is None or path not in last[1] or not path.startswith(EVIDENCE):
        return None
    target = draft / path
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(last[0] / path, target)
    except OSError:  # another disk, or one that knows no links
        return None
    return last[1][path]


def copied(source: Path, target: Path) -> str:
    """Copy a file to the disk itself; the SHA-256 of what was read."""
    target.parent.mkdir(parents=True, exist_ok=True)
    told = hashlib.sha256()
    with source.open("rb") as reading, target.open("wb") as writing:
        while block := reading.read(1 << 20):
            told.update(block)
            writing.write(block)
        writing.flush()
        os.fsync(writing.fileno())
    return told.hexdigest()


def _describe(draft: Path, sums: Sums, made_at: datetime, today: date) -> None:
    """Look at the copy itself, not at the ledger that moves on meanwhile."""
    with closing(Store(f"sqlite:///{draft / LEDGER}")) as copy:
        held, missing = _held(copy, draft, sums, today)
    _to_disk(draft / LEDGER)
    every = sums | {LEDGER: str(digest_of(draft / LEDGER))}
    (draft / SUMS).write_text(written(every), encoding="utf-8")
    told = sum_of(written(every).encode())
    Manifest(
        made_at=made_at,
        scores_on=today,
        revision=newest(),
        contents=held,
        sums=told,
        files=len(every),
        spoiled=missing,
    ).write(draft)
    for name in (SUMS, MANIFEST):
        _to_disk(draft / name)


def _held(copy: Store, draft: Path, sums: Sums, today: date) -> tuple[Contents, list[str]]:
    copy.require_current()
    schemes = scheme_files.load(draft)
    with copy.read() as uow:
        return contents(uow, schemes, today), spoiled(uow, sums)


def _to_disk(file: Path) -> None:
    with file.open("rb+") as opened:
        os.fsync(opened.fileno())


def _newest(root: Path) -> tuple[Path, Sums] | None:
    """The last backup whose sums can be trusted."""
    for folder, manifest in reversed(_backups(root)):
        with suppress(BackupUnreadable):
            return folder, read_sums(folder, manifest)
    return None


def _backups(root: Path) -> list[tuple[Path, Manifest]]:
    """Every finished backup below a folder, oldest first; what is no backup is left alone."""
    found = []
    for folder in (file.parent for file in root.glob(f"*/{MANIFEST}")):
        if folder.suffix != _DRAFT:
            with suppress(BackupUnreadable):
                found.append((folder, Manifest.read(folder)))
    return sorted(found, key=lambda each: each[1].made_at)
