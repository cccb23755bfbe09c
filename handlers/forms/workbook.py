"""The town's workbook: villages × items, what is overdue, rectifications; filters and colours."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_range
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from handlers.forms.notices import finding_number
from handlers.forms.wording import clean
from handlers.services.town_papers import TownPaper, TownRow
from rubric.agenda import Mark
from rubric.sheet import NOTICE, readings_used
from rubric.wording import full_day, spoken_points
from storage.findings import FindingRow

_NEVER_FORMULAS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_RED, _PINK = "#9C0006", "#FFC7CE"
_HEAD_ROW = 3
_TAIL = ("合计", "加分", "目前", "年底最高", "若不再办", "已核实", "村里自报", "尚无人核查")
_LATE = {Mark.OVERDUE: "逾期", Mark.MISSED: "过期未办"}
_STATUS = {"open": "整改中", "reported": "待验收", "settled": "已销号", "cleared": "已澄清"}

Cell = str | int | Decimal | date | None


def xlsx(paper: TownPaper) -> bytes:
    """The workbook's bytes. Nothing anybody typed is ever a formula."""
    written = BytesIO()
    book = xlsxwriter.Workbook(written, dict(_NEVER_FORMULAS))
    inks = _inks(book)
    _overview(book.add_worksheet("总表"), paper, inks)
    _late(book.add_worksheet("逾期事项"), paper, inks)
    _rectifications(book.add_worksheet("问题整改"), paper, inks)
    _notes(book.add_worksheet("说明"), paper, inks)
    book.close()
    return written.getvalue()


def _inks(book: Workbook) -> dict[str, Format]:
    cell = {"border": 1, "border_color": "#BFBFBF", "valign": "vcenter", "font_size": 11}
    return {
        "title": book.add_format({"bold": True, "font_size": 16}),
        "hint": book.add_format({"font_color": "#7F7F7F"}),
        "head": book.add_format(
            cell | {"bold": True, "text_wrap": True, "align": "center", "bg_color": "#DDEBF7"}
        ),
        "text": book.add_format(cell | {"text_wrap": True}),
        "points": book.add_format(cell | {"align": "center"}),
        "whole": book.add_format(cell | {"num_format": "0", "align": "center"}),
        "day": book.add_format(cell | {"num_format": "yyyy-mm-dd", "align": "center"}),
        "sum": book.add_format(cell | {"align": "center", "bold": True}),
        "lost": book.add_format({"bg_color": _PINK, "font_color": _RED}),
    }


def _overview(sheet: Worksheet, paper: TownPaper, inks: dict[str, Format]) -> None:
    items = tuple(paper.scheme.items.values())
    heads = [f"{item.no}. {item.name}({spoken_points(item.points)}分)" for item in items]
    _begin(sheet, paper, "各村得分", ("村居", *heads, *_TAIL), inks)
    sheet.set_row(_HEAD_ROW, 96)
    sheet.set_column(0, 0, 18)
    sheet.set_column(1, len(items) + len(_TAIL), 7.5)
    sheet.freeze_panes(_HEAD_ROW + 1, 1)
    for at, row in enumerate(paper.rows, _HEAD_ROW + 1):
        _village(sheet, at, row, inks)
    last = _HEAD_ROW + max(len(paper.rows), 1)
    for column, item in enumerate(items, 1):
        below = {"type": "cell", "criteria": "<", "value": float(item.points)}
        area = (_HEAD_ROW + 1, column, last, column)
        blank = {"type": "blanks", "stop_if_true": True}
        sheet.conditional_format(*area, blank)
        sheet.conditional_format(*area, below | {"format": inks["lost"]})
    sheet.set_landscape()
    sheet.repeat_rows(_HEAD_ROW)
    sheet.repeat_columns(0)


def _village(sheet: Worksheet, at: int, row: TownRow, inks: dict[str, Format]) -> None:
    """The points as numbers; base and total as sums, so that what the town changes adds up."""
    score, count = row.score, len(row.score.items)
    base = score.provisional - score.bonus
    _put(sheet, at, 0, row.village, inks)
    for column, item in enumerate(score.items, 1):
        _put(sheet, at, column, item.score, inks)
    whole = xl_range(at, 1, at, count)
    sheet.write_formula(at, count + 1, f"=SUM({whole})", inks["sum"], float(base))
    _put(sheet, at, count + 2, score.bonus, inks)
    both = xl_range(at, count + 1, at, count + 2)
    sheet.write_formula(at, count + 3, f"=SUM({both})", inks["sum"], float(score.provisional))
    for column, points in enumerate((score.ceiling, score.floor, *score.basis), count + 4):
        _put(sheet, at, column, points, inks)


def _late(sheet: Worksheet, paper: TownPaper, inks: dict[str, Format]) -> None:
    heads = ("村居", "事项", "应办日", "逾期天数", "情况", "补办截止日")
    rows = [
        (
            row.village,
            entry.occurrence.label,
            entry.occurrence.due,
            (paper.as_of - entry.occurrence.due).days,
            _LATE[entry.mark],
            entry.occurrence.counts_until,
        )
        for row in paper.rows
        for entry in row.late
    ]
    _list(sheet, paper, ("逾期和过期未办的事项", heads, (18, 36, 13, 10, 11, 13)), rows, inks)


def _rectifications(sheet: Worksheet, paper: TownPaper, inks: dict[str, Format]) -> None:
    heads = ("村居", "问题编号", "对应项", "问题", "发现日", "整改期限", "情况", "销号日")
    rows = [_rectification(row, each) for row in paper.rows for each in row.rectifications]
    _list(sheet, paper, ("问题整改", heads, (18, 10, 8, 48, 13, 13, 10, 13)), rows, inks)


def _rectification(row: TownRow, each: FindingRow) -> tuple[Cell, ...]:
    status = _STATUS[each.status]
    where = (row.village, finding_number(each), f"第{each.item}项")
    return (*where, each.text, each.found_on, each.due, status, each.settled_on)


def _notes(sheet: Worksheet, paper: TownPaper, inks: dict[str, Format]) -> None:
    lines = [
        paper.scheme.document,
        *readings_used(paper.scheme, {}),
        "各村按名册次序列出。红底是扣了分的项。",
        f"审计链 第{paper.head.seq}条 {paper.head.hash}",
        NOTICE,
    ]
    sheet.set_column(0, 0, 110)
    for at, line in enumerate(lines):
        sheet.write_string(at, 0, line, inks["text"])


def _list(
    sheet: Worksheet,
    paper: TownPaper,
    layout: tuple[str, Sequence[str], Sequence[float]],
    rows: Sequence[Iterable[Cell]],
    inks: dict[str, Format],
) -> None:
    """A sheet that is a list: `layout` is its title, its heads and their widths."""
    title, heads, widths = layout
    _begin(sheet, paper, title, heads, inks, rows=len(rows))
    sheet.freeze_panes(_HEAD_ROW + 1, 0)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    for at, row in enumerate(rows, _HEAD_ROW + 1):
        for column, value in enumerate(row):
            _put(sheet, at, column, value, inks)


def _begin(
    sheet: Worksheet,
    paper: TownPaper,
    title: str,
    heads: Sequence[str],
    inks: dict[str, Format],
    rows: int | None = None,
) -> None:
    """Title, day and heads, with a filter over all of it; printed on A4, one page wide."""
    many = len(paper.rows) if rows is None else rows
    sheet.write_string(0, 0, f"{clean(paper.town)} {paper.year}年 {title}", inks["title"])
    sheet.write_string(1, 0, f"截至{full_day(paper.as_of)} 共{many}行 {NOTICE}", inks["hint"])
    for column, head in enumerate(heads):
        sheet.write_string(_HEAD_ROW, column, head, inks["head"])
    sheet.autofilter(_HEAD_ROW, 0, _HEAD_ROW + max(many, 1), len(heads) - 1)
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def _put(sheet: Worksheet, row: int, column: int, value: Any, inks: dict[str, Format]) -> None:
    """A value by its kind. Text is written as text, whatever it begins with."""
    match value:
        case Decimal():
            sheet.write_number(row, column, float(value), inks["points"])
        case int():
            sheet.write_number(row, column, value, inks["whole"])
        case date():
            sheet.write_datetime(row, column, value, inks["day"])
        case None:
            sheet.write_blank(row, column, None, inks["text"])
        case _:
            sheet.write_string(row, column, clean(value), inks["text"])
