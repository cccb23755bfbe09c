"""What a half-yearly report (每半年书面报告) is made of: the ledger of six months, told by duty."""

from dataclasses import dataclass
from datetime import date

from handlers.services.book import Book, Enrolled
from handlers.services.grade_papers import cycle_start
from handlers.services.work_papers import Work, work_done
from rubric.duty import Duty
from rubric.grading import Verdict, grade
from rubric.period import Cadence, Period
from rubric.scheme import Scheme
from storage.audit import Head
from storage.findings import FindingRow
from storage.scope import Scope
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class HalfYearPaper:
    """半年书面报告 of a village under one scheme with grades; what it thinks it writes itself."""

    village: str
    town: str
    scheme: Scheme
    duty: Duty
    half: Period
    as_of: date
    starts: date
    verdict: Verdict
    work: tuple[Work, ...]
    findings: tuple[FindingRow, ...]
    head: Head


def half_year_papers(
    uow: UnitOfWork, book: Book, scope: Scope, half: Period
) -> tuple[HalfYearPaper, ...]:
    """One for each scheme with grades that asks for it; its day is never beyond the half-year."""
    known = uow.findings.of_village(book.village.id, scope)
    findings = tuple(row for row in known if half.first <= row.found_on <= half.last)
    where = (uow.places.town_of(book.village.id).name, uow.audit.head())
    return tuple(
        half_year_paper(book, part, duty, half, where, findings)
        for part in book.enrolled
        if part.scheme.kind == "grades"
        for duty in part.scheme.duties.values()
        if duty.cadence is Cadence.HALF
    )


def half_year_paper(
    book: Book,
    part: Enrolled,
    duty: Duty,
    half: Period,
    where: tuple[str, Head],
    findings: tuple[FindingRow, ...],
) -> HalfYearPaper:
    """The report that a duty asks for; `where` is the town's name and the audit chain's head."""
    town, head = where
    as_of = min(book.today, half.last)
    return HalfYearPaper(
        village=book.village.name,
        town=town,
        scheme=part.scheme,
        duty=duty,
        half=half,
        as_of=as_of,
        starts=cycle_start(part, half.year),
        verdict=grade(part.scheme, half.year, part.facts, as_of),
        work=work_done(book, half.first, half.last),
        findings=findings,
        head=head,
    )
