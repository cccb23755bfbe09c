"""Each document that can be ordered in chat: from the ledger to the bytes of its files."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from handlers.services.actor import Actor
from handlers.services.book import Book, open_book
from handlers.services.catalogue import DOCUMENTS, require
from handlers.services.lookup import Filter
from rubric.period import Cadence, Period
from storage.files import Files
from storage.schemes import Schemes
from storage.settings import BOT_NAME
from storage.unit_of_work import UnitOfWork

Progress = Callable[[float], None]
"""Told how much of the work is done, 0 to 1."""


@dataclass(frozen=True)
class Bench:
    """What a document is made from: one unchanging view of the ledger, as its orderer sees it."""

    uow: UnitOfWork
    schemes: Schemes
    files: Files
    templates: Path
    actor: Actor
    now: datetime
    place: int
    of: Sequence[Any]
    progress: Progress

    @property
    def today(self) -> date:
        return self.now.date()

    @property
    def book(self) -> Book:
        """The village's book; OutOfScope if the orderer may not see it."""
        return open_book(self.uow, self.schemes, self.actor.scope, self.place, self.today)

    @property
    def name(self) -> str:
        return self.uow.places.get(self.place).name

    def template(self, name: str) -> Path | None:
        """The town's own Word template, if one was installed."""
        own = self.templates / f"{name}.docx"
        return own if own.is_file() else None


@dataclass(frozen=True, slots=True)
class Paper:
    """A finished document: the name it is sent under, and its bytes."""

    filename: str
    data: bytes


def make(id_: str, bench: Bench) -> list[Paper]:
    """The files of a document; none where the ledger has nothing for it.

    Denied, or OutOfScope, if its orderer may not have it by now.
    """
    require(bench.uow, bench.actor, DOCUMENTS[id_], bench.place)
    with bench.uow.narrowed(bench.actor.scope):
        return list(MAKERS[id_](bench))


def _score_sheet(bench: Bench) -> Iterator[Paper]:
    from handlers.forms import score_sheet  # noqa: PLC0415 - Word and PDF are loaded when used
    from handlers.services.papers import score_papers  # noqa: PLC0415

    year = bench.of[0] if bench.of else bench.today.year
    for paper in score_papers(bench.uow, bench.book, year):
        name = f"{bench.name}{year}年量化评分表"
        own = bench.template(score_sheet.TEMPLATE)
        yield Paper(f"{name}.docx", score_sheet.docx(paper, template=own))
        yield Paper(f"{name}.pdf", score_sheet.pdf(paper))


def _score_card(bench: Bench) -> Iterator[Paper]:
    from handlers.forms import pictures  # noqa: PLC0415
    from handlers.services.papers import score_papers  # noqa: PLC0415

    book = bench.book
    for paper in score_papers(bench.uow, book, book.today.year):
        yield Paper(f"{bench.name}得分图.png", pictures.score_card(paper, "light"))


def _score_course(bench: Bench) -> Iterator[Paper]:
    from handlers.forms import course  # noqa: PLC0415
    from handlers.services.course_papers import course_papers  # noqa: PLC0415

    book = bench.book
    for paper in course_papers(book, book.today.year):
        yield Paper(f"{bench.name}得分走势图.png", course.picture(paper))


def _ledger(bench: Bench) -> Iterator[Paper]:
    from handlers.forms import ledger  # noqa: PLC0415
    from handlers.services.ledger_papers import ledger_paper  # noqa: PLC0415

    wanted = Filter(*bench.of) if bench.of else Filter(month=str(bench.today.year))
    paper = ledger_paper(bench.uow, bench.book, bench.actor.scope, wanted, bench.now)
    read = _counted(bench, 2 * sum(len(each.record.photos) for each in paper.entries))
    name = f"{bench.name}台账"
    yield Paper(f"{name}.pdf", ledger.pdf(paper, read))
    yield Paper(f"{name}.docx", ledger.docx(paper, read, bench.template(ledger.TEMPLATE)))


def _counted(bench: Bench, total: int) -> Callable[[str], bytes]:
    """Reads photos, and tells how many of them were read."""
    done = 0

    def read(path: str) -> bytes:
        nonlocal done
        done += 1
        bench.progress(done / total if total else 1)
        return bench.files.read(path)

    return read


def _calendar(bench: Bench) -> Iterator[Paper]:
    from handlers.forms import pictures  # noqa: PLC0415
    from handlers.services.year_papers import year_paper  # noqa: PLC0415

    picture = pictures.calendar(year_paper(bench.book), "light")
    yield Paper(f"{bench.name}全年事项日历.png", picture)


def _disclosure_notice(bench: Bench) -> Iterator[Paper]:
    from handlers.forms import notices  # noqa: PLC0415
    from handlers.services.notice_papers import notice_paper  # noqa: PLC0415

    month = Period.around(bench.today, Cadence.MONTH)
    paper = notice_paper(bench.uow, bench.book, bench.actor.scope, month)
    for size in ("a4", "a3"):
        name = f"{bench.name}{bench.today.month}月三务公开（{size.upper()}）.pdf"
        yield Paper(name, notices.notice(paper, size=size, link=""))


def _self_assessment(bench: Bench) -> Iterator[Paper]:
    from handlers.forms import self_assessment as form  # noqa: PLC0415
    from handlers.services.grade_papers import grade_papers  # noqa: PLC0415

    for paper in grade_papers(bench.uow, bench.book, bench.today.year):
        yield Paper(f"{bench.name}自评表.docx", form.docx(paper, bench.template("self-assessment")))
        yield Paper(f"{bench.name}自评表.pdf", form.pdf(paper))


def _half_year_report(bench: Bench) -> Iterator[Paper]:
    from handlers.forms import half_year_report as form  # noqa: PLC0415
    from handlers.services.half_year_papers import half_year_papers  # noqa: PLC0415

    half = Period.around(bench.today, Cadence.HALF)
    for paper in half_year_papers(bench.uow, bench.book, bench.actor.scope, half):
        own = bench.template("half-year-report")
        yield Paper(f"{bench.name}半年书面报告.docx", form.docx(paper, own))
        yield Paper(f"{bench.name}半年书面报告.pdf", form.pdf(paper))


def _task_list(bench: Bench) -> Iterator[Paper]:
    from handlers.forms import task_list as form  # noqa: PLC0415
    from handlers.services.task_papers import task_papers  # noqa: PLC0415

    for paper in task_papers(bench.uow, bench.book, bench.today.year):
        yield Paper(f"{bench.name}任务清单.docx", form.docx(paper, bench.template("task-list")))
        yield Paper(f"{bench.name}任务清单.pdf", form.pdf(paper))


def _rectification(bench: Bench) -> Iterator[Paper]:
    from handlers.forms import notices  # noqa: PLC0415
    from handlers.services.notice_papers import rectification_paper  # noqa: PLC0415

    (finding,) = bench.of
    paper = rectification_paper(bench.uow, bench.book, bench.actor.scope, finding)
    yield Paper(f"{bench.name}整改通知书.pdf", notices.rectification(paper))


def _sealed_sheet(bench: Bench) -> Iterator[Paper]:
    from handlers.forms import sealed_sheet as form  # noqa: PLC0415
    from handlers.services.sealed_papers import sealed_sheet  # noqa: PLC0415

    (sheet,) = bench.of
    paper = sealed_sheet(bench.uow, bench.actor.scope, sheet)
    yield Paper(f"{bench.name}镇级评分表.pdf", form.pdf(paper))


def _town_workbook(bench: Bench) -> Iterator[Paper]:
    from handlers.forms import workbook  # noqa: PLC0415

    for paper in _town_papers(bench):
        yield Paper(f"{bench.name}全镇表格.xlsx", workbook.xlsx(paper))


def _month_digest(bench: Bench) -> Iterator[Paper]:
    """The month in Word, and the town's workbook beside it."""
    from handlers.forms import month_digest as form  # noqa: PLC0415
    from handlers.services.month_papers import month_paper  # noqa: PLC0415
    from handlers.services.month_summary import last_month  # noqa: PLC0415

    month = Period.parse(bench.of[0]) if bench.of else last_month(bench.today)
    scope, today = bench.actor.scope, bench.today
    paper = month_paper(bench.uow, bench.schemes, scope, bench.place, month, today)
    own = bench.template(form.TEMPLATE)
    yield Paper(f"{bench.name}{month.first.month}月小结.docx", form.docx(paper, own))
    yield from _town_workbook(bench)


def _town_sections(bench: Bench) -> Iterator[Paper]:
    from handlers.forms import pictures  # noqa: PLC0415

    for paper in _town_papers(bench):
        for picture in pictures.sections(paper, "light"):
            yield Paper(f"{bench.name}各村得分图.png", picture)


def _town_papers(bench: Bench) -> Sequence[Any]:
    from handlers.services.town_papers import town_papers  # noqa: PLC0415

    day, scope = bench.today, bench.actor.scope
    return town_papers(bench.uow, bench.schemes, scope, bench.place, day, day.year)


def _invite_sheet(bench: Bench) -> Iterator[Paper]:
    from handlers.forms.invites import sheet  # noqa: PLC0415
    from handlers.services import managing  # noqa: PLC0415
    from handlers.services.invitations import again  # noqa: PLC0415

    for link, _ in bench.of:
        invited = bench.uow.grants.get(bench.uow.invites.get(link).grant_id)
        managing.require(bench.uow, bench.actor, invited.place_id)
    made = [again(bench.uow, link, typed) for link, typed in bench.of]
    if made:
        bot_name = bench.uow.settings.get(BOT_NAME) or ""
        yield Paper(f"{bench.name}绑定邀请.pdf", sheet(made, bot_name))


def _burden(bench: Bench) -> Iterator[Paper]:
    from handlers.forms import burden  # noqa: PLC0415
    from handlers.services.burden_papers import burden_paper  # noqa: PLC0415

    paper = burden_paper(bench.uow, bench.actor.scope, bench.place, bench.today.year, bench.now)
    yield Paper(f"{bench.name}负担情况表.xlsx", burden.xlsx(paper))


def _holiday_letter(bench: Bench) -> Iterator[Paper]:
    from handlers.forms import holiday_letter as form  # noqa: PLC0415
    from handlers.services.holiday_papers import holiday_paper  # noqa: PLC0415

    paper = holiday_paper(bench.uow, bench.place, bench.today)
    if paper is None:
        return
    name = f"{bench.name}节前廉洁提醒函"
    yield Paper(f"{name}.docx", form.docx(paper, bench.template("holiday-letter")))
    yield Paper(f"{name}.pdf", form.pdf(paper))


def _city_workbook(bench: Bench) -> Iterator[Paper]:
    from handlers.forms import city_workbook  # noqa: PLC0415
    from handlers.services.city_papers import city_papers  # noqa: PLC0415

    day, scope = bench.today, bench.actor.scope
    for paper in city_papers(bench.uow, bench.schemes, scope, day, day.year):
        yield Paper(f"{bench.name}全市表格.xlsx", city_workbook.xlsx(paper))


def _recognition_list(bench: Bench) -> Iterator[Paper]:
    from handlers.forms import recognition  # noqa: PLC0415
    from handlers.services.recognition_papers import recognition_papers  # noqa: PLC0415

    day, scope = bench.today, bench.actor.scope
    for paper in recognition_papers(bench.uow, bench.schemes, scope, bench.place, day, day.year):
        yield Paper(f"{bench.name}认定名单.xlsx", recognition.xlsx(paper))


MAKERS: Mapping[str, Callable[[Bench], Iterator[Paper]]] = {
    "score-sheet": _score_sheet,
    "score-card": _score_card,
    "score-course": _score_course,
    "ledger": _ledger,
    "calendar": _calendar,
    "disclosure-notice": _disclosure_notice,
    "self-assessment": _self_assessment,
    "half-year-report": _half_year_report,
    "task-list": _task_list,
    "rectification": _rectification,
    "sealed-sheet": _sealed_sheet,
    "town-workbook": _town_workbook,
    "month-digest": _month_digest,
    "town-sections": _town_sections,
    "invite-sheet": _invite_sheet,
    "burden": _burden,
    "holiday-letter": _holiday_letter,
    "city-workbook": _city_workbook,
    "recognition-list": _recognition_list,
}
