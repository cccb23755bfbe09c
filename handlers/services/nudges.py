"""提醒 by hand: a town reminds a village of something overdue; not again within three days."""

from dataclasses import dataclass
from datetime import date, timedelta

from handlers.services.act import Act
from handlers.services.book import Book
from handlers.services.standing import month_agenda
from rubric.agenda import Entry, Mark
from rubric.posts import TOWN_POSTS

AGAIN_AFTER = timedelta(days=3)
KIND = "nudge"


@dataclass(frozen=True, slots=True)
class Late:
    """Something overdue in a village that can still be done."""

    village_id: int
    village: str
    entry: Entry
    days: int

    @property
    def key(self) -> str:
        return self.entry.occurrence.key


def late(books: list[Book]) -> list[Late]:
    """What is overdue in these villages, the longest first."""
    found = [
        Late(
            book.village.id,
            book.village.name,
            entry,
            (book.today - entry.occurrence.due).days,
        )
        for book in books
        for entry in month_agenda(book)
        if entry.mark is Mark.OVERDUE
    ]
    return sorted(found, key=lambda each: (-each.days, each.village_id, each.key))


def nudge(act: Act, key: str) -> bool:
    """Note that the village is reminded of it today.

    False if it was within three days, or if it is not overdue any more.
    """
    act.require(TOWN_POSTS)
    if all(each.key != key for each in late([act.book])):
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
