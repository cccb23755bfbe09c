"""What a village's ledger holds of a stretch of days, duty by duty: the body of its reports."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from handlers.services.book import Book
from rubric.facts import Record


@dataclass(frozen=True, slots=True)
class Work:
    """One duty: the days it was done on, and how many of these records are confirmed."""

    duty: str
    days: tuple[date, ...]
    confirmed: int


def work_done(book: Book, first: date, last: date) -> tuple[Work, ...]:
    """What was done on these days, both included, as known on the book's day; the usual order.

    What is returned to the village is not told of: nobody vouches for it.
    """
    records = [one for one in _standing(book) if first <= one.done_on <= last]
    order = list(book.words.vocabulary.duties)
    found = sorted({duty for one in records for duty in one.duties}, key=order.index)
    return tuple(
        _work(book, duty, [one for one in records if duty in one.duties]) for duty in found
    )


def _standing(book: Book) -> Iterator[Record]:
    """Every scheme sees the same records."""
    known = next((part.facts.records for part in book.enrolled), ())
    return (one for one in known if one.returned is None and one.done_on <= book.today)


def _work(book: Book, duty: str, records: list[Record]) -> Work:
    return Work(
        book.name(duty),
        tuple(sorted(one.done_on for one in records)),
        sum(one.confirmed is not None and one.confirmed <= book.today for one in records),
    )
