"""Sheets of a workbook: inks, lists with a filter, values by their kind; typed text stays text."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from handlers.forms.wording import clean

_NEVER_FORMULAS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_RED, _PINK = "#9C0006", "#FFC7CE"
HEAD_ROW = 3
_A4 = 9
_NOTES_WIDE, _LINE_HIGH = 84, 18
"""Of the sheet of notes: half as many Chinese signs fit on a line, and how high it is in points."""
_WIDE = 100
"""A list wider than so many signs is printed across."""

Cell = str | int | Decimal | date | None
Inks = dict[str, Format]


@dataclass(frozen=True, slots=True)
class Layout:
    """How a sheet begins: title, the line under it, its heads and how wide their columns are."""

    title: str
    hint: str
    heads: Sequence[str]
    widths: Sequence[float]


def made(fill: Callable[[Workbook, Inks], None]) -> bytes:
    """A workbook's bytes. Nothing anybody typed is ever a formula, a link or a number."""
    written = BytesIO()
    with _open(written) as book:
        fill(book, _inks(book))
    return written.getvalue()


@contextmanager
def _open(written: BytesIO) -> Iterator[Workbook]:
    book = xlsxwriter.Workbook(written, dict(_NEVER_FORMULAS))
    yield book
    book.close()


def _inks(book: Workbook) -> Inks:
    cell = {"border": 1, "border_color": "#BFBFBF", "valign": "vcenter", "font_size": 11}
    middle = cell | {"align": "center"}
    return {
        "title": book.add_format({"bold": True, "font_size": 16}),
        "hint": book.add_format({"font_color": "#7F7F7F"}),
        "head": book.add_format(middle | {"bold": True, "text_wrap": True, "bg_color": "#DDEBF7"}),
        "text": book.add_format(cell | {"text_wrap": True}),
        "points": book.add_format(middle),
        "whole": book.add_format(middle | {"num_format": "0"}),
        "day": book.add_format(middle | {"num_format": "yyyy-mm-dd"}),
        "sum": book.add_format(middle | {"bold": True}),
        "lost": book.add_format({"bg_color": _PINK, "font_color": _RED}),
        "beyond": book.add_format({"font_color": "#7F7F7F", "bg_color": "#F2F2F2"}),
        "good": book.add_format({"bg_color": "#C6EFCE", "font_color": "#006100"}),
    }


def listed(sheet: Worksheet, layout: Layout, rows: Sequence[Iterable[Cell]], inks: Inks) -> None:
    """A sheet that is a list: heads that stay, a filter, a row an entry."""
    begin(sheet, layout, len(rows), inks)
    sheet.freeze_panes(HEAD_ROW + 1, 0)
    for column, width in enumerate(layout.widths):
        sheet.set_column(column, column, width)
    if sum(layout.widths) > _WIDE:
        sheet.set_landscape()
    for at, row in enumerate(rows, HEAD_ROW + 1):
        for column, value in enumerate(row):
            put(sheet, at, column, value, inks)


def begin(sheet: Worksheet, layout: Layout, rows: int, inks: Inks) -> None:
    """Title, day and heads, with a filter over all of it; printed on A4, one page wide."""
    sheet.write_string(0, 0, clean(layout.title), inks["title"])
    sheet.write_string(1, 0, clean(layout.hint), inks["hint"])
    for column, head in enumerate(layout.heads):
        sheet.write_string(HEAD_ROW, column, head, inks["head"])
    sheet.autofilter(HEAD_ROW, 0, HEAD_ROW + max(rows, 1), len(layout.heads) - 1)
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(HEAD_ROW)


def notes(sheet: Worksheet, lines: Iterable[str], inks: Inks) -> None:
    """A sheet of sentences, one below the other."""
    sheet.set_column(0, 0, _NOTES_WIDE)
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    for at, line in enumerate(lines):
        sheet.set_row(at, _LINE_HIGH * -(-2 * len(line) // _NOTES_WIDE))
        sheet.write_string(at, 0, line, inks["text"])


def put(sheet: Worksheet, row: int, column: int, value: Any, inks: Inks) -> None:
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
