"""What a self-assessment (自评) is made of: each item's grades, the negative list, what lacks."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from handlers.services.book import Book, Enrolled
from handlers.services.work_papers import Work, work_done
from rubric.facts import Grade, NegativeEntry
from rubric.grade_tables import Grading, Level
from rubric.grading import Verdict, grade
from rubric.scheme import Scheme
from rubric.scheme_tables import Item, Section
from rubric.view import seen
from storage.audit import Head
from storage.scope import Scope
from storage.unit_of_work import UnitOfWork

_NONE: Mapping[int, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class GradedItem:
    """One item with the newest grade that each level gave it, the lowest level first.

    `reason`: why it does not apply to the village; empty if it does.
    """

    item: Item
    grades: tuple[Grade | None, ...]
    reason: str = ""

    @property
    def applies(self) -> bool:
        return not self.reason


@dataclass(frozen=True, slots=True)
class GradedSection:
    """One of the document's aspects (方面) with its items."""

    section: Section
    items: tuple[GradedItem, ...]


@dataclass(frozen=True, slots=True)
class GradePaper:
    """自评表 of a village under one scheme; `work` is what the ledger holds of the cycle so far."""

    village: str
    town: str
    scheme: Scheme
    verdict: Verdict
    starts: date
    sections: tuple[GradedSection, ...]
    negatives: tuple[NegativeEntry, ...]
    work: tuple[Work, ...]
    head: Head


def grade_papers(uow: UnitOfWork, book: Book, year: int) -> tuple[GradePaper, ...]:
    """One for each scheme with grades, by what is seen on the book's day."""
    town, head = uow.places.town_of(book.village.id).name, uow.audit.head()
    graded = (part for part in book.enrolled if part.scheme.kind == "grades")
    return tuple(
        grade_paper(book, part, town, head, year, _reasons(uow, book, part.scheme))
        for part in graded
    )


def _reasons(uow: UnitOfWork, book: Book, scheme: Scheme) -> dict[int, str]:
    """Why items do not apply, in the words of whoever said so."""
    scope = Scope.of([book.village.id], "自评表")
    rows = uow.facts.rows("not_applicable", scope, book.village.id)
    mine = (row for row in rows if row.counts and row.said["scheme_id"] == scheme.id)
    return {row.said["item"]: row.said["reason"] for row in mine}


def grade_paper(
    book: Book,
    part: Enrolled,
    town: str,
    head: Head,
    year: int,
    reasons: Mapping[int, str] = _NONE,
) -> GradePaper:
    """The village's self-assessment under one scheme; `reasons` why items do not apply."""
    verdict = grade(part.scheme, year, part.facts, book.today)
    known, starts = seen(part.facts, book.today), cycle_start(part, year)
    grades = [one for one in known.grades if one.on >= starts]
    first, last = verdict.window
    return GradePaper(
        village=book.village.name,
        town=town,
        scheme=part.scheme,
        verdict=verdict,
        starts=starts,
        sections=tuple(_sections(part.scheme, verdict, grades, reasons)),
        negatives=tuple(one for one in known.negatives if first <= one.on <= last),
        work=work_done(book, starts, book.today),
        head=head,
    )


def cycle_start(part: Enrolled, year: int) -> date:
    """The first day of the cycle (创建周期); the year's where nobody has entered one."""
    profile = part.facts.profile
    return profile.cycle_start or profile.enrolled_on or date(year, 1, 1)


def _sections(
    scheme: Scheme, verdict: Verdict, grades: list[Grade], reasons: Mapping[int, str]
) -> Iterator[GradedSection]:
    excluded = {one.no for one in verdict.items if not one.applies}
    grading = scheme.graded.grading
    for section in scheme.sections.values():
        mine = (item for item in scheme.items.values() if item.section == section.no)
        yield GradedSection(
            section,
            tuple(
                GradedItem(
                    item,
                    tuple(_newest(grading, grades, item, level) for level in grading.levels),
                    reasons.get(item.no) or item.may_not_apply if item.no in excluded else "",
                )
                for item in mine
            ),
        )


def _newest(grading: Grading, grades: list[Grade], item: Item, level: Level) -> Grade | None:
    """The level's newest grade of the item; of one day's the lower one, as the verdict has it."""
    return max(
        (one for one in grades if one.item == item.no and one.by == level.id),
        key=lambda one: (one.on, grading.rank(one.grade)),
        default=None,
    )
