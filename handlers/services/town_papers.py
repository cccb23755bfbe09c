"""What a town's papers are made of: each village's score, what is overdue, what is to be mended."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from handlers.services.book import Book, open_books
from handlers.services.matter_board import Standing, board
from rubric.agenda import Entry, Mark, agenda
from rubric.scheme import Scheme
from rubric.scoring import Score
from storage.audit import Head
from storage.findings import FindingRow
from storage.schemes import Schemes
from storage.scope import Scope
from storage.unit_of_work import UnitOfWork

LATE = (Mark.OVERDUE, Mark.MISSED)


@dataclass(frozen=True, slots=True)
class TownRow:
    """One village: its score, what is overdue or missed, and every rectification of the year."""

    village: str
    score: Score
    late: tuple[Entry, ...]
    rectifications: tuple[FindingRow, ...]


@dataclass(frozen=True, slots=True)
class TownPaper:
    """The town's villages under one scheme, in the order of the roster: nobody is ranked.

    `matters` are the decisions and projects of these villages, what lacks a step before the rest.
    """

    town: str
    scheme: Scheme
    year: int
    as_of: date
    rows: tuple[TownRow, ...]
    head: Head
    matters: tuple[Standing, ...] = ()


def town_papers(
    uow: UnitOfWork, schemes: Schemes, scope: Scope, town_id: int, today: date, year: int
) -> tuple[TownPaper, ...]:
    """One for each scheme with points that any village of the town is enrolled in."""
    town, head = uow.places.get(town_id).name, uow.audit.head()
    villages = [village.id for village in uow.places.villages_of(town_id)]
    books = list(open_books(uow, schemes, scope, villages, today).values())
    used = {part.scheme.id: part.scheme for book in books for part in book.enrolled}
    return tuple(
        TownPaper(
            town,
            scheme,
            year,
            today,
            tuple(_rows(uow, scope, books, scheme, year)),
            head,
            tuple(board(uow, scope, _under(books, scheme))) if scheme.matters else (),
        )
        for scheme in used.values()
        if scheme.kind == "points"
    )


def _under(books: list[Book], scheme: Scheme) -> Iterator[Book]:
    return (book for book in books if any(part.scheme.id == scheme.id for part in book.enrolled))


def _rows(
    uow: UnitOfWork, scope: Scope, books: list[Book], scheme: Scheme, year: int
) -> Iterator[TownRow]:
    for book in books:
        for part in book.enrolled:
            if part.scheme.id == scheme.id:
                entries = agenda(scheme, year, part.facts, book.today)
                findings = uow.findings.of_village(book.village.id, scope)
                yield TownRow(
                    book.village.name,
                    part.score(year, book.today),
                    tuple(entry for entry in entries if entry.mark in LATE),
                    tuple(_rectifications(findings, scheme, year, book.today)),
                )


def _rectifications(
    findings: list[FindingRow], scheme: Scheme, year: int, today: date
) -> Iterator[FindingRow]:
    for finding in findings:
        seen = finding.scheme_id == scheme.id and finding.found_on <= today
        if seen and finding.due is not None and finding.found_on.year == year:
            yield finding
