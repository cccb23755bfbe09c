"""All matters of a town: what is missing, what is filed and not received, what comes next."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from handlers.services import matters
from handlers.services.book import Book
from handlers.services.matters import Course
from rubric.matter import MatterKind
from storage.fact_rows import FactRow
from storage.places import PlaceRow
from storage.scope import Scope
from storage.unit_of_work import UnitOfWork

STATES = ("open", "concluded", "confirmed")


@dataclass(frozen=True, slots=True)
class Standing:
    """A matter of a village as it stands; `filed_on` while its filing waits to be received."""

    village: PlaceRow
    row: FactRow
    kind: MatterKind
    course: Course
    state: str
    filed_on: date | None

    @property
    def missing(self) -> tuple[str, ...]:
        return matters.lacking(self.kind, self.row)

    @property
    def faulty(self) -> bool:
        return bool(self.missing or self.course.disordered)

    @property
    def next_step(self) -> str:
        """The name of the step that comes next; none where all are taken or it is concluded."""
        coming = self.course.coming if self.state == "open" else ()
        return coming[0][1] if coming else ""


def board(uow: UnitOfWork, scope: Scope, books: Iterable[Book]) -> list[Standing]:
    """Every matter of these villages that was not withdrawn: the faulty first, then what waits to
    be received, then the open before the concluded; within these village by village, by number.
    """
    of = {book.village.id: book for book in books}
    rows = [row for row in uow.facts.rows("matter", scope) if row.village_id in of]
    places = list(of)
    return sorted(
        _standings(rows, of),
        key=lambda one: (_order(one), places.index(one.village.id), one.row.id),
    )


def unsettled(every: Sequence[Standing]) -> list[Standing]:
    """Those about which something is still to be done."""
    return [one for one in every if one.state != "confirmed" or one.filed_on]


def _standings(rows: Iterable[FactRow], books: dict[int, Book]) -> Iterator[Standing]:
    for row in rows:
        book, state = books[row.village_id], matters.state(row)
        kind = matters.kinds(book).get(row.said["kind"])
        if kind is not None and state != "withdrawn":
            course = matters.course(kind, row.steps)
            filed_on = row.steps[matters.FILED] if matters.filed(row) else None
            yield Standing(book.village, row, kind, course, state, filed_on)


def _order(one: Standing) -> tuple[bool, bool, int]:
    return not one.faulty, one.filed_on is None, STATES.index(one.state)
