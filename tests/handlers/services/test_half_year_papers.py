from datetime import date

import pytest

from handlers.services.half_year_papers import half_year_papers
from rubric.period import Period
from storage.errors import OutOfScope
from storage.findings import NewFinding
from storage.scope import Scope
from tests.handlers.services.hall import WENLING

TANGJIAFANG = "tangjiafang-2020"


@pytest.fixture
def county(hall):
    hall.uow.enrolments.add(hall.places["first"], TANGJIAFANG, date(2025, 1, 1))
    return hall


def paper(hall, half="2026-H1"):
    (made,) = half_year_papers(hall.uow, hall.book(), Scope.tick(), Period.parse(half))
    return made


def found(hall, grant, day):
    act = hall.act(grant, "first")
    what = {"scheme_id": WENLING, "item": 7, "kind": "no-joint-sign-off", "found_on": day}
    hall.uow.findings.add(NewFinding(village_id=hall.places["first"], **what, **act.signed))


def test_the_report_is_the_duty_s_that_is_owed_every_half_year(county):
    made = paper(county)
    assert made.duty.id == "creation-report"
    assert (made.as_of, made.starts) == (date(2026, 6, 30), date(2025, 1, 1))


def test_a_half_year_that_still_runs_ends_today(county):
    assert paper(county, "2026-H2").as_of == date(2026, 7, 15)


def test_work_and_findings_are_those_of_the_half_year(county, secretary, office):
    for day in (date(2025, 12, 31), date(2026, 1, 1), date(2026, 6, 30), date(2026, 7, 1)):
        county.log(secretary, "party-day", on=day)
        found(county, office, day)
    made = paper(county)
    assert [work.days for work in made.work] == [(date(2026, 1, 1), date(2026, 6, 30))]
    assert [row.found_on for row in made.findings] == [date(2026, 1, 1), date(2026, 6, 30)]


def test_what_lacks_is_as_it_was_at_the_end_of_the_half_year(county):
    whys = [each.why for each in paper(county, "2025-H1").verdict.pending]
    assert any("上半年" in why for why in whys)
    assert paper(county, "2025-H1").verdict.as_of == date(2025, 6, 30)


def test_a_scheme_that_asks_for_no_such_report_has_none(hall):
    half = Period.parse("2026-H1")
    assert half_year_papers(hall.uow, hall.book(), Scope.tick(), half) == ()


def test_another_village_s_findings_are_beyond_the_scope(county):
    other = Scope.of([county.places["far"]], "x")
    with pytest.raises(OutOfScope):
        half_year_papers(county.uow, county.book(), other, Period.parse("2026-H1"))
