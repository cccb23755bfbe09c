"""What a town was told of and is done since: told once, with the next digest."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from handlers.services import finding_reminders
from handlers.services.book import Book
from handlers.services.standing import every_entry
from rubric.agenda import Mark
from storage.findings import FindingRow
from storage.scope import Scope
from storage.unit_of_work import UnitOfWork

STAGE = "settled"
"""The stage under which it is noted that somebody was told of the end."""


@dataclass(frozen=True, slots=True)
class Settled:
    """Something that was overdue and is done, or a finding that came to its end."""

    village: int
    key: str
    label: str


def settled_for(uow: UnitOfWork, books: Mapping[int, Book], person_id: int) -> list[Settled]:
    """What the person was told of in these villages, and not yet that it is done."""
    told = uow.reminders.told(books, person_id, STAGE)
    found = uow.findings.among(_findings(told), Scope.of(told, "提示"))
    ended = {(each.village, each.key): each for each in _ended(found)}
    for village in told:
        ended |= {(village, each.key): each for each in _done(books[village])}
    return [
        ended[village, key]
        for village, keys in told.items()
        for key in keys
        if (village, key) in ended
    ]


def _findings(told: Mapping[int, Sequence[str]]) -> list[int]:
    """The findings that somebody was told of."""
    keys = (key.removeprefix("finding:") for every in told.values() for key in every)
    return [int(key) for key in keys if key.isdecimal()]


def _done(book: Book) -> Iterator[Settled]:
    for entry in every_entry(book):
        if entry.mark in (Mark.DONE, Mark.WAITING):
            yield Settled(book.village.id, entry.occurrence.key, entry.occurrence.label)


def _ended(found: Iterable[FindingRow]) -> Iterator[Settled]:
    for row in found:
        if row.status in ("settled", "cleared"):
            yield Settled(row.village_id, finding_reminders.key(row), finding_reminders.label(row))
