"""三务公开 in one act: what of the three should hang on the board today, and hangs there."""

from dataclasses import dataclass
from datetime import date

from handlers.services import sketch
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
    wanted = {
        part.occurrence.duty: str(part.occurrence.period)
        for part in parts(book)
        if part.occurrence.duty in duties and part.shown_on is None
    }
    shown = Sketch(text="", duties=tuple(wanted), done_on=book.today, periods=wanted)
    return sketch.entries(shown, book)


def _part(book: Book, duty: str) -> Part | None:
    opened = [
        Part(each, book.first_done(each))
        for each in book.of(duty)
        if each.opens <= book.today and book.asks_for(each)
    ]
    missing = [part for part in opened if part.shown_on is None]
    return next(iter(missing or opened[-1:]), None)
