import io
import zipfile
from datetime import date

import pytest

from handlers.services import roster_table
from handlers.services.errors import TableUnreadable
from handlers.services.roster_table import FORMULA, read_sheets
from tests.handlers.services.sheets import csv_of, excel_of, village

ROW = village("示例甲", "村文书")


def texts(content: bytes, sheet=0):
    return [[cell.text for cell in line.cells] for line in read_sheets(content)[sheet].lines]


def spoiled(value) -> str:
    (sheet,) = read_sheets(excel_of(("示例镇", "示例一村", value)))
    return sheet.lines[1].cells[2].spoiled


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_csv_is_read_in_every_encoding_that_excel_writes(encoding):
    assert texts(csv_of(ROW, encoding=encoding))[1] == list(ROW)


def test_text_separated_by_tabs_is_read():
    assert texts("姓名\t职务\n示例甲\t村文书\n".encode("utf-16")) == [
        ["姓名", "职务"], ["示例甲", "村文书"]]  # fmt: skip


def test_lines_have_the_numbers_that_excel_shows():
    (sheet,) = read_sheets("标题\n\n姓名,职务\n".encode())
    assert [(line.number, line.blank) for line in sheet.lines] == [
        (1, False),
        (2, True),
        (3, False),
    ]


def test_a_break_within_quotes_belongs_to_its_cell():
    assert texts('姓名,备注\n示例甲,"一\n二"\n'.encode())[1] == ["示例甲", "一\n二"]


def test_numbers_are_read_as_they_are_written():
    assert texts(excel_of(("示例镇", 7, 7.0, 7.5)))[1][:4] == ["示例镇", "7", "7", "7.5"]


@pytest.mark.parametrize("value", ["=A1", "=1+1", '=HYPERLINK("x")'])
def test_a_formula_is_never_worked_out(value):
    assert spoiled(value) == FORMULA


def test_a_formula_written_as_text_in_csv_is_no_text():
    (sheet,) = read_sheets('姓名,编号\n示例甲,"=""001"""\n'.encode())
    assert sheet.lines[1].cells[1].spoiled == FORMULA


@pytest.mark.parametrize(
    ("value", "why"), [(date(2026, 1, 2), "日期"), (True, "真假"), ("#REF!", "错误值")]
)
def test_what_excel_made_of_a_text_is_not_trusted(value, why):
    assert why in spoiled(value)


def test_a_cell_merged_over_rows_speaks_for_each_of_them():
    rows = [village("示例甲", "村文书"), (None, None, "示例乙", "村党组织书记")]
    assert texts(excel_of(*rows, merged=["A2:A3", "B2:B3"]))[2][:2] == ["示例镇", "示例一村"]


def test_a_cell_merged_across_columns_speaks_only_for_the_first():
    rows = [("示例镇", None, "示例甲", "镇纪委")]
    assert texts(excel_of(*rows, merged=["A2:B2"]))[1][:2] == ["示例镇", ""]


def test_an_empty_cell_below_another_is_a_gap():
    assert texts(excel_of(ROW, (None, *ROW[1:])))[2][0] == ""


def test_hidden_sheets_are_left_out():
    hidden = excel_of(ROW, more=[("旧", [("姓名", "职务")])])
    assert [sheet.title for sheet in read_sheets(hidden)] == ["Sheet", "旧"]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "空的"),
        (b" \n ", "空的"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", ".xls"),
        (b"PK\x03\x04 broken", "不是完整的 Excel"),
        (b"\xff\xff\xff\xff", "编码"),
        (b"name\0\0\0,x", "编码"),
        ('姓名,职务\n"示例甲,村文书\n'.encode(), "引号"),
    ],
    ids=("nothing", "blanks", "xls", "broken", "no text", "zeros", "quotes"),
)
def test_what_is_no_table_is_refused_with_its_reason(content, why):
    with pytest.raises(TableUnreadable, match=why):
        read_sheets(content)


def test_an_archive_that_is_no_workbook_is_refused():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("a.txt", "x")
    with pytest.raises(TableUnreadable, match="不是完整的 Excel"):
        read_sheets(file.getvalue())


def test_a_file_that_unpacks_to_too_much_is_refused_unopened():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", "0" * (roster_table.MOST_BYTES + 1))
    with pytest.raises(TableUnreadable, match="太大"):
        read_sheets(file.getvalue())


@pytest.mark.parametrize("make", [csv_of, excel_of])
def test_too_many_lines_are_refused(monkeypatch, make):
    monkeypatch.setattr(roster_table, "MOST_LINES", 2)
    with pytest.raises(TableUnreadable, match="超过 2 行"):
        read_sheets(make(ROW, ROW, ROW))
