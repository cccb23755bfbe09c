"""More commands that make documents: grades and checklist forms, the letter, county lists."""

from typing import Annotated

import typer

from bot.cli_export import Dark, File, On, SchemeId, Town, Village, Year, day_of, export, said

__all__ = ["export"]

Place = Annotated[str, typer.Argument(metavar="镇(街道)或市", help="镇(街道)或市的名称")]


@export.command("self-assessment")
def self_assessment(
    village: Village, file: File, *, on: On = None, year: Year = None, scheme: SchemeId = None
) -> None:
    """自评表(.pdf 或 .docx):逐项等次、负面清单、还差什么。"""
    from bot import exports  # noqa: PLC0415
    from handlers.forms import self_assessment as form  # noqa: PLC0415
    from handlers.services.grade_papers import grade_papers  # noqa: PLC0415

    kind = exports.suffix(file, ".pdf", ".docx")
    with exports.desk() as desk:
        book = desk.book(village, day_of(on))
        made = grade_papers(desk.uow, book, desk.year(year, book.today))
        paper = exports.chosen(made, scheme, "没有参加评等次的考核办法")
        own = desk.template(form.TEMPLATE)
        said(exports.write(file, form.pdf(paper) if kind == ".pdf" else form.docx(paper, own)))


@export.command("half-year-report")
def half_year_report(
    village: Village,
    file: File,
    *,
    half: Annotated[
        str | None, typer.Option("--half", help="哪半年:2026-H1;不写就是那天所在的半年")
    ] = None,
    on: On = None,
    scheme: SchemeId = None,
) -> None:
    """半年书面报告(.pdf 或 .docx):台账里有的填好,其余由村填写。"""
    from bot import exports  # noqa: PLC0415
    from handlers.forms import half_year_report as form  # noqa: PLC0415
    from handlers.services.half_year_papers import half_year_papers  # noqa: PLC0415

    kind = exports.suffix(file, ".pdf", ".docx")
    with exports.desk() as desk:
        book = desk.book(village, day_of(on))
        made = half_year_papers(desk.uow, book, desk.scope, exports.half_year(half, book.today))
        paper = exports.chosen(made, scheme, "没有参加要半年报告的考核办法")
        own = desk.template(form.TEMPLATE)
        said(exports.write(file, form.pdf(paper) if kind == ".pdf" else form.docx(paper, own)))


@export.command()
def tasks(
    village: Village, file: File, *, on: On = None, year: Year = None, scheme: SchemeId = None
) -> None:
    """任务清单办理情况(.pdf 或 .docx):逐行写明责任单位、时限、办理情况。"""
    from bot import exports  # noqa: PLC0415
    from handlers.forms import task_list as form  # noqa: PLC0415
    from handlers.services.task_papers import task_papers  # noqa: PLC0415

    kind = exports.suffix(file, ".pdf", ".docx")
    with exports.desk() as desk:
        book = desk.book(village, day_of(on))
        made = task_papers(desk.uow, book, desk.year(year, book.today))
        paper = exports.chosen(made, scheme, "没有参加任务清单")
        own = desk.template(form.TEMPLATE)
        said(exports.write(file, form.pdf(paper) if kind == ".pdf" else form.docx(paper, own)))


@export.command()
def course(
    village: Village,
    file: File,
    *,
    on: On = None,
    year: Year = None,
    scheme: SchemeId = None,
    dark: Dark = False,
) -> None:
    """得分走势(.png):每个月底多少分、哪里扣了、年底最高和最低。"""
    from bot import exports  # noqa: PLC0415
    from handlers.forms import course as form  # noqa: PLC0415
    from handlers.services.course_papers import course_papers  # noqa: PLC0415

    exports.suffix(file, ".png")
    with exports.desk() as desk:
        book = desk.book(village, day_of(on))
        paper = exports.chosen(course_papers(book, desk.year(year, book.today)), scheme)
        said(exports.write(file, form.picture(paper, "dark" if dark else "light")))


@export.command("holiday-letter")
def holiday_letter(
    place: Place,
    file: File,
    *,
    on: On = None,
    festival: Annotated[
        str, typer.Option("--festival", help="哪个节,例如 国庆节;不写就是下一个节")
    ] = "",
) -> None:
    """节前廉洁提醒函(.pdf 或 .docx)。"""
    from bot import exports  # noqa: PLC0415
    from handlers.forms import holiday_letter as form  # noqa: PLC0415
    from handlers.services.holiday_papers import holiday_paper  # noqa: PLC0415

    kind = exports.suffix(file, ".pdf", ".docx")
    with exports.desk() as desk:
        day = desk.day(day_of(on))
        paper = holiday_paper(desk.uow, desk.office(place).id, day, festival)
        paper = exports.known(paper, f"今明两年的放假安排里没有找到“{festival}”。")
        own = desk.template(form.TEMPLATE)
        said(exports.write(file, form.pdf(paper) if kind == ".pdf" else form.docx(paper, own)))


@export.command()
def recognition(
    place: Place, file: File, *, on: On = None, year: Year = None, scheme: SchemeId = None
) -> None:
    """认定名单(.xlsx):按封存的评分列出达标、示范(标杆)村居和名额。"""
    from bot import exports  # noqa: PLC0415
    from handlers.forms import recognition as form  # noqa: PLC0415
    from handlers.services.recognition_papers import recognition_papers  # noqa: PLC0415

    exports.suffix(file, ".xlsx")
    with exports.desk() as desk:
        day, where = desk.day(day_of(on)), desk.office(place)
        found = (desk.uow, desk.schemes, desk.scope, where.id, day, desk.year(year, day))
        paper = exports.chosen(
            recognition_papers(*found), scheme, "没有村居参加有认定程序的考核办法"
        )
        said(exports.write(file, form.xlsx(paper)))


@export.command()
def burden(town: Town, file: File, *, year: Year = None) -> None:
    """负担情况表(.xlsx):每村每月发了多少消息、问了多少问题。"""
    from bot import exports  # noqa: PLC0415
    from handlers.forms import burden as form  # noqa: PLC0415
    from handlers.services.burden_papers import burden_paper  # noqa: PLC0415

    exports.suffix(file, ".xlsx")
    with exports.desk() as desk:
        where = desk.town(town)
        paper = burden_paper(desk.uow, desk.scope, where.id, desk.year(year), desk.now)
        said(exports.write(file, form.xlsx(paper)))


@export.command()
def month(
    town: Town,
    file: File,
    *,
    on: On = None,
    month: Annotated[str, typer.Option("--month", help="哪个月,例如 2026-06;不写就是上月")] = "",
) -> None:
    """月小结(.docx):各村应办、按时、逾期补办、未办,还没有办的事项。"""
    from bot import exports  # noqa: PLC0415
    from handlers.forms import month_digest as form  # noqa: PLC0415
    from handlers.services.month_papers import month_paper  # noqa: PLC0415
    from handlers.services.month_summary import last_month  # noqa: PLC0415

    exports.suffix(file, ".docx")
    with exports.desk() as desk:
        place, day = desk.town(town), desk.day(day_of(on))
        of = exports.period(month, month=True) if month else last_month(day)
        paper = month_paper(desk.uow, desk.schemes, desk.scope, place.id, of, day)
        said(exports.write(file, form.docx(paper, desk.template(form.TEMPLATE))))


@export.command()
def city(file: File, *, on: On = None, year: Year = None, scheme: SchemeId = None) -> None:
    """全市表格(.xlsx):各镇汇总、任务数,每个村居的得分和名次。"""
    from bot import exports  # noqa: PLC0415
    from handlers.forms import city_workbook as form  # noqa: PLC0415
    from handlers.services.city_papers import city_papers  # noqa: PLC0415

    exports.suffix(file, ".xlsx")
    with exports.desk() as desk:
        day = desk.day(day_of(on))
        made = city_papers(desk.uow, desk.schemes, desk.scope, day, desk.year(year, day))
        said(exports.write(file, form.xlsx(exports.chosen(made, scheme))))
