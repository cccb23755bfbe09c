from datetime import date

from handlers.services.year_papers import year_paper
from rubric.agenda import Mark
from tests.handlers.services.hall import TODAY, filed, monthly


def row(paper, name):
    return next(row for row in paper.rows if row.name == name)


def test_a_monthly_duty_has_twelve_cells_and_a_quarterly_one_four(pages):
    paper = year_paper(pages.book(TODAY))
    assert [cell.month for cell in row(paper, "支委会").cells] == list(range(1, 13))
    assert [(cell.month, cell.months) for cell in row(paper, "党课").cells] == [
        (1, 3),
        (4, 3),
        (7, 3),
        (10, 3),
    ]


def test_the_marks_tell_past_present_and_future(pages):
    done = monthly("financial-review", 2026, 1, 2)
    cells = row(year_paper(pages.book(TODAY, *done)), "财务支出审核").cells
    assert [cell.mark for cell in cells[:2]] == [Mark.WAITING, Mark.WAITING]
    assert cells[2].mark is Mark.MISSED
    assert cells[5].mark is Mark.OPEN
    assert cells[11].mark is Mark.AHEAD


def test_party_groups_share_a_cell_that_tells_how_many_are_done(pages):
    done = filed("group-meeting", "2026-06", date(2026, 6, 8))
    cells = row(year_paper(pages.book(TODAY, done, groups=3)), "党小组会").cells
    assert (cells[5].mark, cells[5].note) == (Mark.MISSED, "1/3")
    assert cells[11].note == ""


def test_events_asked_for_in_a_year_fill_it_and_say_how_many(pages):
    (cell,) = row(year_paper(pages.book(TODAY)), "廉洁教育").cells
    assert (cell.month, cell.months) == (1, 12)
    assert cell.note == "清廉教育或清廉文化活动(0/4次)"


def test_last_year_s_periods_are_not_in_it(pages):
    paper = year_paper(pages.book(date(2026, 1, 20)))
    assert len(row(paper, "财务支出审核").cells) == 12
    assert paper.year == 2026
