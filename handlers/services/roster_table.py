"""A table's file as lines of text cells: Excel, or CSV as Excel in China writes it."""

import csv
import io
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple
from zipfile import ZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from handlers.services.errors import TableUnreadable

MOST_LINES = 20_000
MOST_BYTES = 50_000_000
"""Unpacked; a county's roster has a fiftieth of it."""
_ZIPPED = b"PK\x03\x04"
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")

FORMULA = "是公式,不会代为计算;请改成算好的文字或数字"
_ERROR = "是 Excel 的错误值"
_DATE = "被 Excel 当成了日期,请把单元格改为文本格式后重填"
_TRUTH = "是真假值,应为文字"


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell says; `spoiled` is why that cannot be trusted (Chinese), empty if it can.

    `day` is what Excel holds a date for: of use where one is wanted.
    """

    text: str = ""
    spoiled: str = ""
    day: date | None = None


class Line(NamedTuple):
    """A line with the number that Excel shows beside it."""

    number: int
    cells: tuple[Cell, ...]

    @property
    def blank(self) -> bool:
        return not any(cell.text or cell.spoiled for cell in self.cells)


class Sheet(NamedTuple):
    """One sheet's lines; a CSV file is one sheet without a title."""

    title: str
    lines: tuple[Line, ...]


def read_sheets(content: bytes) -> list[Sheet]:
    """The visible sheets of a file of either kind. TableUnreadable if it is neither."""
    if not content.strip():
        raise TableUnreadable("文件是空的")
    if content.startswith(_OLD_EXCEL):
        raise TableUnreadable("是旧版(.xls)或设了密码的 Excel 文件,请另存为不带密码的 .xlsx")
    if content.startswith(_ZIPPED):
        visible = (sheet for sheet in _workbook(content) if sheet.sheet_state == "visible")
        return [Sheet(sheet.title, tuple(_excel_lines(sheet))) for sheet in visible]
    return [Sheet("", tuple(_csv_lines(_decoded(content))))]


def _workbook(content: bytes) -> list[Any]:
    _weigh(content)
    return list(_opened(content).worksheets)


def _weigh(content: bytes) -> None:
    """Refuse a small file that unpacks to a huge one."""
    try:
        with ZipFile(io.BytesIO(content)) as packed:
            unpacked = sum(part.file_size for part in packed.infolist())
    except Exception as error:
        raise TableUnreadable("不是完整的 Excel 文件") from error
    if unpacked > MOST_BYTES:
        raise TableUnreadable("太大,请把表格复制到一个新的 Excel 文件")


def _opened(content: bytes) -> Workbook:
    """Formulas stay formulas: what Excel last made of them is not read."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles and extensions that no roster needs
            return load_workbook(io.BytesIO(content), keep_links=False)
    except Exception as error:
        raise TableUnreadable("不是完整的 Excel 文件") from error


def _excel_lines(sheet: Worksheet) -> Iterator[Line]:
    if sheet.max_row > MOST_LINES:
        raise TableUnreadable(f"工作表“{sheet.title}”超过 {MOST_LINES} 行,请把表格复制到一张新表")
    merged = _merged_down(sheet)
    for number, row in enumerate(sheet.iter_rows(), start=1):
        cells = (merged.get((number, place)) or _cell(c) for place, c in enumerate(row, start=1))
        yield Line(number, tuple(cells))


def _merged_down(sheet: Worksheet) -> dict[tuple[int, int], Cell]:
    """A cell merged over several rows speaks for each of them; across columns only for the first.

    Only what Excel knows as merged: an empty cell below another may as well be a gap.
    """
    return {
        (row, span.min_col): _cell(sheet.cell(span.min_row, span.min_col))
        for span in sheet.merged_cells.ranges
        for row in range(span.min_row, min(span.max_row, MOST_LINES) + 1)
    }


def _cell(cell: Any) -> Cell:
    value = cell.value
    if cell.data_type == "f":
        return Cell(spoiled=FORMULA)
    if cell.data_type == "e":
        return Cell(spoiled=_ERROR)
    if isinstance(value, bool):
        return Cell(spoiled=_TRUTH)
    if isinstance(value, (date, datetime, time, timedelta)):
        return Cell(spoiled=_DATE, day=_day(value))
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return _text_cell("" if value is None else str(value))


def _day(value: date | time | timedelta) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else None


def _text_cell(text: str) -> Cell:
    stripped = text.strip()
    return Cell(spoiled=FORMULA) if stripped.startswith("=") else Cell(stripped)


def _decoded(content: bytes) -> str:
    """The text of a CSV file: UTF-8 with or without a mark, UTF-16 with one, else GB18030."""
    encodings = ("utf-16",) if content.startswith(_UTF_16) else ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise TableUnreadable("不是 Excel 或 CSV 文件;CSV 应为 UTF-8 或 GB18030(GBK)编码")


def _csv_lines(text: str) -> Iterator[Line]:
    first = text.partition("\n")[0]
    delimiter = "\t" if "\t" in first and "," not in first else ","
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for number, line in enumerate(lines, start=1):
            if number > MOST_LINES:
                raise TableUnreadable(f"超过 {MOST_LINES} 行,请分成几个文件")
            yield Line(number, tuple(map(_text_cell, line)))
    except csv.Error as error:
        raise TableUnreadable(f"第{lines.line_num}行附近的引号不成对,读不下去") from error
