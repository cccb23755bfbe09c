"""What a town's month on paper (月小结) is made of: each village's, and what is undone by name."""

from dataclasses import dataclass
from datetime import date

from handlers.services.book import Book, open_books
from handlers.services.month_summary import Summary, summary
from rubric.period import Period
from rubric.wording import spoken_period
from storage.audit import Head
from storage.schemes import Schemes
from storage.scope import Scope
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class MonthPaper:
    """月小结 of a town; `undone` names what each village still owes of it."""

    town: str
    summary: Summary
    undone: tuple[tuple[str, tuple[str, ...]], ...]
    as_of: date
    head: Head


def month_paper(
    uow: UnitOfWork, schemes: Schemes, scope: Scope, town_id: int, month: Period, today: date
) -> MonthPaper:
    """The month of every village of the town, as it stands today; nobody is ranked."""
    villages = [each.id for each in uow.places.villages_of(town_id)]
    books = list(open_books(uow, schemes, scope, villages, today).values())
    told = summary(uow, books, month)
    undone = tuple(
        (row.village, tuple(_named(book, each.duty, each.period) for each in row.undone))
        for row, book in zip(told.villages, books, strict=True)
        if row.undone
    )
    return MonthPaper(uow.places.get(town_id).name, told, undone, today, uow.audit.head())


def _named(book: Book, duty: str, period: Period) -> str:
    return f"{spoken_period(period)}{book.name(duty)}"
