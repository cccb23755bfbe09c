"""提醒 by hand: a town reminds a village of something overdue; not again within three days."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from handlers.services import finding_reminders, standing
from handlers.services.act import Act
from handlers.services.book import Book
from handlers.services.findings import is_late
from rubric.agenda import Entry, Mark
from rubric.occurrences import Occurrence
from rubric.posts import TOWN_POSTS
from storage.findings import FindingRow
from storage.scope import Scope
from storage.unit_of_work import UnitOfWork

AGAIN_AFTER = timedelta(days=3)
KIND = "nudge"


@dataclass(frozen=True, slots=True)
class Late:
    """Something that was due in a village and is on no record; a finding has no occurrence.

    `missed`: it is past doing, but done in its time it can still be logged.
    """

    village_id: int
    village: str
    key: str
    label: str
    days: int
    occurrence: Occurrence | None = None
    missed: bool = False


def late(uow: UnitOfWork, books: list[Book]) -> list[Late]:
    """What is overdue in these villages, findings too, the longest first; then what was missed."""
    duties = [_late_duty(book, entry) for book in books for entry in standing.late(book)]
    return sorted(
        [*duties, *late_findings(uow, books)],
        key=lambda each: (each.missed, -each.days, each.village_id, each.key),
    )


def by_village(late: Iterable[Late]) -> list[list[Late]]:
    """Each village's own together, the village with the most first; their order stays."""
    found: dict[int, list[Late]] = {}
    for each in late:
        found.setdefault(each.village_id, []).append(each)
    return sorted(found.values(), key=lambda group: -len(group))


def late_findings(uow: UnitOfWork, books: list[Book]) -> list[Late]:
    """The findings of these villages whose due day has passed without a remedy."""
    known = {book.village.id: book for book in books}
    rows = uow.findings.unended(Scope.of(known, "逾期"))
    return [
        _late_finding(known[row.village_id], row)
        for row in rows
        if is_late(row, known[row.village_id].today)
    ]


def _late_duty(book: Book, entry: Entry) -> Late:
    owed = entry.occurrence
    days = (book.today - owed.due).days
    missed = entry.mark is Mark.MISSED
    return Late(book.village.id, book.village.name, owed.key, owed.label, days, owed, missed)


def _late_finding(book: Book, row: FindingRow) -> Late:
    days = (book.today - row.due).days if row.due else 0
    key, label = finding_reminders.key(row), finding_reminders.label(row)
    return Late(book.village.id, book.village.name, key, label, days)


def nudge(act: Act, key: str) -> bool:
    """Note that the village is reminded of it today.

    False if it was within three days, or if it is not overdue any more.
    """
    act.require(TOWN_POSTS)
    if all(each.key != key for each in late(act.uow, [act.book])):
        return False
    last = last_nudged(act, key)
    if last is not None and act.day - last < AGAIN_AFTER:
        return False
    stage = f"{KIND}/{act.day}"
    person = act.actor.person_id
    claimed = act.uow.reminders.claim(act.book.village.id, key, stage, person, act.at)
    if claimed:
        act.note("nudge", key)
    return claimed


def last_nudged(act: Act, key: str) -> date | None:
    """The last day on which anybody reminded the village of it by hand."""
    days = [
        date.fromisoformat(stage.partition("/")[2])
        for stage in act.uow.reminders.stages(act.book.village.id, key)
        if stage.startswith(f"{KIND}/")
    ]
    return max(days, default=None)
