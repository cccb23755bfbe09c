"""How a town's villages did in a month: what fell due, what of it was done when, what was found."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from handlers.services.book import Book
from handlers.services.standing import every_entry
from rubric.agenda import Entry
from rubric.occurrences import ONE_DAY
from rubric.period import Cadence, Period
from storage.findings import FindingRow
from storage.scope import Scope
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Summary:
    """应办, 按时, 逾期补办, 未办 of a month; its findings; who was behind for two months."""

    month: Period
    due: int
    in_time: int
    late: int
    undone: int
    found: int
    settled: int
    behind_twice: tuple[str, ...]


def last_month(today: date) -> Period:
    """The month before this day's."""
    first = Period.around(today, Cadence.MONTH).first
    return Period.around(first - ONE_DAY, Cadence.MONTH)


def summary(uow: UnitOfWork, books: Sequence[Book], month: Period) -> Summary:
    """What fell due in the month in these villages, as it stands now."""
    every = [outcome for book in books for outcome in _outcomes(book, month)]
    findings = _findings(uow, books)
    before = last_month(month.first)
    behind = (book for book in books if _behind(book, month) and _behind(book, before))
    return Summary(
        month=month,
        due=len(every),
        in_time=every.count("in-time"),
        late=every.count("late"),
        undone=every.count("undone"),
        found=sum(_within(row.found_on, month) for row in findings),
        settled=sum(_within(row.settled_on, month) for row in findings),
        behind_twice=tuple(book.village.name for book in behind),
    )


def _findings(uow: UnitOfWork, books: Iterable[Book]) -> list[FindingRow]:
    scope = Scope.of((book.village.id for book in books), "小结")
    return [row for book in books for row in uow.findings.of_village(book.village.id, scope)]


def _behind(book: Book, month: Period) -> bool:
    return "undone" in _outcomes(book, month)


def _outcomes(book: Book, month: Period) -> Iterator[str]:
    """in-time, late or undone, for each thing the village owed in the month, once."""
    entries = {each.occurrence.key: each for each in every_entry(book)}
    for entry in entries.values():
        if _within(entry.occurrence.due, month):
            yield _outcome(book, entry)


def _outcome(book: Book, entry: Entry) -> str:
    days = [
        record.done_on
        for part in book.enrolled
        for record in part.facts.records
        if record.ref in entry.records
    ]
    if not entry.records:
        return "undone"
    return "in-time" if not days or min(days) <= entry.occurrence.due else "late"


def _within(day: date | None, month: Period) -> bool:
    return day is not None and month.first <= day <= month.last
