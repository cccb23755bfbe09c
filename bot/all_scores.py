"""The scores of every village as one hash: two ledgers that answer alike have the same."""

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from handlers.services import progress
from handlers.services.book import Book, Enrolled, open_book
from handlers.services.canonical import digest
from storage.schemes import Schemes
from storage.scope import Scope
from storage.unit_of_work import UnitOfWork


class AllScores(NamedTuple):
    """How many villages were scored, and the SHA-256 of all they came to."""

    villages: int
    sha256: str


def all_scores(uow: UnitOfWork, schemes: Schemes, today: date) -> AllScores:
    """Every scheme's answer for every village enrolled by that day, last year's and this one's."""
    scope = Scope.operator()
    villages = sorted({row.village_id for row in uow.enrolments.current(scope, today)})
    books = (open_book(uow, schemes, scope, village, today) for village in villages)
    return AllScores(len(villages), digest([digest(list(_answers(book))) for book in books]))


def _answers(book: Book) -> Iterator[Any]:
    yield book.village.id
    for part in book.enrolled:
        yield part.scheme.id
        yield from _of_scheme(book, part)


def _of_scheme(book: Book, part: Enrolled) -> Iterator[Any]:
    match part.scheme.kind:
        case "points":
            for year in (book.today.year - 1, book.today.year):
                yield part.score(year, book.today)
        case "grades":
            yield progress.verdict(book, part)
        case _:
            yield progress.done_so_far(book, part)
