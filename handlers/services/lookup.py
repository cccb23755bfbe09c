"""Looking things up in a village's ledger: by month, by duty, by item, by how it stands."""

from dataclasses import dataclass
from datetime import date

from handlers.services.act import Act
from handlers.services.book import Book
from handlers.services.standing import serves
from rubric.period import Period
from storage.record_rows import RecordRow
from storage.scope import Scope
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Filter:
    """What to show: None where everything is wanted.

    `month` as 2026-07; a quarter, a half-year or a year as well.
    """

    month: str | None = None
    duty: str | None = None
    item: int | None = None
    status: str | None = None


def find(act: Act, wanted: Filter) -> list[RecordRow]:
    """The records that fit, for somebody who acts."""
    return search(act.uow, act.book, act.actor.scope, wanted)


def search(uow: UnitOfWork, book: Book, scope: Scope, wanted: Filter) -> list[RecordRow]:
    """The records that fit, the newest first; withdrawn ones too, for the ledger keeps them."""
    since, until = _days(wanted)
    rows = uow.records.of_village(book.village.id, scope, since, until)
    fitting = [row for row in rows if _fits(book, row, wanted)]
    return sorted(fitting, key=lambda row: (row.done_on, row.id), reverse=True)


def _days(wanted: Filter) -> tuple[date | None, date | None]:
    if wanted.month is None:
        return None, None
    month = Period.parse(wanted.month)
    return month.first, month.last


def _fits(book: Book, row: RecordRow, wanted: Filter) -> bool:
    if wanted.duty is not None and wanted.duty not in row.duties:
        return False
    if wanted.status is not None and wanted.status != row.status:
        return False
    return wanted.item is None or any(wanted.item in serves(book, duty) for duty in row.duties)
