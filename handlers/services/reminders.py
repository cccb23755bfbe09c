"""Who has to be reminded of what today. Deadlines are computed from dates, never stored."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from handlers.services import workdays
from handlers.services.book import Book
from handlers.services.standing import unmet
from handlers.services.tasks import STAGES
from handlers.services.workdays import Holiday
from rubric.agenda import Entry
from rubric.duty import Stage
from rubric.posts import SUPERVISOR_POSTS, VILLAGE_POSTS, Post

GROUPS = {
    "village": VILLAGE_POSTS,
    "supervisors": SUPERVISOR_POSTS,
    "town": frozenset({Post.TOWN_OFFICE}),
    "discipline": frozenset({Post.TOWN_DISCIPLINE}),
}
HOLIDAY_NOTICE = 3
"""Working days before a festival on which the integrity reminder goes out."""
NEIGHBOURS = timedelta(days=10)
"""Festivals that begin within so many days of each other share one reminder (中秋、国庆)."""


@dataclass(frozen=True, slots=True)
class Owed:
    """Something not done, and the newest stage of reminding it has reached for somebody."""

    entry: Entry
    stage: Stage

    @property
    def key(self) -> str:
        return self.entry.occurrence.key

    @property
    def label(self) -> str:
        return self.entry.occurrence.label

    @property
    def due(self) -> date:
        return self.entry.occurrence.due

    @property
    def closes(self) -> date | None:
        return self.entry.occurrence.counts_until


def owed_to(book: Book, post: Post) -> list[Owed]:
    """What the holder of this post is to be reminded of by today, the longest overdue first."""
    reached = ((entry, _newest(book, entry, post)) for entry in unmet(book))
    found = [Owed(entry, stage) for entry, stage in reached if stage is not None]
    return sorted(found, key=lambda owed: (owed.entry.occurrence.due, owed.key))


def _newest(book: Book, entry: Entry, post: Post) -> Stage | None:
    """The last stage reached that speaks to this post."""
    known = book.duties.get(entry.occurrence.duty)
    stages = known.stages if known else STAGES
    reached = [
        (stage_day(stage, entry.occurrence.due), number)
        for number, stage in enumerate(stages)
        if post in _addressed(book, entry.occurrence.duty, stage)
    ]
    due = [pair for pair in reached if pair[0] <= book.today]
    return stages[max(due)[1]] if due else None


def stage_day(stage: Stage, due: date) -> date:
    """The day a stage speaks: a working day, so many before the due day or days after it."""
    return _speaking_day(stage.working_days_before, stage.days_after or 0, due)


@lru_cache(maxsize=4096)
def _speaking_day(before: int | None, after: int, due: date) -> date:
    if before is not None:
        return workdays.before(due, before)
    return workdays.on_or_after(due + timedelta(days=after))


def _addressed(book: Book, duty: str, stage: Stage) -> frozenset[Post]:
    groups: Iterable[frozenset[Post]] = (
        book.doers(duty) if group == "doers" else GROUPS[group] for group in stage.to
    )
    return frozenset().union(*groups)


def holidays_due(today: date) -> tuple[Holiday, ...]:
    """The festivals to remind of today: the coming one, with a neighbour that follows close by.

    From three working days before the first on, for as long as it is still ahead: a programme that
    stood still on the day itself makes up for it.
    """
    ahead = [each for each in workdays.holidays(today.year, today.year + 1) if each.first > today]
    told = [each for each in ahead[:2] if each.first - ahead[0].first <= NEIGHBOURS]
    begins = workdays.before(ahead[0].first, HOLIDAY_NOTICE)
    return tuple(told) if begins <= today else ()
