"""Where a village stands, in the values its cards show: losses, repairs, what lies ahead."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from handlers.services.book import Book
from handlers.services.tasks import errands
from rubric.agenda import Entry, Mark
from rubric.facts import Record
from rubric.losses import Loss
from rubric.occurrences import ONE_DAY, Occurrence
from rubric.period import Cadence, Period
from rubric.scoring import Score

URGENCY = (Mark.OVERDUE, Mark.OPEN, Mark.WAITING, Mark.DONE)
UNMET = (Mark.OVERDUE, Mark.MISSED, Mark.OPEN)


@dataclass(frozen=True, slots=True)
class Lost:
    """One loss with the item it belongs to."""

    item: int
    loss: Loss


@dataclass(frozen=True, slots=True)
class Moved:
    """A figure before and after an act: now, ceiling, floor or confirmed."""

    figure: str
    before: Decimal
    after: Decimal


def movement(before: Score, after: Score) -> tuple[Moved, ...]:
    """The figures that an act moved.

    What is confirmed is told only when it grew: it shrinks whenever something new is logged, until
    that is confirmed too, and nobody should take a record for a loss.
    """
    pairs = (
        Moved("now", before.provisional, after.provisional),
        Moved("ceiling", before.ceiling, after.ceiling),
        Moved("floor", before.floor, after.floor),
    )
    vouched = Moved("confirmed", before.basis.confirmed, after.basis.confirmed)
    moved = tuple(each for each in pairs if each.before != each.after)
    return (*moved, vouched) if vouched.after > vouched.before else moved


def moved_from(data: Iterable[dict[str, str]]) -> list[Moved]:
    """Movements as a card kept them."""
    return [Moved(each["figure"], Decimal(each["before"]), Decimal(each["after"])) for each in data]


def losses(score: Score) -> list[Lost]:
    """Everything lost so far that cost something, the dearest first."""
    found = [Lost(item.no, loss) for item in score.items for loss in item.losses if loss.amount > 0]
    return sorted(found, key=lambda each: (-each.loss.amount, each.item, each.loss.on))


def repairs(score: Score) -> list[Lost]:
    """What can still be won back, soonest deadline first."""
    found = [each for each in losses(score) if each.loss.repairable_until]
    return sorted(found, key=lambda each: (_until(each.loss), -each.loss.amount))


def ahead(score: Score) -> list[Lost]:
    """What will cost points if nothing is done, soonest first."""
    found = [Lost(item.no, loss) for item in score.items for loss in item.ahead if loss.amount > 0]
    return sorted(found, key=lambda each: (each.loss.on, each.item))


def last_day(loss: Loss) -> date:
    """The last day on which what lies ahead can still be averted."""
    return loss.on - ONE_DAY


def _until(loss: Loss) -> date:
    return loss.repairable_until or date.max


def month_agenda(book: Book) -> list[Entry]:
    """本月要办 across the village's schemes, and what the town assigned beside them.

    What is overdue at any time comes first, then by day what is of this month; nothing twice.
    """
    month = Period.around(book.today, Cadence.MONTH)
    first, last = month.first, month.last
    asked = [
        entry
        for entry in _owed(book)
        if entry.mark is Mark.OVERDUE
        or (first <= entry.occurrence.due <= last and entry.mark in URGENCY)
    ]
    return _ordered(asked, URGENCY)


def unmet(book: Book) -> list[Entry]:
    """What is owed by now or was, and is on no record: overdue, then missed, then open.

    Nothing twice, the oldest first. Reminders, digests and lists of what is late are all drawn
    from this, so that none counts what another does not show.
    """
    return _ordered([entry for entry in _owed(book) if entry.mark in UNMET], UNMET)


def _owed(book: Book) -> tuple[Entry, ...]:
    """What the schemes owe, and what the town assigned beside them."""
    return (*every_entry(book), *errands(book))


def _ordered(entries: list[Entry], marks: Sequence[Mark]) -> list[Entry]:
    """By mark, then by day; of what two schemes owe alike the first."""
    found: dict[str, Entry] = {}
    for entry in sorted(entries, key=lambda each: (marks.index(each.mark), each.occurrence.due)):
        found.setdefault(entry.occurrence.key, entry)
    return list(found.values())


def late(book: Book) -> list[Entry]:
    """What was due and is on no record, whether it can still be done or only logged."""
    return [entry for entry in unmet(book) if entry.mark is not Mark.OPEN]


def missed(book: Book) -> list[Entry]:
    """What was due and is past doing, the newest first; done in time, it can still be logged."""
    return [entry for entry in unmet(book) if entry.mark is Mark.MISSED][::-1]


def every_entry(book: Book) -> Iterable[Entry]:
    """Everything owed in the years whose ledgers still move; scheme by scheme, so perhaps twice."""
    return book.entries


def serves(book: Book, duty: str) -> tuple[int, ...]:
    """The numbers of the items that a record of the duty counts for, in any points scheme."""
    return tuple(
        item.no
        for part in book.enrolled
        if part.scheme.kind == "points"
        for item in part.scheme.items.values()
        if any(duty in rule.duty_ids() for rule in item.rules)
    )


def counts(book: Book, record: Record) -> bool:
    """Whether the record counts for an occurrence of any of its duties, this year or last."""
    return any(
        _is_meant(book, record, each) and each.takes(record.done_on)
        for duty in record.duties
        for each in book.of(duty)
    )


def met_before(book: Book, record: Record) -> tuple[Occurrence, date] | None:
    """What the record is of, if one logged earlier had done it on another day; and that day.

    Only of what is owed once a period: what may be done often is never done already.
    """
    days = {each.ref: each.done_on for each in book.records}
    for entry in every_entry(book):
        if record.ref in entry.records and entry.occurrence.key in book.owed_keys:
            earlier = entry.records[: entry.records.index(record.ref)]
            first = next((days[ref] for ref in earlier if days[ref] != record.done_on), None)
            if first is not None:
                return entry.occurrence, first
    return None


def _is_meant(book: Book, record: Record, each: Occurrence) -> bool:
    """Whether the record is for this period, by its name or by its day, and for this group."""
    unit = record.unit if book.several_units(each.duty) else 1
    if record.period is None:
        return each.unit == unit and not book.names_period(each.duty)
    return each.unit == unit and each.period == record.period
