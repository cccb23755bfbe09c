"""How a town's villages did in a month: what fell due, what of it was done when, what was found."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from handlers.services.book import Book
from handlers.services.standing import every_entry
from rubric.agenda import Entry
from rubric.occurrences import ONE_DAY, Occurrence
from rubric.period import Cadence, Period
from storage.findings import FindingRow
from storage.scope import Scope
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class VillageMonth:
    """应办, 按时, 逾期补办 of a village in a month, what is 未办, and its findings."""

    village: str
    due: int
    in_time: int
    late: int
    undone: tuple[Occurrence, ...]
    found: int
    settled: int


@dataclass(frozen=True, slots=True)
class Summary:
    """A month of several villages, in the order of their books; who was behind for two months."""

    month: Period
    villages: tuple[VillageMonth, ...]
    behind_twice: tuple[str, ...]

    @property
    def due(self) -> int:
        return sum(each.due for each in self.villages)

    @property
    def in_time(self) -> int:
        return sum(each.in_time for each in self.villages)

    @property
    def late(self) -> int:
        return sum(each.late for each in self.villages)

    @property
    def undone(self) -> int:
        return sum(len(each.undone) for each in self.villages)

    @property
    def found(self) -> int:
        return sum(each.found for each in self.villages)

    @property
    def settled(self) -> int:
        return sum(each.settled for each in self.villages)


def last_month(today: date) -> Period:
    """The month before this day's."""
    first = Period.around(today, Cadence.MONTH).first
    return Period.around(first - ONE_DAY, Cadence.MONTH)


def summary(uow: UnitOfWork, books: Sequence[Book], month: Period) -> Summary:
    """What fell due in the month in these villages, as it stands now."""
    scope = Scope.of((book.village.id for book in books), "小结")
    rows = [
        _of_village(book, month, uow.findings.of_village(book.village.id, scope)) for book in books
    ]
    before = last_month(month.first)
    behind = (
        row.village
        for row, book in zip(rows, books, strict=True)
        if row.undone and any(outcome == "undone" for _, outcome in _outcomes(book, before))
    )
    return Summary(month, tuple(rows), tuple(behind))


def _of_village(book: Book, month: Period, findings: Sequence[FindingRow]) -> VillageMonth:
    told = list(_outcomes(book, month))
    counted = Counter(outcome for _, outcome in told)
    return VillageMonth(
        village=book.village.name,
        due=len(told),
        in_time=counted["in-time"],
        late=counted["late"],
        undone=tuple(each for each, outcome in told if outcome == "undone"),
        found=sum(_within(row.found_on, month) for row in findings),
        settled=sum(_within(row.settled_on, month) for row in findings),
    )


def _outcomes(book: Book, month: Period) -> Iterator[tuple[Occurrence, str]]:
    """Each thing the village owed in the month, once: in-time, late or undone."""
    entries = {each.occurrence.key: each for each in every_entry(book)}
    for entry in entries.values():
        if _within(entry.occurrence.due, month):
            yield entry.occurrence, _outcome(book, entry)


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
