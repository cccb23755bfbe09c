"""The city's workbook: town by town against its quota, and every village with its scores."""

from collections.abc import Iterator
from decimal import Decimal

from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from handlers.forms import sheets
from handlers.forms.sheets import HEAD_ROW, Cell, Inks, Layout, put
from handlers.forms.workbook import TAIL, colour_lost, item_heads, points_of
from handlers.services.city_papers import CityPaper, CityRow
from rubric.sheet import NOTICE, readings_used
from rubric.wording import full_day

_GIVEN = ("镇级评分", "市级评定分", "全市名次")


def xlsx(paper: CityPaper) -> bytes:
    """The workbook's bytes."""

    def fill(book: Workbook, inks: Inks) -> None:
        _villages(book.add_worksheet("全市村居"), paper, inks)
        _towns(book.add_worksheet("各镇汇总"), paper, inks)
        sheets.notes(book.add_worksheet("说明"), _notes(paper), inks)

    return sheets.made(fill)


def _villages(sheet: Worksheet, paper: CityPaper, inks: Inks) -> None:
    heads = ("镇(街道)", "村居", *item_heads(paper.scheme), *TAIL, *_GIVEN)
    layout = _layout(paper, "各村得分", heads, (), len(paper.rows))
    sheets.begin(sheet, layout, len(paper.rows), inks)
    sheet.set_row(HEAD_ROW, 96)
    sheet.set_column(0, 1, 16)
    sheet.set_column(2, len(heads) - 1, 7.5)
    sheet.freeze_panes(HEAD_ROW + 1, 2)
    for at, row in enumerate(paper.rows, HEAD_ROW + 1):
        _village(sheet, at, row, inks)
    colour_lost(sheet, paper.scheme, 2, len(paper.rows), inks)
    sheet.set_landscape()
    sheet.repeat_columns(0, 1)


def _village(sheet: Worksheet, at: int, row: CityRow, inks: Inks) -> None:
    put(sheet, at, 0, row.town, inks)
    put(sheet, at, 1, row.village, inks)
    points_of(sheet, (at, 2), row.score, inks)
    after = 2 + len(row.score.items) + len(TAIL)
    for column, value in enumerate((row.given.town, row.given.city, row.order), after):
        put(sheet, at, column, value, inks)


def _towns(sheet: Worksheet, paper: CityPaper, inks: Inks) -> None:
    heads = (
        "镇(街道)",
        "村居数",
        "镇里已评分",
        "到达标线",
        "到示范(标杆)线",
        "达标任务数",
        "示范(标杆)任务数",
        "可以申报示范数",
    )
    rows = list(_summed(paper))
    layout = _layout(paper, "各镇(街道)汇总", heads, (20, *(13,) * 7), len(rows))
    sheets.listed(sheet, layout, rows, inks)


def _summed(paper: CityPaper) -> Iterator[tuple[Cell, ...]]:
    """Each town with what it was asked to bring forth; a town without a quota has blanks."""
    head = paper.scheme.scored
    lines = head.thresholds
    beyond = head.recognition.beyond_quota if head.recognition else 0
    quotas = {one.town: one for one in paper.quotas}
    for town in dict.fromkeys((*(row.town for row in paper.rows), *quotas)):
        mine = [row for row in paper.rows if row.town == town]
        scores = [row.given.counts for row in mine if row.given.counts is not None]
        quota = quotas.get(town)
        yield (
            town,
            len(mine),
            len(scores),
            _reaching(scores, lines.up_to_standard) if lines else None,
            _reaching(scores, lines.demonstration) if lines else None,
            quota.up_to_standard if quota else None,
            quota.demonstration if quota else None,
            quota.demonstration + beyond if quota else None,
        )


def _reaching(scores: list[Decimal], line: Decimal) -> int:
    return sum(one >= line for one in scores)


def _notes(paper: CityPaper) -> list[str]:
    return [
        paper.scheme.document,
        *readings_used(paper.scheme, {}),
        "名次只按封存的评分排(有市级评定分的按市级),同分同名次;还没有评分的不排。",
        "“目前”等各列是提示分,红底是扣了分的项。任务数按文件附表。",
        f"审计链 第{paper.head.seq}条 {paper.head.hash}",
        NOTICE,
    ]


def _layout(
    paper: CityPaper, title: str, heads: tuple[str, ...], widths: tuple[float, ...], rows: int
) -> Layout:
    hint = f"截至{full_day(paper.as_of)} 共{rows}行 {NOTICE}"
    return Layout(f"{paper.city} {paper.year}年 {title}", hint, heads, widths)
