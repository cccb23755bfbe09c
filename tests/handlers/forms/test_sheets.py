from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from openpyxl import load_workbook

from handlers.forms import sheets
from handlers.forms.sheets import HEAD_ROW, Layout

LAYOUT = Layout("标题", "截至今天", ("村居", "分", "日", "数", "空"), (18, 8, 12, 8, 8))


def made(*rows):
    data = sheets.made(
        lambda book, inks: sheets.listed(book.add_worksheet("一"), LAYOUT, rows, inks)
    )
    return load_workbook(BytesIO(data))["一"]


def test_a_list_has_title_heads_filter_and_frozen_heads():
    sheet = made(("示例村", Decimal("1.5"), date(2026, 7, 1), 3, None))
    assert sheet["A1"].value == "标题"
    assert [cell.value for cell in sheet[HEAD_ROW + 1]] == list(LAYOUT.heads)
    assert sheet.auto_filter.ref == "A4:E5"
    assert sheet.freeze_panes == "A5"
    assert sheet.page_setup.paperSize == 9


def test_each_value_is_written_by_its_kind():
    row = made(("示例村", Decimal("1.5"), date(2026, 7, 1), 3, None))[HEAD_ROW + 2]
    assert [cell.value for cell in row][:2] == ["示例村", 1.5]
    assert row[2].value.date() == date(2026, 7, 1)
    assert (row[3].value, row[4].value) == (3, None)


@pytest.mark.parametrize(
    "typed", ["=1+1", "+cmd|'/c calc'!A1", "@SUM(A1)", "-2", "http://x", "007"]
)
def test_typed_text_is_never_a_formula_a_link_or_a_number(typed):
    cell = made((typed,))["A5"]
    assert (cell.data_type, cell.value, cell.hyperlink) == ("s", typed, None)


def test_a_typed_title_is_text_too():
    layout = Layout("=HYPERLINK(1)", "=2", ("头",), (8,))
    data = sheets.made(lambda book, inks: sheets.listed(book.add_worksheet(), layout, (), inks))
    sheet = load_workbook(BytesIO(data)).worksheets[0]
    assert (sheet["A1"].data_type, sheet["A2"].data_type) == ("s", "s")


def test_an_empty_list_still_has_its_heads():
    assert made().max_row == HEAD_ROW + 1
