from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from openpyxl import load_workbook

from handlers.forms import recognition
from handlers.services.recognition_papers import (
    QuotaRow,
    RecognitionList,
    RecognitionRow,
    Stage,
)
from tests.handlers.forms.samples import HEAD, SCHEME, TODAY

QUOTAS = (QuotaRow("东镇", 3, 1), QuotaRow("西镇", 1, 1))


def row(town, village, points, stage, *, order=None, city=None, **more) -> RecognitionRow:
    at_city = Decimal(city) if city else None
    return RecognitionRow(
        town, village, Decimal(points), more.pop("spot", None), at_city, order, stage, **more
    )


DEMONSTRATION = (
    row("东镇", "甲村", 95, Stage.TAKEN, order=1, city=93, fixed=True),
    row("东镇", "乙村", 96, Stage.NOT_TAKEN, order=2, city="92.5"),
    row("西镇", "丙村", 91, Stage.UNSCORED),
    row("南镇", "己村", 90, Stage.ABLE),
)
UP_TO_STANDARD = (
    row("东镇", "甲村", 95, Stage.CONFIRMED, order=1, spot=Decimal(94)),
    row("西镇", "丁村", 75, Stage.REACHES, order=2),
)


def paper(demonstration=DEMONSTRATION, up_to_standard=UP_TO_STANDARD) -> RecognitionList:
    lists = (tuple(demonstration), tuple(up_to_standard))
    return RecognitionList("示例市", 2026, SCHEME, TODAY, *lists, QUOTAS, HEAD)


def book(*given):
    return load_workbook(BytesIO(recognition.xlsx(paper(*given))))


def rows(sheet) -> list[tuple]:
    return list(sheet.iter_rows(min_row=5, values_only=True))


def test_demonstration_villages_stand_by_the_city_s_score_with_what_becomes_of_them():
    first, second, third, fourth = rows(book()["示范(标杆)村居"])
    assert first == (1, "东镇", "甲村", 95, None, 93, "名额以内", "名单已定")
    assert second[:7] == (2, "东镇", "乙村", 96, None, 92.5, "名额以外")
    assert third[:7] == (None, "西镇", "丙村", 91, None, None, "已上报,待市级评定")
    assert fourth[6] == "可上报,镇里未上报"


def test_up_to_standard_villages_stand_with_the_spot_check_and_whether_they_are_confirmed():
    first, second = rows(book()["达标村居"])
    assert first[3:7] == (95, 94, None, "已确认达标")
    assert second[3:7] == (75, None, None, "待确认")


def test_every_stage_has_its_words():
    every = [row("镇", "村", 90, stage) for stage in Stage]
    told = [each[6] for each in rows(book(every)["示范(标杆)村居"])]
    assert len(set(told)) == len(Stage)


def test_what_lies_beyond_the_quota_is_grey():
    sheet = book()["示范(标杆)村居"]
    (area,) = sheet.conditional_formatting
    (rule,) = area.rules
    assert "名额以外" in rule.formula[0]


def test_quotas_and_the_words_of_caution_are_told():
    made = book()
    assert rows(made["任务数"]) == [("东镇", 3, 1), ("西镇", 1, 1)]
    notes = "\n".join(row[0] for row in made["说明"].iter_rows(values_only=True))
    assert SCHEME.document in notes
    assert "没有公示、确认以前,不作为认定结果" in notes
    assert HEAD.hash in notes
    assert "有一票否决事项的、抽查没有到达标线的村居,不在名单里" in notes


def test_lists_without_anybody_still_have_their_heads():
    made = book((), ())
    assert rows(made["示范(标杆)村居"]) == []
    assert made["达标村居"]["C4"].value == "村居"


@pytest.mark.parametrize("typed", ["=1+1", "@x", "+1"])
def test_no_name_is_a_formula(typed):
    of = paper((), [row(typed, typed, 95, Stage.REACHES)])
    made = load_workbook(BytesIO(recognition.xlsx(replace(of, place=typed))))
    cells = (made["达标村居"]["B5"], made["达标村居"]["C5"], made["达标村居"]["A1"])
    assert {cell.data_type for cell in cells} == {"s"}


def test_the_day_is_told_in_the_head():
    assert "截至2026年7月15日" in book()["达标村居"]["A2"].value
    assert date(2026, 7, 15) == TODAY
