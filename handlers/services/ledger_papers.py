"""What a printed ledger (台账) is made of: each record with everything that happened to it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, tzinfo
from itertools import pairwise
from typing import Any

from handlers.services.book import Book
from handlers.services.lookup import Filter, search
from handlers.services.standing import serves
from storage.audit import Head
from storage.record_rows import NewVersion, RecordRow
from storage.scope import Scope
from storage.unit_of_work import UnitOfWork

_CAN_CHANGE = ("done_on", "duties", "period", "unit", "title", "body", "time", "heads")


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that a correction made different."""

    field: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Happening:
    """What happened to a record: who did it, in which post, when and why."""

    at: datetime
    kind: str
    post: str
    name: str
    reason: str = ""
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """One record with the names of its duties, its items and its history, the oldest first."""

    record: RecordRow
    duties: tuple[str, ...]
    items: tuple[int, ...]
    history: tuple[Happening, ...]


@dataclass(frozen=True, slots=True)
class LedgerPaper:
    """台账 of a village, or the part that was asked for, in the order of the days."""

    village: str
    town: str
    wanted: Filter
    duty: str
    as_of: date
    entries: tuple[LedgerEntry, ...]
    head: Head


def ledger_paper(
    uow: UnitOfWork, book: Book, scope: Scope, wanted: Filter, now: datetime
) -> LedgerPaper:
    """The village's ledger as far as it fits, withdrawn records too; times in the zone of now."""
    rows = reversed(search(uow, book, scope, wanted))
    return LedgerPaper(
        village=book.village.name,
        town=uow.places.town_of(book.village.id).name,
        wanted=wanted,
        duty=book.name(wanted.duty) if wanted.duty else "",
        as_of=book.today,
        entries=tuple(_entry(uow, book, scope, row, now.tzinfo) for row in rows),
        head=uow.audit.head(),
    )


def _entry(
    uow: UnitOfWork, book: Book, scope: Scope, row: RecordRow, zone: tzinfo | None
) -> LedgerEntry:
    happened = (
        replace(each, at=each.at.astimezone(zone)) for each in _history(uow, book, scope, row)
    )
    return LedgerEntry(
        row,
        tuple(book.name(duty) for duty in row.duties),
        tuple(sorted({item for duty in row.duties for item in serves(book, duty)})),
        tuple(sorted(happened, key=lambda each: each.at)),
    )


def _history(uow: UnitOfWork, book: Book, scope: Scope, row: RecordRow) -> Iterator[Happening]:
    """Logging, corrections and decisions; records that were never corrected cost no look-up."""
    who = _who(uow, row.author_grant_id, row.author_id)
    yield Happening(row.logged_at, "log", *who)
    versions = uow.records.versions(row.id, scope) if row.version > 1 else []
    for before, after in pairwise(versions):
        who = _who(uow, after.by_grant_id, after.by_id)
        yield Happening(after.at, "correct", *who, changes=tuple(_changes(book, before, after)))
    for event in row.events:
        who = _who(uow, event.by_grant_id, event.by_id)
        yield Happening(event.at, event.kind, *who, reason=event.reason)


def _who(uow: UnitOfWork, grant_id: int, person_id: int) -> tuple[str, str]:
    return uow.grants.get(grant_id).post, uow.people.get(person_id).name


def _changes(book: Book, before: NewVersion, after: NewVersion) -> Iterator[Change]:
    for field in _CAN_CHANGE:
        old, new = getattr(before, field), getattr(after, field)
        if old != new:
            yield Change(field, _named(book, field, old), _named(book, field, new))


def _named(book: Book, field: str, value: Any) -> Any:
    return "、".join(book.name(duty) for duty in value) if field == "duties" else value
