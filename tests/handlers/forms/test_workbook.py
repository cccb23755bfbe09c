from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from handlers.forms import workbook
from handlers.services import matters
from handlers.services.matter_board import Standing
from storage.fact_rows import FactEventRow, FactRow
from storage.places import PlaceRow
from tests.handlers.forms.samples import HEAD, NOON, SCHEME, finding, town_paper, worst

HEADS = 4


@pytest.fixture(scope="module")
def book():
    return load_workbook(BytesIO(workbook.xlsx(town_paper("示例一村", "示例二村", of=worst()))))


def rows(sheet):
    return list(sheet.iter_rows(min_row=HEADS, values_only=True))


def test_every_village_stands_with_all_items_and_totals(book):
    heads, first, *_ = rows(book["总表"])
    assert heads[0] == "村居"
    assert [head.split(".")[0] for head in heads[1:22]] == [str(no) for no in SCHEME.items]
    assert heads[22:] == (
        "合计",
        "加分",
        "目前",
        "年底最高",
        "若不再办",
        "已核实",
        "村里自报",
        "尚无人核查",
    )
    assert first[0] == "示例一村"


def test_totals_add_up_whatever_the_town_changes_and_are_right_before(book):
    _, first, *_ = rows(book["总表"])
    assert (first[22], first[24]) == ("=SUM(B5:V5)", "=SUM(W5:X5)")
    made = BytesIO(workbook.xlsx(town_paper("示例一村", of=worst())))
    _, shown = rows(load_workbook(made, data_only=True)["总表"])
    assert (shown[22], shown[24]) == (15.5, 18.5)
    assert sum(shown[1:22]) == 15.5


def test_lists_can_be_filtered_and_heads_stay_in_sight(book):
    for name in ("总表", "逾期事项", "问题整改"):
        assert book[name].auto_filter.ref
        assert book[name].freeze_panes


def test_items_that_lost_points_are_coloured(book):
    areas = book["总表"].conditional_formatting
    coloured = [rule for area in areas for rule in area.rules if rule.type == "cellIs"]
    assert len(coloured) == len(SCHEME.items)


def test_what_is_overdue_is_listed_with_its_days(book):
    heads, first, *_ = rows(book["逾期事项"])
    assert heads[:4] == ("村居", "事项", "应办日", "逾期天数")
    assert first[0] == "示例一村"
    assert first[3] == (worst().today - first[2].date()).days


def test_rectifications_are_listed_by_the_number_people_know(book):
    _, first, *_ = rows(book["问题整改"])
    assert first[:4] == ("示例一村", "2026-014", "第7项", "6月第8号凭证没有联审联签")
    assert first[6] == "整改中"


@pytest.mark.parametrize("typed", ["=1+1", "+cmd", "@SUM(A1)", "-2", "http://x.example", "007"])
def test_nothing_anybody_typed_is_a_formula_a_link_or_a_number(typed):
    paper = town_paper(typed)
    (row,) = paper.rows
    paper = replace(paper, rows=(replace(row, rectifications=(finding(typed),)),))
    made = load_workbook(BytesIO(workbook.xlsx(paper)))
    for cell in (made["总表"]["A5"], made["问题整改"]["D5"]):
        assert (cell.data_type, cell.value, cell.hyperlink) == ("s", typed, None)


def test_the_notes_name_the_document_the_readings_and_the_chain(book):
    notes = "\n".join(row[0] for row in book["说明"].iter_rows(values_only=True))
    assert SCHEME.document in notes
    assert HEAD.hash in notes
    assert "仅供提示" in notes


def test_a_town_without_villages_still_has_its_heads():
    made = load_workbook(BytesIO(workbook.xlsx(replace(town_paper("甲"), rows=()))))
    assert len(rows(made["总表"])) == 1


def test_matters_are_listed_with_what_is_missing_and_what_comes_next():
    (paper,) = [town_paper("示例一村")]
    kind = SCHEME.matters["major-decision"]
    signed = {"by_id": 1, "by_grant_id": 1, "at": NOON}
    told = {"kind": "step", "on_day": date(2026, 7, 3), "reason": "", "data": {"step": "consult"}}
    taken = FactEventRow(id=1, village_id=1, fact="matter", fact_id=1, **told, **signed)
    said = {"kind": kind.id, "title": "=1+1"}
    row = FactRow(kind="matter", id=1, village_id=1, said=said, events=(taken,), **signed)
    place = PlaceRow(1, "village", "示例一村", None, {}, "")
    told = Standing(place, row, kind, matters.course(kind, row.steps), "open", None)
    made = BytesIO(workbook.xlsx(replace(paper, matters=(told,))))
    heads, line = rows(load_workbook(made)["重大事项"])
    assert dict(zip(heads, line, strict=True)) == {
        "村居": "示例一村",
        "类别": "重大事项决策",
        "名称": "=1+1",
        "情况": "在办",
        "已办步骤": "商议7月3日",
        "下一步": "审议",
        "缺少": "提议",
        "次序颠倒": "",
        "报备待收": None,
    }
