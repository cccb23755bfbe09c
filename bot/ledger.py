"""Opens the ledger that the settings name, for a command."""

from collections.abc import Iterator
from contextlib import contextmanager

from bot.errors import DataDirUnusable
from bot.invite_key import invite_key
from bot.settings import Settings
from storage.unit_of_work import Store


@contextmanager
def open_ledger(settings: Settings) -> Iterator[Store]:
    """The ledger as it is found, of whatever version; its directory is made if need be."""
    folder = settings.database_file.parent if settings.database_file else settings.data_dir
    try:
        folder.mkdir(parents=True, exist_ok=True)
        settings.data_dir.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DataDirUnusable(str(error)) from error
    store = Store(settings.database, invite_key(settings.data_dir))
    try:
        yield store
    finally:
        store.close()
