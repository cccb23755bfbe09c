from dataclasses import replace

import pytest

from handlers.forms import pictures
from handlers.services.year_papers import YearCell, YearPaper, YearRow, year_paper
from rubric.agenda import Mark
from tests.handlers.forms.samples import (
    LONG,
    TODAY,
    book,
    score_paper,
    seen,
    town_paper,
    worst,
)

WIDTH = 390 * 2


def names(count: int) -> list[str]:
    return [f"示例{number}村" for number in range(count)]


@pytest.mark.parametrize("of", [book(), worst()], ids=["空台账", "样样都扣"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_score_card_is_as_wide_as_a_phone_and_no_endless_strip(of, theme):
    picture = seen(pictures.score_card(score_paper(of), theme))
    assert picture.width == WIDTH
    assert WIDTH < picture.height < 2.5 * WIDTH


def test_light_and_dark_differ_in_their_paper():
    paper = score_paper(book())
    light, dark = (
        seen(pictures.score_card(paper, theme)).convert("L").getpixel((5, 5))
        for theme in ("light", "dark")
    )
    assert light == 255
    assert dark < 50


def test_the_card_tells_what_can_be_won_back_and_what_lies_ahead():
    data = pictures._score_card(score_paper(worst()))
    assert data["losses_title"] == "已扣的分，还能补回 23.5 分"
    assert len(data["losses"]) == 5
    assert data["more"].startswith("另有 ")
    assert {
        "amount": "－4",
        "todo": "再办4次清廉教育或清廉文化活动",
        "by": "不晚于12月31日",
    } in data["ahead"]


def test_the_card_says_who_vouches_for_the_points():
    basis = pictures._score_card(score_paper(book()))["basis"]
    assert [part["name"] for part in basis] == ["已核实", "村里自报", "尚无人核查"]
    assert sum(part["share"] for part in basis) == 89


def test_the_card_s_sections_add_up_to_the_whole():
    data = pictures._score_card(score_paper(book()))
    assert sum(float(part["score"]) for part in data["sections"]) == 89
    assert all(0 <= part["share"] <= 1 for part in data["sections"])


def test_a_whole_year_of_marks_is_one_picture():
    picture = seen(pictures.calendar(year_paper(worst())))
    assert picture.width == WIDTH


def test_a_calendar_with_nothing_in_it_is_still_a_picture():
    assert seen(pictures.calendar(YearPaper(LONG, 2026, TODAY, ()))).width == WIDTH


def test_every_row_of_the_calendar_fills_twelve_months():
    gaps = YearRow("支委会", (YearCell(3, 1, Mark.DONE, ""), YearCell(7, 3, Mark.MISSED, "1/2")))
    cells = list(pictures._cells(gaps))
    assert [cell["months"] for cell in cells] == [2, 1, 3, 3, 3]
    assert [cell["mark"] for cell in cells] == ["none", "done", "none", "missed", "none"]


def test_every_mark_has_its_sign_and_word():
    assert set(pictures.SIGNS) == set(Mark)
    assert len({sign for sign, _ in pictures.SIGNS.values()}) == len(Mark)


@pytest.mark.parametrize(
    ("villages", "rows"), [(1, [1]), (25, [25]), (26, [13, 13]), (60, [20, 20, 20])]
)
def test_at_most_25_villages_stand_in_a_picture(villages, rows):
    paper = town_paper(*names(villages))
    assert [len(page) for page in pictures._pages(paper.rows)] == rows
    assert len(pictures.sections(paper)) == len(rows)


def test_villages_keep_the_order_of_the_roster():
    paper = town_paper("示例乙村", "示例甲村")
    data = pictures._town(paper, paper.rows, (1, 1))
    assert [row["village"] for row in data["rows"]] == ["示例乙村", "示例甲村"]


def test_a_town_without_villages_is_told_by_an_empty_picture():
    (picture,) = pictures.sections(replace(town_paper("甲"), rows=()), "dark")
    assert seen(picture).width == WIDTH


def test_each_section_tells_what_was_lost_in_it():
    paper = town_paper(LONG, of=worst())
    (row,) = pictures._town(paper, paper.rows, (1, 1))["rows"]
    assert row["cells"][2] == {"lost": True, "text": "－25"}
    assert row["now"] == "18.5"
