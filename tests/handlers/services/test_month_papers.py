from datetime import date

from handlers.services.month_papers import month_paper
from rubric.period import Period
from storage.scope import Scope

JUNE, TODAY = Period.parse("2026-06"), date(2026, 7, 15)


def paper(hall):
    town = hall.places["town"]
    return month_paper(hall.uow, hall.schemes, Scope.operator(), town, JUNE, TODAY)


def test_every_village_of_the_town_has_its_line_in_the_rosters_order(hall):
    made = paper(hall)
    assert [each.village for each in made.summary.villages] == ["first村", "second村"]
    assert made.town == "示例镇"


def test_what_is_undone_is_told_by_name_and_period(hall, secretary):
    before = dict(paper(hall).undone)["first村"]
    assert "6月支委会" in before
    hall.log(secretary, "branch-committee", on=date(2026, 6, 10))
    made = paper(hall)
    assert "6月支委会" not in dict(made.undone)["first村"]
    assert "6月支委会" in dict(made.undone)["second村"]
    assert made.summary.in_time == 1
