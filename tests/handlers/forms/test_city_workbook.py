from decimal import Decimal
from io import BytesIO

import pytest
from openpyxl import load_workbook

from handlers.forms import city_workbook
from handlers.services.city_papers import NOTHING, CityPaper, CityRow, Given
from handlers.services.recognition_papers import QuotaRow
from tests.handlers.forms.samples import HEAD, SCHEME, town_paper

(STOOD,) = town_paper("甲村").rows
GIVEN = Given(Decimal(92), city=Decimal(91))
EAST = QuotaRow("东镇", 20, 2)


def paper(*rows: CityRow, quotas=(EAST,)) -> CityPaper:
    every = rows or (
        CityRow("东镇", "甲村", STOOD.score, GIVEN, 1),
        CityRow("东镇", "乙村", STOOD.score, Given(Decimal(75)), 2),
        CityRow("西镇", "丙村", STOOD.score, NOTHING, None),
    )
    return CityPaper("示例市", SCHEME, 2026, STOOD.score.as_of, every, quotas, HEAD)


@pytest.fixture(scope="module")
def book():
    return load_workbook(BytesIO(city_workbook.xlsx(paper())))


def test_every_village_stands_with_items_totals_and_sealed_scores(book):
    heads, first, second, third = book["全市村居"].iter_rows(min_row=4, values_only=True)
    assert heads[:2] == ("镇(街道)", "村居")
    assert heads[-3:] == ("镇级评分", "市级评定分", "全市名次")
    assert len(heads) == 2 + 21 + 8 + 3
    assert first[:2] == ("东镇", "甲村")
    assert first[-3:] == (92, 91, 1)
    assert second[-3:] == (75, None, 2)
    assert third[-3:] == (None, None, None)


def test_totals_are_sums_over_the_items(book):
    assert book["全市村居"]["X5"].value == "=SUM(C5:W5)"
    shown = load_workbook(BytesIO(city_workbook.xlsx(paper())), data_only=True)
    assert shown["全市村居"]["Z5"].value == 89


def test_towns_are_counted_against_their_quota(book):
    heads, east, west = book["各镇汇总"].iter_rows(min_row=4, values_only=True)
    assert heads[0] == "镇(街道)"
    assert east == ("东镇", 2, 2, 2, 1, 20, 2, 3)
    assert west == ("西镇", 1, 0, 0, 0, None, None, None)


def test_a_town_with_a_quota_and_no_village_is_told_too():
    made = load_workbook(BytesIO(city_workbook.xlsx(paper(quotas=(QuotaRow("南镇", 5, 1),)))))
    assert [cell.value for cell in made["各镇汇总"][7]][:2] == ["南镇", 0]


def test_only_sealed_scores_are_ranked_and_the_notes_say_so(book):
    notes = "\n".join(row[0] for row in book["说明"].iter_rows(values_only=True))
    assert "名次只按封存的评分排" in notes
    assert "仅供提示" in notes


def test_items_that_lost_points_are_coloured(book):
    areas = book["全市村居"].conditional_formatting
    coloured = [rule for area in areas for rule in area.rules if rule.type == "cellIs"]
    assert len(coloured) == len(SCHEME.items)


@pytest.mark.parametrize("typed", ["=1+1", "@x"])
def test_no_name_is_a_formula(typed):
    row = CityRow(typed, typed, STOOD.score, NOTHING, None)
    made = load_workbook(BytesIO(city_workbook.xlsx(paper(row))))
    cells = (made["全市村居"]["A5"], made["全市村居"]["B5"], made["各镇汇总"]["A5"])
    assert {cell.data_type for cell in cells} == {"s"}
