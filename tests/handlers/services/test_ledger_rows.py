from datetime import date, datetime

import pytest

from handlers.services.errors import LedgerRefused
from handlers.services.ledger_rows import read_ledger
from tests.handlers.services.hall import TODAY
from tests.handlers.services.sheets import csv_of, excel_of

HEAD = ("镇(街道)", "村居", "事项", "日期", "期间", "党小组", "人数", "标题", "说明")
ROW = ("示例镇", "first村", "支委会", "2026-03-05", "", "", "5", "研究换届", "")


@pytest.fixture
def read(schemes):
    words = list(schemes.vocabulary.duties.values())
    return lambda content: read_ledger("补录", content, words, TODAY)


@pytest.fixture
def faults(read):
    def faults(*rows, head=HEAD, make=csv_of) -> list[str]:
        with pytest.raises(LedgerRefused) as refused:
            read(make(*rows, head=head))
        return [str(fault) for fault in refused.value.faults]

    return faults


def changed(**cells):
    """The good line with other cells, by the number of their columns."""
    return tuple(cells.get(f"c{place}", cell) for place, cell in enumerate(ROW))


@pytest.mark.parametrize("make", [csv_of, excel_of])
def test_a_good_line_is_read_whole(read, make):
    ((done,), unused) = read(make(ROW, head=HEAD))
    assert (done.line, done.where, done.duty) == (2, ("示例镇", "first村"), "branch-committee")
    assert (done.day, done.heads, done.title) == (date(2026, 3, 5), 5, "研究换届")
    assert (done.period, done.group, unused) == (None, None, ())


def test_only_four_columns_are_needed(read):
    ((done,), _) = read(csv_of(ROW[:4], head=HEAD[:4]))
    assert (done.title, done.note, done.heads) == ("", "", None)


def test_columns_that_are_not_used_are_named(read):
    assert read(csv_of((*ROW, "x"), head=(*HEAD, "经办")))[1] == ("经办",)


@pytest.mark.parametrize(
    "written", ["2026-03-05", "2026/3/5", "2026.3.5", "2026年3月5日", "２０２６年3月05日"]
)
def test_a_day_is_read_as_people_write_it(read, written):
    assert read(csv_of(changed(c3=written), head=HEAD))[0][0].day == date(2026, 3, 5)


@pytest.mark.parametrize("day", [date(2026, 3, 5), datetime(2026, 3, 5, 9, 30)])  # noqa: DTZ001 - Excel's own
def test_a_day_that_excel_holds_as_a_date_is_taken(read, day):
    assert read(excel_of(changed(c3=day), head=HEAD))[0][0].day == date(2026, 3, 5)


@pytest.mark.parametrize(
    ("written", "period"),
    [
        ("2026-02", "2026-02"), ("2月", "2026-02"), ("2025年12月", "2025-12"),
        ("一季度", "2026-Q1"), ("2026-Q1", "2026-Q1"), ("上半年", "2026-H1"), ("2026", "2026"),
    ],
)  # fmt: skip
def test_a_period_is_counted_from_the_day_it_was_done(read, written, period):
    assert read(csv_of(changed(c4=written), head=HEAD))[0][0].period == period


@pytest.mark.parametrize("duty", ["支委会", "branch-committee", "支 委 会", "支部委员会"])
def test_a_duty_goes_by_its_name_or_by_what_only_it_is_called(read, duty):
    assert read(csv_of(changed(c2=duty), head=HEAD))[0][0].duty == "branch-committee"


SPOILED = {
    "没有填镇(街道)": changed(c0=""),
    "没有填村居": changed(c1=""),
    "没有填事项": changed(c2=""),
    "没有“开大会议”这个事项": changed(c2="开大会议"),
    "没有“三务公开”这个事项": changed(c2="三务公开"),
    "应为年月日齐全的日期": changed(c3="3月5日"),
    "日期:应为年月日齐全的日期": changed(c3="2026-02-30"),
    "日期还没有到": changed(c3="2026-07-16"),
    "只补录2025年1月1日以后的": changed(c3="2024-12-31"),
    "没看懂是哪一期": changed(c4="有空时"),
    "党小组:应为1到99": changed(c5="甲组"),
    "人数:应为1到9999": changed(c6="0"),
    "标题:最多60字": changed(c7="长" * 61),
    "像身份证号": changed(c8="330106199001011234"),
}


@pytest.mark.parametrize("told", SPOILED)
@pytest.mark.parametrize("make", [csv_of, excel_of])
def test_a_spoiled_line_is_told_by_line_and_column(faults, told, make):
    (fault,) = faults(ROW, SPOILED[told], make=make)
    assert fault.startswith("补录:第3行 ")
    assert told in fault


def test_a_date_where_a_number_belongs_is_told(faults):
    (fault,) = faults(changed(c6=date(2026, 3, 5)), make=excel_of)
    assert "人数:被 Excel 当成了日期" in fault


def test_every_fault_is_told_in_the_order_of_the_lines(faults):
    told = faults(changed(c2=""), changed(c3="昨天", c6="几个"))
    assert [fault.partition(":")[2][:6] for fault in told] == [
        "第2行 事项",
        "第3行 日期",
        "第3行 人数",
    ]


def test_a_file_that_is_no_such_table_is_told(faults):
    assert "没有找到表头" in faults(("x",), head=("y",))[0]
    assert "没有内容" in faults(head=HEAD)[0]
