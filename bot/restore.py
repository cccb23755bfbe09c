"""Puts a backup into an empty place, and proves that everything is there as it was."""

import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from bot.backup import copied
from bot.errors import BackupOlder, BackupSpoiled, NotEmpty
from bot.manifest import LEDGER, Manifest, Sums, contents, read_sums, spoiled
from bot.proof import chain_faults
from bot.settings import Settings
from bot.transfer import prepare
from storage import schemes as scheme_files
from storage.errors import DatabaseBehind
from storage.schema import require_current
from storage.unit_of_work import Store, UnitOfWork


class Restored(NamedTuple):
    """The backup's manifest, and what was wrong with the audit chain by then (Chinese)."""

    manifest: Manifest
    faults: list[str]


def restore(folder: Path, settings: Settings) -> Restored:
    """What was put back. Refused: NotEmpty, BackupOlder, BackupUnreadable,
    BackupSpoiled.

    What was begun is taken away again if anything is not as the manifest says.
    """
    manifest = Manifest.read(folder)
    _require_same_version(manifest)
    sums = read_sums(folder, manifest)
    with _empty_place(settings) as data_dir:
        _put_files(folder, data_dir, sums)
        if settings.database_file is None:
            faults = _put_on_server(folder, settings, manifest, sums)
        else:
            faults = _put_file(folder, settings.database_file, settings, manifest, sums)
    return Restored(manifest, faults)


def _require_same_version(manifest: Manifest) -> None:
    try:
        require_current(manifest.revision)
    except DatabaseBehind as error:
        told = f"备份的数据库版本是 {error.found},本程序是 {error.wanted}。"
        raise BackupOlder(told) from error


@contextmanager
def _empty_place(settings: Settings) -> Iterator[Path]:
    """The data directory, which must not hold anything; emptied again if it cannot be filled."""
    folder, file = settings.data_dir, settings.database_file
    if file is not None and file.exists():
        raise NotEmpty(str(file))
    if folder.exists() and any(folder.iterdir()):
        raise NotEmpty(str(folder))
    folder.mkdir(parents=True, exist_ok=True)
    try:
        yield folder
    except BaseException:
        _clear(folder, file)
        raise


def _clear(folder: Path, file: Path | None) -> None:
    for each in folder.iterdir():
        shutil.rmtree(each) if each.is_dir() else each.unlink()
    if file is not None:
        file.unlink(missing_ok=True)


def _put_files(folder: Path, data_dir: Path, sums: Sums) -> None:
    for path, known in sums.items():
        if path != LEDGER:
            _put(folder, path, data_dir / path, known)


def _put(folder: Path, path: str, target: Path, known: str) -> None:
    try:
        found = copied(folder / path, target)
    except FileNotFoundError as error:
        raise BackupSpoiled(f"缺少文件:{path}") from error
    if found != known:
        raise BackupSpoiled(f"文件被改动:{path}")


def _put_file(
    folder: Path, file: Path, settings: Settings, manifest: Manifest, sums: Sums
) -> list[str]:
    _put(folder, LEDGER, file, sums[LEDGER])
    with closing(Store(settings.database)) as store, store.read() as uow:
        return _proved(uow, settings, manifest, sums)


def _put_on_server(folder: Path, settings: Settings, manifest: Manifest, sums: Sums) -> list[str]:
    """All of it in one transaction, which is given up if it does not prove to be the same."""
    with TemporaryDirectory() as aside, closing(Store(settings.database)) as target:
        _put(folder, LEDGER, Path(aside) / LEDGER, sums[LEDGER])
        prepare(target)
        with closing(Store(f"sqlite:///{Path(aside) / LEDGER}")) as source, target.begin() as uow:
            with source.read() as old:
                uow.whole.take(old.whole)
            return _proved(uow, settings, manifest, sums)


def _proved(uow: UnitOfWork, settings: Settings, manifest: Manifest, sums: Sums) -> list[str]:
    """What is wrong with the chain: it was wrong before, as the rest is proved to be the same.

    BackupSpoiled with everything that is not as it was.
    """
    found = contents(uow, scheme_files.load(settings.data_dir), manifest.scores_on)
    names = {"counts": "各表行数", "audit_seq": "审计条数", "audit_hash": "审计链尾",
             "villages": "村数", "scores": "各村得分"}  # fmt: skip
    told, wanted = found.model_dump(), manifest.contents.model_dump()
    faults = [f"{names[part]}与清单不符" for part in names if told[part] != wanted[part]]
    missing = set(spoiled(uow, sums)) - set(manifest.spoiled)
    faults += [f"佐证文件与台账不符:{path}" for path in sorted(missing)]
    if faults:
        raise BackupSpoiled(*faults)
    return [fault.message for fault in chain_faults(uow)]
