"""Invented values for every Word form, the fullest and the emptiest: to try templates on."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from types import MappingProxyType
from typing import Any
from zoneinfo import ZoneInfo

from PIL import Image

from handlers.forms import (
    half_year_report,
    holiday_letter,
    ledger,
    month_digest,
    score_sheet,
    self_assessment,
    task_list,
)
from handlers.forms.photos import lay_out
from handlers.services.book import Book, Enrolled
from handlers.services.grade_papers import grade_paper
from handlers.services.half_year_papers import half_year_paper
from handlers.services.holiday_papers import HolidayPaper
from handlers.services.ledger_papers import Happening, LedgerEntry, LedgerPaper
from handlers.services.lookup import Filter
from handlers.services.month_papers import MonthPaper
from handlers.services.month_summary import Summary, VillageMonth
from handlers.services.papers import score_paper
from handlers.services.task_papers import task_paper
from handlers.services.workdays import Holiday
from rubric import facts
from rubric.occurrences import occurrences
from rubric.period import Cadence, Period
from rubric.scheme import Scheme
from storage.audit import BEGINNING
from storage.findings import FindingRow
from storage.places import PlaceRow
from storage.record_rows import EvidenceRow, RecordRow
from storage.schemes import Schemes

_TOWN, _VILLAGE = "示例镇", "示例村"
_WHERE = (_TOWN, BEGINNING)
_PHOTO = "evidence/0.jpg"
Values = Mapping[str, Any]
_NOTHING: Values = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Form:
    """A Word form: its Chinese name, its values, and the fields that every template must print.

    `values` are the fullest first, then the emptiest; the folder takes the pictures they name.
    """

    name: str
    values: Callable[[Schemes, Path], tuple[Values, ...]]
    must: tuple[str, ...] = ()


def _score(schemes: Schemes, _folder: Path) -> tuple[Values, ...]:
    scheme = _first(schemes, "points")
    day = date(scheme.in_force_from.year, 12, 31)
    full = facts.Facts(
        vetoes=tuple(facts.Veto(kind=kind, on=day) for kind in scheme.vetoes),
        honours=tuple(facts.Honour(kind=kind, on=day, piece="示例") for kind in scheme.honours),
    )
    return tuple(_scored(scheme, schemes, known, day) for known in (full, facts.Facts()))


def _scored(scheme: Scheme, schemes: Schemes, known: facts.Facts, day: date) -> Values:
    book = _book(schemes, scheme, known, day)
    paper = score_paper(book, *_WHERE, scheme, book.scores()[0])
    return score_sheet.data_of(paper, adopted=False)


def _self_assessment(schemes: Schemes, _folder: Path) -> tuple[Values, ...]:
    scheme = _first(schemes, "grades")
    day = date(scheme.in_force_from.year, 12, 31)
    made = (
        grade_paper(book, book.enrolled[0], *_WHERE, day.year)
        for book in (_book(schemes, scheme, known, day) for known in _graded(scheme, day))
    )
    return tuple(map(self_assessment.data_of, made))


def _half_year(schemes: Schemes, _folder: Path) -> tuple[Values, ...]:
    scheme = _first(schemes, "grades")
    duty = next(each for each in scheme.duties.values() if each.cadence is Cadence.HALF)
    half = Period(scheme.in_force_from.year, Cadence.HALF, 2)
    books = [_book(schemes, scheme, known, half.last) for known in _graded(scheme, half.last)]
    found = ((_finding(scheme, half.last),), ())
    return tuple(
        half_year_report.data_of(
            half_year_paper(book, book.enrolled[0], duty, half, _WHERE, findings)
        )
        for book, findings in zip(books, found, strict=True)
    )


def _tasks(schemes: Schemes, _folder: Path) -> tuple[Values, ...]:
    """Only a list of several schemes has all that a template may name; the emptiest is bare."""
    lists = [one for one in schemes.values() if one.kind == "checklist"]
    made = [
        task_list.data_of(task_paper(book, book.enrolled[0], *_WHERE, book.today.year))
        for book in (
            _book(schemes, one, facts.Facts(), date(one.in_force_from.year, 12, 31))
            for one in lists
        )
    ]
    full = max(made, key=lambda data: bool(data["beside"]) + bool(data["targets"]))
    return full, {**full, "sections": [], "beside": [], "targets": []}


def _letter(_schemes: Schemes, _folder: Path) -> tuple[Values, ...]:
    first, last = date(2026, 10, 1), date(2026, 10, 7)
    holiday = Holiday("国庆节", first, last, tentative=True)
    full = HolidayPaper(_TOWN, "示例电话", holiday, (date(2026, 10, 10),), first)
    bare = replace(full, contact="", make_up=(), holiday=replace(holiday, last=first))
    return tuple(map(holiday_letter.data_of, (full, bare)))


def _month(schemes: Schemes, _folder: Path) -> tuple[Values, ...]:
    scheme = _first(schemes, "points")
    day = date(scheme.in_force_from.year, 6, 30)
    owed = occurrences(scheme, day.year, facts.Profile())[:1]
    row = VillageMonth(_VILLAGE, 1, 0, 0, owed, 1, 1)
    told = Summary(Period.around(day, Cadence.MONTH), (row,), (_VILLAGE,))
    full = MonthPaper(_TOWN, told, ((_VILLAGE, ("示例事项",)),), day, BEGINNING)
    bare = replace(full, summary=replace(told, behind_twice=()), undone=())
    return tuple(map(month_digest.data_of, (full, bare)))


def _ledger(schemes: Schemes, folder: Path) -> tuple[Values, ...]:
    paper = LedgerPaper(
        _VILLAGE, _TOWN, Filter(month="2026-07"), "", date(2026, 7, 31), (_entry(),), BEGINNING
    )
    duty = next(iter(schemes.vocabulary.duties.values())).name
    photos = lay_out(folder, (_PHOTO,), lambda _path: _gray())
    return (
        ledger.data_of(replace(paper, duty=duty), photos),
        ledger.data_of(replace(paper, entries=(), wanted=Filter()), {}),
    )


FORMS: Mapping[str, Form] = MappingProxyType(
    {
        score_sheet.TEMPLATE: Form(
            "量化评分表",
            _score,
            ("sections.items.standard", "sections.items.rule", "head.hash", "notice"),
        ),
        ledger.TEMPLATE: Form("台账", _ledger, ("entries.name", "entries.status", "head.hash")),
        self_assessment.TEMPLATE: Form(
            "自评表",
            _self_assessment,
            ("sections.rows.standard", "sections.rows.parts", "notice"),
        ),
        half_year_report.TEMPLATE: Form("半年书面报告", _half_year, ("work.duty", "notice")),
        task_list.TEMPLATE: Form(
            "任务清单",
            _tasks,
            ("sections.rows.standard", "sections.rows.units", "sections.rows.deadline", "notice"),
        ),
        holiday_letter.TEMPLATE: Form("节前廉洁提醒函", _letter),
        month_digest.TEMPLATE: Form("月小结", _month, ("villages.undone", "notice")),
    }
)


def _first(schemes: Schemes, kind: str) -> Scheme:
    return next(one for one in schemes.values() if one.kind == kind)


def _book(schemes: Schemes, scheme: Scheme, known: facts.Facts, day: date) -> Book:
    place = PlaceRow(0, "village", _VILLAGE, None, {}, "")
    return Book(place, day, schemes, (Enrolled(scheme, known),))


def _graded(scheme: Scheme, day: date) -> tuple[facts.Facts, facts.Facts]:
    level, word = scheme.graded.grading.levels[0], scheme.graded.grading.grades[0]
    some = [item.no for item in scheme.items.values() if item.may_not_apply]
    full = facts.Facts(
        profile=facts.Profile(not_applicable=frozenset(some)),
        records=(facts.Record(duties=("party-day",), done_on=day, confirmed=day),),
        grades=tuple(
            facts.Grade(item=no, grade=word.id, by=level.id, on=day) for no in scheme.items
        ),
        negatives=tuple(facts.NegativeEntry(kind=kind, on=day) for kind in scheme.negatives),
    )
    return full, facts.Facts()


def _finding(scheme: Scheme, day: date) -> FindingRow:
    return FindingRow(
        id=1,
        village_id=0,
        year=day.year,
        number=1,
        scheme_id=scheme.id,
        item=1,
        kind="",
        text="示例问题",
        count=1,
        amount=Decimal(1),
        reason="",
        found_on=day,
        first_due=day,
        by_id=0,
        by_grant_id=0,
        at=_moment(day),
        events=(),
    )


def _entry() -> LedgerEntry:
    """A record with everything a ledger can show: a photo, a paper, a history."""
    day = date(2026, 7, 14)
    signed: dict[str, Any] = {"by_id": 0, "by_grant_id": 0, "at": _moment(day)}
    record = RecordRow(
        id=1,
        village_id=0,
        author_id=0,
        author_grant_id=0,
        logged_at=_moment(day),
        version=1,
        duties=("party-day",),
        done_on=day,
        period="2026-07",
        unit=1,
        title="示例标题",
        body="示例内容",
        time="上午",
        heads=5,
        heads_expected=6,
        authors=frozenset({0}),
        events=(),
        evidence=(_evidence("photo", signed), _evidence("voice", signed)),
        **signed,
    )
    told = Happening(_moment(day), "log", "村文书", "示例姓名", "示例理由")
    return LedgerEntry(record, ("主题党日",), (1,), (told,))


def _evidence(kind: str, signed: Mapping[str, Any]) -> EvidenceRow:
    return EvidenceRow(
        id=0,
        record_id=1,
        village_id=0,
        kind=kind,
        file_id="",
        file_unique_id=kind,
        sha256=None,
        path=_PHOTO,
        taken_at=None,
        draft_id=None,
        album=None,
        refused=None,
        alike=(),
        **signed,
    )


def _moment(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 9, tzinfo=ZoneInfo("Asia/Shanghai"))


def _gray() -> bytes:
    written = BytesIO()
    Image.new("RGB", (80, 60), "gray").save(written, "JPEG")
    return written.getvalue()
