"""What a backup says of itself: what must be found in it again, file by file and in sum."""

from datetime import date, datetime
from hashlib import sha256
from pathlib import Path

from pydantic import BaseModel, ValidationError

from bot.all_scores import all_scores
from bot.errors import BackupUnreadable
from storage.schemes import Schemes
from storage.unit_of_work import UnitOfWork

LEDGER = "ledger.db"
SUMS = "SHA256SUMS"
"""As `sha256sum -c` reads it: it can be checked without this programme."""
MANIFEST = "manifest.json"

_MOST_NAMED = 10

Sums = dict[str, str]
"""SHA-256 of each file, by its path in the backup."""


class Contents(BaseModel, frozen=True):
    """What a ledger holds, told so that two of them can be compared."""

    counts: dict[str, int]
    audit_seq: int
    audit_hash: str
    villages: int
    scores: str


class Manifest(BaseModel, frozen=True):
    """A backup: when it was made, of which database version, and what it holds.

    `scores_on` is the day on which the scores were computed; `spoiled` are files of evidence that
    were missing or not as they had been when the backup was made.
    """

    made_at: datetime
    scores_on: date
    revision: str
    contents: Contents
    sums: str
    files: int
    spoiled: list[str]

    def write(self, folder: Path) -> None:
        (folder / MANIFEST).write_text(self.model_dump_json(indent=1), encoding="utf-8")

    @classmethod
    def read(cls, folder: Path) -> "Manifest":
        try:
            return cls.model_validate_json((folder / MANIFEST).read_bytes())
        except FileNotFoundError as error:
            raise BackupUnreadable(_no_backup(folder)) from error
        except (OSError, ValidationError) as error:
            raise BackupUnreadable(f"{folder / MANIFEST} 读不出,或内容不完整。") from error


def _no_backup(folder: Path) -> str:
    """Why the folder is none; where it holds backups, which to name instead."""
    if not folder.is_dir():
        return f"没有 {folder} 这个目录。"
    within = sorted((each.parent for each in folder.glob(f"*/{MANIFEST}")), reverse=True)
    told = "、".join(map(str, within[:_MOST_NAMED]))
    none = f"{folder} 不是一份备份:里面没有 {MANIFEST}。"
    return none + (f"里面有这些备份,请写其中一份:{told}。" if told else "")


def contents(uow: UnitOfWork, schemes: Schemes, today: date) -> Contents:
    """What the ledger holds, and what every village's scores are on that day."""
    head, scores = uow.audit.head(), all_scores(uow, schemes, today)
    return Contents(
        counts=uow.whole.counts(),
        audit_seq=head.seq,
        audit_hash=head.hash,
        villages=scores.villages,
        scores=scores.sha256,
    )


def written(sums: Sums) -> str:
    return "".join(f"{known}  {path}\n" for path, known in sorted(sums.items()))


def read_sums(folder: Path, manifest: Manifest) -> Sums:
    """The sums; BackupUnreadable if they are not those that the manifest was written for."""
    try:
        text = (folder / SUMS).read_text(encoding="utf-8")
    except (OSError, ValueError) as error:
        raise BackupUnreadable(f"{folder / SUMS}:{error}") from error
    if sum_of(text.encode()) != manifest.sums:
        raise BackupUnreadable(f"{folder / SUMS} 与 {MANIFEST} 不符")
    return {path: known for known, _, path in (line.partition("  ") for line in text.splitlines())}


def sum_of(data: bytes) -> str:
    return sha256(data).hexdigest()


def spoiled(uow: UnitOfWork, sums: Sums) -> list[str]:
    """The files of evidence that the ledger names and that are not there as it knows them."""
    return [path for path, known in uow.whole.files() if sums.get(path) != known]
