"""三务公开 in one act: what of the three should hang on the board today, and hangs there."""

from dataclasses import dataclass, replace
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


def left_open(book: Book, text: str) -> Sketch | None:
    """What all three leave to be asked: of which month, where several are wanted; else None.

    What hangs there already is not meant, and the only month that is wanted is.
    """
    asked = of_board(book, Sketch(text=text, done_on=book.today))
    wanted = {duty for duty in PARTS if _wanted(book, duty)}
    return None if wanted == set(asked.periods) else asked


def of_board(book: Book, begun: Sketch) -> Sketch:
    """What was begun as a record of what the board is wanted for; the only month wanted is meant.

    Where nothing is wanted any more, of all three.
    """
    wanted = {duty: months for duty in PARTS if (months := _wanted(book, duty))}
    only = {duty: months[0] for duty, months in wanted.items() if len(months) == 1}
    return replace(begun, duties=tuple(wanted) or PARTS, periods=only)


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
    opened = _opened(book, duty)
    missing = [part for part in opened if part.shown_on is None]
    return next(iter(missing or opened[-1:]), None)


def _opened(book: Book, duty: str) -> list[Part]:
    return [
        Part(each, book.first_done(each))
        for each in book.of(duty)
        if each.opens <= book.today and book.asks_for(each)
    ]


def _wanted(book: Book, duty: str) -> list[str]:
    opened = _opened(book, duty)
    return [str(part.occurrence.period) for part in opened if part.shown_on is None]
