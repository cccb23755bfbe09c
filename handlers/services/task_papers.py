"""What a task list (任务清单) is made of: every row of the document, and how far it is done."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from handlers.services.book import Book, Enrolled
from rubric.checklist import Line, Ongoing, Progress, progress
from rubric.scheme import Scheme
from rubric.scheme_tables import Item, Section
from storage.audit import Head
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One row of the document: what has a day, and what goes on without one (长期推进)."""

    item: Item
    lines: tuple[Line, ...]
    ongoing: tuple[Ongoing, ...]


@dataclass(frozen=True, slots=True)
class TaskSection:
    """A part of the list with its rows."""

    section: Section
    rows: tuple[TaskRow, ...]


@dataclass(frozen=True, slots=True)
class TaskPaper:
    """任务清单 of a village for a year; `done` tells the day of each record by its reference.

    `beside` are the duties that the document names outside its rows.
    """

    village: str
    town: str
    scheme: Scheme
    progress: Progress
    sections: tuple[TaskSection, ...]
    beside: tuple[Line | Ongoing, ...]
    done: Mapping[str, date]
    head: Head


def task_papers(uow: UnitOfWork, book: Book, year: int) -> tuple[TaskPaper, ...]:
    """One for each checklist that the village is enrolled in, on the book's day."""
    town, head = uow.places.town_of(book.village.id).name, uow.audit.head()
    lists = (part for part in book.enrolled if part.scheme.kind == "checklist")
    return tuple(task_paper(book, part, town, head, year) for part in lists)


def task_paper(book: Book, part: Enrolled, town: str, head: Head, year: int) -> TaskPaper:
    """The list under one scheme."""
    scheme, facts = part.scheme, part.facts
    made = progress(scheme, year, facts, book.today)
    named = {duty for item in scheme.items.values() for duty in item.duties}
    every: tuple[Line | Ongoing, ...] = (*made.lines, *made.ongoing)
    tasks = {one.ref: one.done_on for one in facts.tasks if one.done_on is not None}
    return TaskPaper(
        village=book.village.name,
        town=town,
        scheme=scheme,
        progress=made,
        sections=tuple(_sections(scheme, made)),
        beside=tuple(one for one in every if one.duty not in named),
        done={one.ref: one.done_on for one in facts.records} | tasks,
        head=head,
    )


def _sections(scheme: Scheme, made: Progress) -> Iterator[TaskSection]:
    for section in scheme.sections.values():
        mine = (item for item in scheme.items.values() if item.section == section.no)
        yield TaskSection(section, tuple(_row(item, made) for item in mine))


def _row(item: Item, made: Progress) -> TaskRow:
    return TaskRow(
        item,
        tuple(line for line in made.lines if line.duty in item.duties),
        tuple(one for one in made.ongoing if one.duty in item.duties),
    )
