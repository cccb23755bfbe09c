"""Moves a ledger to another database, SQLite or PostgreSQL, and proves that it is the same."""

from contextlib import closing
from dataclasses import dataclass
from datetime import date

from bot.all_scores import AllScores, all_scores
from bot.clock import Clock
from bot.errors import NotEmpty, TransferUnlike
from bot.ledger import open_ledger
from bot.proof import chain_faults
from bot.settings import Settings
from storage import schemes as scheme_files
from storage.schemes import Schemes
from storage.unit_of_work import Store, UnitOfWork
from storage.whole import TableSum


@dataclass(frozen=True, slots=True)
class Told:
    """What a ledger holds, alike for both kinds of database."""

    sums: dict[str, TableSum]
    scores: AllScores
    faults: tuple[str, ...]


def migrate(settings: Settings, url: str) -> Told:
    """Copy the ledger of the settings to an empty database; what both hold now.

    One transaction there: if any count, hash or score were different, nothing would stay.
    """
    schemes, today = scheme_files.load(settings.data_dir), Clock(settings.clock_file).today()
    with open_ledger(settings) as source, closing(Store(url)) as target, source.exclusive_run():
        source.require_current()
        prepare(target)
        with source.read() as old:
            wanted = _told(old, schemes, today)
        with target.begin() as new:
            with source.read() as old:
                new.whole.take(old.whole)
            _require_alike(wanted, _told(new, schemes, today))
    return wanted


def prepare(target: Store) -> None:
    """Make an empty database ready; NotEmpty, DatabaseBehind or DatabaseAhead if it is not one."""
    if not target.revision():
        target.upgrade()
    target.require_current()
    with target.read() as uow:
        if not uow.whole.is_new():
            raise NotEmpty("目标数据库")


def _told(uow: UnitOfWork, schemes: Schemes, today: date) -> Told:
    faults = tuple(fault.message for fault in chain_faults(uow))
    return Told(uow.whole.sums(), all_scores(uow, schemes, today), faults)


def _require_alike(wanted: Told, found: Told) -> None:
    unlike = [name for name, known in wanted.sums.items() if found.sums[name] != known]
    if wanted.scores != found.scores:
        unlike.append("各村得分")
    if wanted.faults != found.faults:
        unlike.append("审计链")
    if unlike:
        raise TransferUnlike(*unlike)
