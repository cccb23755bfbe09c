"""Annex 1 as a file, with every fault by row."""

import pytest

from handlers.services.errors import QuotasRefused
from handlers.services.quota_table import read_quotas, rows_told
from handlers.services.quotas import TownQuota
from tests.handlers.services.sheets import csv_of, excel_of

HEAD = ("镇(街道)", "标杆镇(街道)", "达标村居", "示范(标杆)村居")
TOWNS = {"太平街道": 11, "石塘镇": 12}
ROWS = (("太平街道", "/", 6, 2), ("石塘镇", 1, 11, 2), ("合计", 1, 17, 4))


def read(*rows, head=HEAD):
    return read_quotas("任务数.csv", csv_of(*rows, head=head), TOWNS)


def faults(*rows, head=HEAD):
    with pytest.raises(QuotasRefused) as refused:
        read(*rows, head=head)
    return [str(fault) for fault in refused.value.faults]


def test_annex_1_is_read_as_it_is_printed():
    assert read(*ROWS) == [TownQuota(11, 6, 2), TownQuota(12, 11, 2)]


def test_excel_is_read_as_well():
    content = excel_of(*ROWS, head=HEAD)
    assert read_quotas("任务数.xlsx", content, TOWNS) == read(*ROWS)


def test_lines_above_the_headings_and_blank_ones_do_not_matter():
    rows = (("", "", "", ""), HEAD, *ROWS)
    assert read(*rows, head=("温岭市2022年清廉村居建设任务清单", "", "", "")) == read(*ROWS)


def test_a_stroke_or_nothing_is_none():
    assert read(("太平街道", "/", "/", "")) == [TownQuota(11, 0, 0)]


def test_every_fault_is_told_with_its_row():
    assert faults(("太平街道", "/", "六", 2), ("无名镇", "/", 1, 1), ("太平街道", "/", 6, -2)) == [
        "任务数.csv:第2行 达标村居:“六”不是 0 至 999 的整数",
        "任务数.csv:第3行 镇(街道):没有“无名镇”这个镇(街道),请与名册核对",
        "任务数.csv:第4行 示范(标杆)村居:“-2”不是 0 至 999 的整数",
        "任务数.csv:第4行 镇(街道):“太平街道”写了两次",
    ]


def test_a_total_that_does_not_add_up_is_a_fault():
    assert faults(ROWS[0], ("合计", "/", 6, 3)) == [
        "任务数.csv:第3行 示范(标杆)村居:合计写3,各镇(街道)加起来是2"
    ]


def test_without_headings_nothing_is_guessed():
    (fault,) = faults(*ROWS, head=("甲", "乙", "丙", "丁"))
    assert "没有找到表头" in fault


def test_an_unreadable_file_says_why():
    with pytest.raises(QuotasRefused, match="空的"):
        read_quotas("任务数.csv", b"", TOWNS)


def test_lines_for_a_terminal_name_the_town():
    (line,) = rows_told({11: "太平街道"}, [TownQuota(11, 6, 2)])
    assert line == "太平街道:达标村居 6 个,示范(标杆)村居 2 个"
