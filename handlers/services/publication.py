"""三务公开 in one act: what of the three should hang on the board today, and hangs there."""

from dataclasses import dataclass
from datetime import date

from handlers.services.book import Book
from handlers.services.sketch import Entry, Sketch
from rubric.occurrences import Occurrence

PARTS = ("disclosure-party", "disclosure-village", "disclosure-finance")


@dataclass(frozen=True, slots=True)
class Part:
    """One of the three: the occurrence that is wanted now, and the day it was shown if it was."""

    occurrence: Occurrence
    shown_on: date | None


def parts(book: Book) -> tuple[Part, ...]:
    """For each of the three the oldest month not shown yet; else the newest, with its day."""
    found = (_part(book, duty) for duty in PARTS)
    return tuple(part for part in found if part is not None)


def entries(book: Book, duties: tuple[str, ...]) -> tuple[Entry, ...]:
    """The records of having shown these today: one for each month that must be named."""
    grouped: dict[str, list[str]] = {}
    for part in parts(book):
        if part.occurrence.duty in duties and part.shown_on is None:
            grouped.setdefault(str(part.occurrence.period), []).append(part.occurrence.duty)
    sketch = Sketch(text="")
    return tuple(
        Entry(tuple(shown), book.today, period, 1, sketch) for period, shown in grouped.items()
    )


def _part(book: Book, duty: str) -> Part | None:
    opened = [
        each
        for each in book.occurrences
        if each.duty == duty and each.opens <= book.today and not book.excused(each)
    ]
    shown = [(each, _shown_on(book, each)) for each in opened]
    missing = [Part(each, None) for each, day in shown if day is None]
    newest = [Part(each, day) for each, day in shown]
    return next(iter(missing or newest[-1:]), None)


def _shown_on(book: Book, each: Occurrence) -> date | None:
    """The first day on which it was on the board."""
    days = [
        record.done_on
        for part in book.enrolled
        for record in part.facts.records
        if each.duty in record.duties
        and record.period == each.period
        and record.returned is None
        and each.takes(record.done_on)
    ]
    return min(days, default=None)
