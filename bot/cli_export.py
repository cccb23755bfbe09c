"""Commands that make documents: paper, workbooks and pictures out of the ledger."""

from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

export = typer.Typer(help="导出文件:评分表、台账、全镇表格、图片、公开栏", no_args_is_help=True)

Village = Annotated[
    str, typer.Argument(metavar="村居", help="村居名称;有重名的,前面加镇(街道)名称")
]
Town = Annotated[str, typer.Argument(metavar="镇(街道)", help="镇(街道)名称")]
File = Annotated[Path, typer.Argument(metavar="文件", help="写到哪个文件;结尾说明格式")]
On = Annotated[
    datetime | None, typer.Option("--on", formats=["%Y-%m-%d"], help="按哪天;不写就是今天")
]
Year = Annotated[int | None, typer.Option("--year", help="哪一年度;不写就是那天的年度")]
SchemeId = Annotated[str | None, typer.Option("--scheme", help="考核办法;参加几个的时候写")]
Dark = Annotated[bool, typer.Option("--dark", help="深色底")]


def day_of(on: datetime | None) -> date | None:
    return on.date() if on else None


def said(*paths: Path) -> None:
    for path in paths:
        typer.echo(f"✓ 已导出:{path}")


@export.command()
def score(
    village: Village,
    file: File,
    *,
    on: On = None,
    year: Year = None,
    scheme: SchemeId = None,
    adopted: Annotated[bool, typer.Option("--adopted", help="把提示分填进镇级评分栏")] = False,
) -> None:
    """量化评分表(.pdf 或 .docx)。"""
    from bot import exports  # noqa: PLC0415
    from handlers.forms import score_sheet  # noqa: PLC0415
    from handlers.services.papers import score_papers  # noqa: PLC0415

    kind = exports.suffix(file, ".pdf", ".docx")
    with exports.desk() as desk:
        book = desk.book(village, day_of(on))
        made = score_papers(desk.uow, book, desk.year(year, book.today))
        paper = exports.chosen(made, scheme)
        if kind == ".pdf":
            data = score_sheet.pdf(paper, adopted=adopted)
        else:
            own = desk.template(score_sheet.TEMPLATE)
            data = score_sheet.docx(paper, adopted=adopted, template=own)
        said(exports.write(file, data))


@export.command()
def ledger(
    village: Village,
    file: File,
    *,
    period: Annotated[
        str | None, typer.Option("--period", help="哪一期:2026-07、2026-Q3、2026-H2 或 2026")
    ] = None,
    duty: Annotated[str | None, typer.Option("--duty", help="哪个事项,例如 支委会")] = None,
    item: Annotated[int | None, typer.Option("--item", help="第几项")] = None,
) -> None:
    """台账(.pdf 或 .docx),连同确认、更正、撤销和照片。"""
    from bot import exports  # noqa: PLC0415
    from handlers.forms import ledger as form  # noqa: PLC0415
    from handlers.services.ledger_papers import ledger_paper  # noqa: PLC0415
    from handlers.services.lookup import Filter  # noqa: PLC0415

    kind = exports.suffix(file, ".pdf", ".docx")
    if period:
        exports.period(period)
    with exports.desk() as desk:
        book, wanted = desk.book(village), Filter(period, desk.duty(duty), item)
        paper = ledger_paper(desk.uow, book, desk.scope, wanted, desk.now)
        if kind == ".pdf":
            data = form.pdf(paper, desk.files.read)
        else:
            data = form.docx(paper, desk.files.read, desk.template(form.TEMPLATE))
        said(exports.write(file, data))


@export.command()
def town(
    town_name: Town,
    file: File,
    *,
    on: On = None,
    year: Year = None,
    scheme: SchemeId = None,
    dark: Dark = False,
) -> None:
    """全镇表格(.xlsx),或各部分扣分图(.png,25 个村居一张)。"""
    from bot import exports  # noqa: PLC0415
    from handlers.forms import pictures, workbook  # noqa: PLC0415
    from handlers.services.town_papers import town_papers  # noqa: PLC0415

    kind = exports.suffix(file, ".xlsx", ".png")
    with exports.desk() as desk:
        place, day = desk.town(town_name), desk.day(day_of(on))
        found = (desk.uow, desk.schemes, desk.scope, place.id, day, desk.year(year, day))
        paper = exports.chosen(town_papers(*found), scheme)
        if kind == ".xlsx":
            said(exports.write(file, workbook.xlsx(paper)))
            return
        made = pictures.sections(paper, "dark" if dark else "light")
        paths = exports.numbered(file, len(made))
        said(*(exports.write(*each) for each in zip(paths, made, strict=True)))


@export.command()
def card(
    village: Village,
    file: File,
    *,
    on: On = None,
    year: Year = None,
    scheme: SchemeId = None,
    dark: Dark = False,
) -> None:
    """得分卡(.png):分扣在哪、哪些能补、有谁核实。"""
    from bot import exports  # noqa: PLC0415
    from handlers.forms import pictures  # noqa: PLC0415
    from handlers.services.papers import score_papers  # noqa: PLC0415

    exports.suffix(file, ".png")
    with exports.desk() as desk:
        book = desk.book(village, day_of(on))
        made = score_papers(desk.uow, book, desk.year(year, book.today))
        paper = exports.chosen(made, scheme)
        said(exports.write(file, pictures.score_card(paper, "dark" if dark else "light")))


@export.command()
def calendar(village: Village, file: File, *, on: On = None, dark: Dark = False) -> None:
    """全年事项日历(.png):已办、待确认、逾期、没办。"""
    from bot import exports  # noqa: PLC0415
    from handlers.forms import pictures  # noqa: PLC0415
    from handlers.services.year_papers import year_paper  # noqa: PLC0415

    exports.suffix(file, ".png")
    with exports.desk() as desk:
        paper = year_paper(desk.book(village, day_of(on)))
        said(exports.write(file, pictures.calendar(paper, "dark" if dark else "light")))


@export.command()
def notice(
    village: Village,
    file: File,
    *,
    month: Annotated[
        str | None, typer.Option("--month", help="哪个月:2026-07;不写就是本月")
    ] = None,
    a3: Annotated[bool, typer.Option("--a3", help="A3 纸;不写就是 A4")] = False,
    link: Annotated[str, typer.Option("--link", help="二维码里的网址;不写就放联系方式")] = "",
) -> None:
    """“三务”公开(.pdf),贴公开栏用。"""
    from bot import exports  # noqa: PLC0415
    from handlers.forms import notices  # noqa: PLC0415
    from handlers.services.notice_papers import notice_paper  # noqa: PLC0415

    exports.suffix(file, ".pdf")
    with exports.desk() as desk:
        shown = exports.period(month or f"{desk.now:%Y-%m}", month=True)
        paper = notice_paper(desk.uow, desk.book(village), desk.scope, shown)
        said(exports.write(file, notices.notice(paper, size="a3" if a3 else "a4", link=link)))


@export.command()
def rectification(
    village: Village,
    number: Annotated[str, typer.Argument(metavar="问题编号", help="例如 2026-014")],
    file: File,
) -> None:
    """问题整改通知书(.pdf),下半页是回执。"""
    from bot import exports  # noqa: PLC0415
    from handlers.forms import notices  # noqa: PLC0415
    from handlers.services.notice_papers import rectification_paper  # noqa: PLC0415

    exports.suffix(file, ".pdf")
    with exports.desk() as desk:
        book, finding = desk.finding(village, number)
        paper = rectification_paper(desk.uow, book, desk.scope, finding)
        said(exports.write(file, notices.rectification(paper)))


@export.command()
def invites(
    source: Annotated[Path, typer.Argument(metavar="邀请表", help="导入名册时写出的 CSV 文件")],
    file: File,
) -> None:
    """绑定邀请(.pdf):一页八张,带二维码,沿虚线剪开发给本人。"""
    from bot import exports  # noqa: PLC0415
    from handlers.forms import notices  # noqa: PLC0415

    exports.suffix(file, ".pdf")
    said(exports.write(file, notices.invites(exports.slips(source))))
