"""What every table has in common; the two that are read have tests of their own."""

from enum import StrEnum

from handlers.services.roster_table import Cell
from handlers.services.table_rows import Form, Table
from tests.handlers.services.sheets import csv_of, excel_of


class Column(StrEnum):
    NAME = "名称"
    SIZE = "数量"
    NOTE = "备注"


HEADINGS = {"名称": Column.NAME, "名": Column.NAME, "数量": Column.SIZE, "备注": Column.NOTE}
FORM = Form("清单", HEADINGS, (Column.NAME, Column.SIZE))


def read(content):
    table = Table(FORM)
    said = [table.said(line, lambda _, cell: cell.text) for line in table.lines(content)]
    return said, table


def test_a_line_says_what_its_columns_say():
    said, table = read(csv_of(("甲", 1, "x"), head=("名称", "数量", "颜色")))
    assert said == [{Column.NAME: "甲", Column.SIZE: "1", Column.NOTE: ""}]
    assert (table.complaints, table.unused) == ([], ("颜色",))


def test_columns_are_those_of_the_headings_each_once():
    assert FORM.columns == (Column.NAME, Column.SIZE, Column.NOTE)


def test_a_table_without_headings_has_nothing_unused():
    said, table = read(csv_of(head=("x",)))
    assert (said, table.unused) == ([], ())
    assert "前 20 行里没有找到表头" in str(table.faults("文件")[0])


def test_two_sheets_that_both_look_like_it_are_told_by_its_name():
    head = ("名称", "数量")
    _, table = read(excel_of(("甲", 1), head=head, more=[("另一张", [head, ("乙", 2)])]))
    assert "都像清单,请只留一张" in str(table.faults("文件")[0])


def test_an_identity_number_is_told_in_whatever_column():
    _, table = read(csv_of(("甲", 1, "330106199001011234"), head=("名称", "数量", "颜色")))
    assert [str(fault) for fault in table.faults("文件")] == [
        "文件:第2行 颜色:像身份证号,这里不收,请删去"]  # fmt: skip


def test_a_date_reaches_whoever_reads_it():
    seen = []
    table = Table(FORM)
    for line in table.lines(csv_of(("甲", 1), head=("名称", "数量"))):
        table.said(line, lambda _, cell: seen.append(cell))
    assert seen == [Cell("甲"), Cell("1"), Cell()]
