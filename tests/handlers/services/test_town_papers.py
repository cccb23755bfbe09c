from datetime import date

import pytest

from handlers.services import matters
from handlers.services.town_papers import town_papers
from rubric.agenda import Mark
from storage.errors import OutOfScope
from storage.findings import NewFinding
from storage.scope import Scope
from tests.handlers.services.hall import TODAY, WENLING


def papers(hall, town="town", scope=None, year=2026):
    return town_papers(
        hall.uow, hall.schemes, scope or Scope.tick(), hall.places[town], TODAY, year
    )


def found(hall, grant, **told):
    act = hall.act(grant, "first")
    values = {"item": 7, "kind": "no-joint-sign-off", "due": date(2026, 7, 29)}
    new = {"village_id": hall.places["first"], "scheme_id": WENLING, "found_on": TODAY}
    hall.uow.findings.add(NewFinding(**new | values | told, **act.signed))


def test_the_town_s_own_villages_stand_in_the_order_of_the_roster(hall):
    (paper,) = papers(hall)
    assert [row.village for row in paper.rows] == ["first村", "second村"]
    assert paper.town == "示例镇"


def test_each_village_has_its_score_of_the_day(hall, secretary):
    hall.log(secretary, "branch-committee", on=date(2026, 7, 3))
    (paper,) = papers(hall)
    assert [row.score for row in paper.rows] == [
        hall.book(name).scores()[0] for name in ("first", "second")
    ]


def test_only_what_is_overdue_or_missed_counts_as_late(hall):
    (paper,) = papers(hall)
    marks = {entry.mark for row in paper.rows for entry in row.late}
    assert marks == {Mark.OVERDUE, Mark.MISSED}


def test_rectifications_are_findings_with_a_due_day_of_this_year(hall, office):
    found(hall, office, text="要整改")
    found(hall, office, text="没有期限", due=None)
    found(hall, office, text="去年的", found_on=date(2025, 7, 1), due=date(2025, 8, 1))
    found(hall, office, text="明天的", found_on=date(2026, 7, 16))
    (paper,) = papers(hall)
    assert [each.text for each in paper.rows[0].rectifications] == ["要整改"]


def test_villages_beyond_the_reader_s_scope_are_refused(hall):
    with pytest.raises(OutOfScope):
        papers(hall, scope=Scope.of([hall.places["first"]], "x"))


def test_a_town_without_enrolled_villages_has_no_paper(hall):
    hall.places["empty"] = hall.uow.places.add("town", "空镇", hall.places["city"])
    assert papers(hall, "empty") == ()


def test_the_matters_of_its_villages_are_in_it(hall, secretary):
    matters.start(hall.act(secretary), "major-decision", "村道硬化")
    (paper,) = papers(hall)
    assert [(one.village.name, one.next_step) for one in paper.matters] == [("first村", "提议")]
