from datetime import date

import pytest

from handlers.services.task_papers import task_papers
from rubric.checklist import Status

PLAN = "xx-city-plan"


@pytest.fixture
def county(hall):
    hall.uow.enrolments.add(hall.places["first"], PLAN, date(2026, 1, 1))
    return hall


def paper(hall, today=date(2026, 7, 15)):
    (made,) = task_papers(hall.uow, hall.book(today=today), today.year)
    return made


def row(made, no):
    return next(each for part in made.sections for each in part.rows if each.item.no == no)


def test_every_row_of_the_document_stands_in_its_part(county):
    made = paper(county)
    assert [each.item.no for part in made.sections for each in part.rows] == list(range(1, 15))
    assert (made.village, made.town) == ("first村", "示例镇")


def test_a_row_has_its_own_duties_and_no_others(county):
    made = row(paper(county), 3)
    assert {line.duty for line in made.lines} == {"duty-report", "holiday-reminder"}
    assert {one.duty for one in made.ongoing} == {"integrity-pledge", "warning-education"}
    assert row(paper(county), 1).lines == ()


def test_what_was_logged_is_done_and_its_day_is_known(county, secretary):
    county.log(secretary, "asset-inventory", on=date(2026, 5, 6))
    made = paper(county)
    (line,) = row(made, 7).lines
    assert line.status is Status.DONE
    assert [made.done[ref] for ref in line.records] == [date(2026, 5, 6)]


def test_no_duty_is_told_twice(county):
    made = paper(county)
    inside = [one.duty for part in made.sections for each in part.rows for one in each.ongoing]
    beside = {one.duty for one in made.beside}
    assert not beside & set(inside)


def test_a_village_without_a_checklist_has_no_paper(hall):
    assert task_papers(hall.uow, hall.book(), 2026) == ()
