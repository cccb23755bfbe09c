from io import BytesIO

import pytest
from openpyxl import load_workbook

from handlers.forms import burden
from handlers.services.burden_papers import BurdenPaper, BurdenRow
from rubric.period import Cadence, Period
from tests.handlers.forms.samples import HEAD, TODAY

ROWS = tuple(
    BurdenRow(village, Period(2026, Cadence.MONTH, month), month, 10 * month, at, 3)
    for at, village in enumerate(("示例乙村", "示例甲村"))
    for month in (1, 2)
)


def book(*rows: BurdenRow):
    paper = BurdenPaper("示例镇", 2026, TODAY, rows or ROWS, HEAD)
    return load_workbook(BytesIO(burden.xlsx(paper)))


def test_villages_stand_by_months_with_a_sum_a_year_and_months_to_come_are_blank():
    sheet = book()["主动发出"]
    heads = [cell.value for cell in sheet[4]]
    assert heads == ["村居", *(f"{month}月" for month in range(1, 13)), "全年"]
    assert [cell.value for cell in sheet[5]][:4] == ["示例乙村", 1, 2, None]
    assert sheet["N5"].value == "=SUM(B5:M5)"


def test_the_sums_are_right_before_anybody_recalculates():
    paper = BurdenPaper("示例镇", 2026, TODAY, ROWS, HEAD)
    made = load_workbook(BytesIO(burden.xlsx(paper)), data_only=True)
    assert made["应答"]["N5"].value == 30
    assert made["提问"]["N6"].value == 2


def test_villages_keep_the_order_they_come_in_and_are_not_ranked():
    made = book()
    assert [made["提问"].cell(row, 1).value for row in (5, 6)] == ["示例乙村", "示例甲村"]
    notes = "\n".join(row[0] for row in made["说明"].iter_rows(values_only=True))
    assert "不排名" in notes
    assert "每人每周2条、每月6条" in notes


def test_everything_is_listed_with_the_people_written_to():
    rows = list(book()["明细"].iter_rows(min_row=5, values_only=True))
    assert rows[0] == ("示例乙村", "2026年1月", 3, 1, 10, 0)
    assert len(rows) == 4


@pytest.mark.parametrize("typed", ["=1+1", "@x"])
def test_no_name_is_a_formula(typed):
    made = book(BurdenRow(typed, Period(2026, Cadence.MONTH, 1), 1, 1, 1))
    assert made["主动发出"]["A5"].data_type == "s"
    assert made["明细"]["A5"].data_type == "s"
