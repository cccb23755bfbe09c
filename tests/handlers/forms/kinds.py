"""Papers of the grades and checklist schemes made by hand, the plain and the extreme."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO

from docx import Document
from docx.oxml.ns import qn

from handlers.services import grade_papers, half_year_papers, task_papers
from handlers.services.book import Book, Enrolled
from handlers.services.course_papers import CoursePaper, course_papers
from handlers.services.holiday_papers import HolidayPaper
from handlers.services.papers import ScoredItem, ScorePaper
from handlers.services.workdays import Holiday
from rubric import facts
from rubric.losses import Loss
from rubric.period import Period
from storage.findings import FindingRow
from storage.places import PlaceRow
from tests.handlers.forms.samples import HEAD, NOON, SCHEMES, TODAY, packed, score_paper, worst
from tests.handlers.forms.samples import book as points_book

GRADES = SCHEMES["tangjiafang-2020"]
CITY_PLAN = SCHEMES["xx-city-plan"]
TASKS = SCHEMES["sanguan-2022"]
BEGUN = date(2025, 1, 1)


def book(
    of=GRADES, known: facts.Facts | None = None, today: date = TODAY, name: str = "示例一村"
) -> Book:
    place = PlaceRow(1, "village", name, None, {}, "")
    known = known or facts.Facts(profile=facts.Profile(cycle_start=BEGUN))
    return Book(place, today, SCHEMES, (Enrolled(of, known),))


def grade(item: int, word: str, by: str = "village", on: date = date(2026, 6, 1)) -> facts.Grade:
    return facts.Grade(item=item, grade=word, by=by, on=on)


def record(duty: str, on: date, *, confirmed: bool = True) -> facts.Record:
    ref = f"record:{duty}{on}"
    sure = on + timedelta(days=1) if confirmed else None
    return facts.Record(duties=(duty,), done_on=on, confirmed=sure, ref=ref)


def often(times: int, duty: str = "branch-committee") -> tuple[facts.Record, ...]:
    return tuple(record(duty, BEGUN + timedelta(days=at)) for at in range(times))


def all_graded() -> facts.Facts:
    """Every level has graded every item, some do not apply, everything negative happened."""
    levels = [level.id for level in GRADES.graded.grading.levels]
    duties = ("members-meeting", "party-lecture", "party-day", "warning-education")
    return facts.Facts(
        profile=facts.Profile(cycle_start=BEGUN, not_applicable=frozenset({8, 9})),
        grades=tuple(grade(no, "fair", level) for no in GRADES.items for level in levels),
        negatives=tuple(
            facts.NegativeEntry(kind=kind, on=date(2025, 3, 1 + at))
            for at, kind in enumerate(GRADES.negatives)
        ),
        records=tuple(one for duty in duties for one in often(75, duty)),
    )


def grade_paper(of: Book | None = None) -> grade_papers.GradePaper:
    of = of or book()
    return grade_papers.grade_paper(of, of.enrolled[0], "示例镇", HEAD, of.today.year)


def half_year_paper(
    of: Book | None = None, half: str = "2026-H1", findings: tuple[FindingRow, ...] = ()
) -> half_year_papers.HalfYearPaper:
    of = of or book()
    duty = GRADES.duties["creation-report"]
    where = ("示例镇", HEAD)
    return half_year_papers.half_year_paper(
        of, of.enrolled[0], duty, Period.parse(half), where, findings
    )


def task_paper(of: Book | None = None, year: int = 2026) -> task_papers.TaskPaper:
    of = of or book(CITY_PLAN, facts.Facts())
    return task_papers.task_paper(of, of.enrolled[0], "示例镇", HEAD, year)


def many_done() -> facts.Facts:
    """A record of every duty of the city's plan on many days."""
    return facts.Facts(
        records=tuple(one for duty in CITY_PLAN.duties for one in often(30, duty)),
        states=(facts.State(name="legal-guides", value=2, seen_on=BEGUN),),
    )


def word_text(docx: bytes) -> str:
    """All words of a Word document in order, tables too, without spaces."""
    body = Document(BytesIO(docx)).element.body
    return packed("".join(each.text or "" for each in body.iter(qn("w:t"))))


def course_paper(of: Book | None = None, year: int = 2026) -> CoursePaper:
    (paper,) = course_papers(of or points_book(), year)
    return paper


def worst_course() -> CoursePaper:
    return course_paper(worst())


def holiday_paper(*, tentative: bool = False, issuer: str = "示例镇") -> HolidayPaper:
    holiday = Holiday("中秋节、国庆节", *_off(), tentative)
    return HolidayPaper(issuer, "0576-00000000", holiday, (date(2026, 9, 20),), NOON.date())


def _off() -> tuple[date, date]:
    return date(2026, 10, 1), date(2026, 10, 7)


def longest_grounds() -> ScorePaper:
    """Every item lost points in more ways than are told, each told at the greatest length."""
    paper = score_paper(worst())
    sections = tuple(
        replace(part, items=tuple(_overfull(each) for each in part.items))
        for part in paper.sections
    )
    return replace(paper, sections=sections)


def _overfull(each: ScoredItem) -> ScoredItem:
    loss = Loss(
        amount=Decimal("0.5"),
        why="讨价还价、降低标准、弄虚作假" * 9,
        clause="附件2",
        repairable_until=date(2026, 12, 31),
        on=date(2026, 3, 1),
        subject="finding:1",
        duty=None,
        period=None,
    )
    waiting = ("清廉教育或清廉文化活动(0/4次)", "主体责任报告", "廉洁履职承诺", "财务支出审核12次")
    return replace(each, score=each.score._replace(losses=(loss,) * 9), pending=waiting)
