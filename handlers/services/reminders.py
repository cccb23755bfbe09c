"""Who has to be reminded of what today. Deadlines are computed from dates, never stored."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from handlers.services import workdays
from handlers.services.book import Book
from rubric.agenda import Entry, Mark, agenda
from rubric.duty import Stage
from rubric.posts import SUPERVISOR_POSTS, VILLAGE_POSTS, Post

OWED = frozenset({Mark.OPEN, Mark.OVERDUE, Mark.MISSED})
GROUPS = {
    "village": VILLAGE_POSTS,
    "supervisors": SUPERVISOR_POSTS,
    "town": frozenset({Post.TOWN_OFFICE}),
    "discipline": frozenset({Post.TOWN_DISCIPLINE}),
}
HOLIDAY_NOTICE = 3
"""Working days before a festival on which the integrity reminder goes out."""


@dataclass(frozen=True, slots=True)
class Owed:
    """Something not done, and the newest stage of reminding it has reached for somebody."""

    entry: Entry
    stage: Stage

    @property
    def key(self) -> str:
        return self.entry.occurrence.key


def owed_to(book: Book, post: Post) -> list[Owed]:
    """What the holder of this post is to be reminded of by today, the longest overdue first."""
    found = {}
    for entry in _not_done(book):
        reached = _newest(book, entry, post)
        if reached is not None:
            found[entry.occurrence.key] = Owed(entry, reached)
    return sorted(found.values(), key=lambda owed: (owed.entry.occurrence.due, owed.key))


def _not_done(book: Book) -> Iterator[Entry]:
    for part in book.enrolled:
        for year in (book.today.year - 1, book.today.year):
            if book.year_open(part.scheme, year):
                every = agenda(part.scheme, year, part.facts, book.today)
                yield from (entry for entry in every if entry.mark in OWED)


def _newest(book: Book, entry: Entry, post: Post) -> Stage | None:
    """The last stage reached that speaks to this post."""
    stages = book.duties[entry.occurrence.duty].stages
    reached = [
        (stage_day(stage, entry.occurrence.due), number)
        for number, stage in enumerate(stages)
        if post in _addressed(book, entry.occurrence.duty, stage)
    ]
    due = [pair for pair in reached if pair[0] <= book.today]
    return stages[max(due)[1]] if due else None


def stage_day(stage: Stage, due: date) -> date:
    """The day a stage speaks: a working day, so many before the due day or days after it."""
    if stage.working_days_before is not None:
        return workdays.before(due, stage.working_days_before)
    return workdays.on_or_after(due + timedelta(days=stage.days_after or 0))


def _addressed(book: Book, duty: str, stage: Stage) -> frozenset[Post]:
    groups: Iterable[frozenset[Post]] = (
        book.doers(duty) if group == "doers" else GROUPS[group] for group in stage.to
    )
    return frozenset().union(*groups)


def holiday_due(today: date) -> workdays.Holiday | None:
    """The festival whose integrity reminder is due today, if any."""
    for year in (today.year, today.year + 1):
        for holiday in workdays.holidays(year):
            if workdays.before(holiday.first, HOLIDAY_NOTICE) == today:
                return holiday
    return None
