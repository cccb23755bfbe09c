"""A village's year as a calendar: for every duty and period whether it is done, due or missed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from handlers.services.book import Book
from handlers.services.standing import every_entry
from rubric.agenda import Entry, Mark
from rubric.period import Period

WORST_FIRST = (Mark.OVERDUE, Mark.MISSED, Mark.OPEN, Mark.WAITING, Mark.AHEAD, Mark.DONE)
_MONTHS = 12


@dataclass(frozen=True, slots=True)
class YearCell:
    """One period: its months (from 1, and how many), and the worst mark of what is owed in it.

    `note` tells how many were done where only some were, and what is asked where no period is.
    """

    month: int
    months: int
    mark: Mark
    note: str


@dataclass(frozen=True, slots=True)
class YearRow:
    """One duty through the year."""

    name: str
    cells: tuple[YearCell, ...]


@dataclass(frozen=True, slots=True)
class YearPaper:
    """The whole year of a village, in its schemes' order of duties."""

    village: str
    year: int
    as_of: date
    rows: tuple[YearRow, ...]


def year_paper(book: Book) -> YearPaper:
    """The calendar of the year that the book's day is in."""
    year = book.today.year
    found = {one.occurrence.key: one for one in every_entry(book)}
    mine = [one for one in found.values() if one.occurrence.period.year == year]
    order = list(book.duties)
    duties = sorted({one.occurrence.duty for one in mine}, key=order.index)
    rows = (
        YearRow(book.name(duty), _cells(book, [one for one in mine if one.occurrence.duty == duty]))
        for duty in duties
    )
    return YearPaper(book.village.name, year, book.today, tuple(rows))


def _cells(book: Book, entries: Iterable[Entry]) -> tuple[YearCell, ...]:
    """One a period; several Party groups, or several tasks, share theirs."""
    periods: dict[Period, list[Entry]] = {}
    for one in entries:
        periods.setdefault(one.occurrence.period, []).append(one)
    return tuple(_cell(book, period, periods[period]) for period in sorted(periods))


def _cell(book: Book, period: Period, entries: list[Entry]) -> YearCell:
    mark = min((one.mark for one in entries), key=WORST_FIRST.index)
    good = sum(one.mark in (Mark.DONE, Mark.WAITING) for one in entries)
    months = period.cadence.months or _MONTHS
    partly = mark is not Mark.AHEAD and 0 < good < len(entries)
    note = f"{good}/{len(entries)}" if partly else ""
    if months == _MONTHS and not book.duties[entries[0].occurrence.duty].recurs:
        note = "、".join(one.occurrence.label for one in entries)
    return YearCell(period.first.month, months, mark, note)
