"""A county's data directory as it stands in the middle of a year: ledger, photos, own schemes."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from sqlalchemy import text

from bot.clock import SHANGHAI
from bot.settings import Settings
from demo.seed import seed
from storage.evidence import Fetched
from storage.files import Files
from storage.record_rows import NewEvidence
from storage.unit_of_work import Store

NOON = datetime(2026, 7, 15, 12, 0, tzinfo=SHANGHAI)
PHOTOS = 3


def settings(folder: Path, **more: object) -> Settings:
    return Settings(_env_file=None, data_dir=folder, **more)


def settled(new_ledger: Callable[[Path], str], folder: Path) -> Settings:
    """The settings of a full data directory."""
    folder.mkdir()
    url = new_ledger(folder / "qinglian.db")
    seed(url, NOON)
    (folder / "templates").mkdir()
    (folder / "templates" / "score.docx").write_bytes(b"a town's own")
    (folder / "invite.key").write_text("ab" * 32)
    store = Store(url)
    for number in range(PHOTOS):
        photo(store, folder, f"photo {number}".encode())
    store.close()
    return settings(folder)


def photo(store: Store, folder: Path, data: bytes) -> str:
    """A photo that was sent and fetched; its path."""
    files = Files(folder)
    known, path = files.put(data, ".jpg")
    files.put_small(path, data[:2])
    with store.begin() as uow:
        (record, *_), village = records(uow), village_of(uow)
        told = {"village_id": village, "record_id": record, "kind": "photo", "file_id": "f"}
        signed = {"by_id": 1, "by_grant_id": 1, "at": NOON}
        number = uow.evidence.keep(NewEvidence(**told, **signed, file_unique_id=known))
        uow.evidence.fetched(number, Fetched(sha256=known, path=path))
        uow.audit.append(NOON, "evidence.kept", f"evidence:{number}", {}, village_id=village)
    return path


def records(uow):
    return [row[0] for row in uow._connection.execute(text("SELECT id FROM record ORDER BY id"))]


def village_of(uow):
    (town,) = uow.places.towns()
    return uow.places.villages_of(town.id)[0].id


def told(store: Store) -> dict[str, object]:
    with store.read() as uow:
        return uow.whole.sums()
