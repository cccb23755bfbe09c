from datetime import date
from decimal import Decimal

import pytest

from handlers.services import nominations, recognition_list, spot_checks
from handlers.services.recognition_papers import Stage, recognition_papers
from storage.scope import Scope

ALL = Scope.tick()
DAY = date(2026, 8, 10)


def papers(procedure, place="city", scope=ALL):
    hall = procedure.hall
    return recognition_papers(hall.uow, hall.schemes, scope, hall.places[place], DAY, 2026)


@pytest.fixture
def paper(procedure):
    procedure.quota(1)
    return lambda *given: papers(procedure, *given)[0]


def names(rows):
    return [row.village for row in rows]


def stages(rows):
    return {row.village: row.stage for row in rows}


def test_only_sealed_scores_carry_a_list(paper):
    assert paper().demonstration == paper().up_to_standard == ()


def test_villages_stand_by_the_town_s_score_under_the_lines_they_reach(procedure, paper):
    procedure.sealed(first=89.5, second=95, far=69)
    assert names(paper().demonstration) == ["second村"]
    assert names(paper().up_to_standard) == ["second村", "first村"]
    assert paper().up_to_standard[1].town_score == Decimal("89.5")


def test_the_list_is_the_one_that_the_city_fixes(procedure, paper):
    procedure.sealed(first=95, second=94)
    procedure.nominated("first", "second")
    procedure.sealed(level="city", first=91, second=92)
    told = [(row.village, row.order, row.stage, row.city_score) for row in paper().demonstration]
    assert told == [
        ("second村", 1, Stage.TAKEN, 92),
        ("first村", 2, Stage.NOT_TAKEN, 91),
    ]
    computed = recognition_list.compute(procedure.city).entries
    assert [one.village for one in computed] == names(paper().demonstration)


def test_a_nominee_waits_for_the_city_s_score_without_a_place(procedure, paper):
    procedure.sealed(first=95)
    procedure.nominated("first")
    (row,) = paper().demonstration
    assert (row.order, row.stage) == (None, Stage.UNSCORED)


def test_where_a_town_put_villages_forward_the_others_are_no_candidates(procedure, paper):
    procedure.sealed(first=96, second=92, far=91)
    assert set(stages(paper().demonstration).values()) == {Stage.ABLE}
    procedure.nominated("second")
    procedure.sealed(level="city", second=91)
    found = stages(paper().demonstration)
    assert found == {"second村": Stage.TAKEN, "far村": Stage.ABLE}


def test_a_veto_countersigned_after_the_seal_takes_a_village_off_both_lists(procedure, paper):
    procedure.sealed(first=96, second=92)
    procedure.veto("first")
    able = nominations.slate(procedure.town, procedure.village("town")).candidates
    assert names(paper().demonstration) == [one.village.name for one in able] == ["second村"]
    assert names(paper().up_to_standard) == ["second村"]


def test_a_veto_takes_off_whom_the_town_had_put_forward(procedure, paper):
    procedure.sealed(first=96)
    procedure.nominated("first")
    procedure.veto("first")
    assert paper().demonstration == ()


def test_a_spot_check_that_fell_short_takes_a_village_off_both_lists(procedure, paper):
    procedure.sealed(first=95, second=95)
    procedure.sealed(level="spot", first=69, second=78)
    assert names(paper().demonstration) == names(paper().up_to_standard) == ["second村"]
    assert paper().up_to_standard[0].spot == Decimal(78)


def test_equals_at_the_edge_of_the_quota_are_left_to_a_person(procedure, paper):
    procedure.sealed(first=95, second=95)
    procedure.nominated("first", "second")
    procedure.sealed(level="city", first=93, second=93)
    rows = paper().demonstration
    assert [(row.order, row.stage) for row in rows] == [(1, Stage.TIED), (1, Stage.TIED)]


def test_the_choice_between_equals_is_told(procedure, paper):
    procedure.sealed(first=95, second=95)
    procedure.nominated("first", "second")
    procedure.sealed(level="city", first=93, second=93)
    town, second = procedure.village("town"), procedure.village("second")
    recognition_list.choose(procedure.city, town, [second], "群众评价更好")
    assert stages(paper().demonstration) == {"first村": Stage.NOT_TAKEN, "second村": Stage.TAKEN}


def test_the_fixed_list_of_the_city_is_noted(procedure, paper):
    procedure.listed(first=93)
    assert paper().demonstration[0].fixed
    procedure.sealed(level="city", first=92)
    assert not paper().demonstration[0].fixed


def test_equal_town_scores_share_a_place_and_the_next_is_left_out(procedure, paper):
    procedure.found("third")
    procedure.sealed(first=80, second=80, third=75)
    assert [row.order for row in paper().up_to_standard] == [1, 1, 3]


def test_who_is_confirmed_is_told(procedure, paper):
    procedure.sealed(first=80, second=75)
    spot_checks.draw(procedure.city, 100, 1)
    procedure.sealed(level="spot", first=80)
    spot_checks.confirm(procedure.city, [procedure.village("first")])
    found = stages(paper().up_to_standard)
    assert found == {"first村": Stage.CONFIRMED, "second村": Stage.REACHES}


def test_a_town_s_paper_has_its_own_villages_alone(procedure, paper):
    procedure.sealed(first=95, far=95)
    made = paper("town")
    assert names(made.up_to_standard) == names(made.demonstration) == ["first村"]
    assert made.place == "示例镇"


def test_villages_beyond_the_scope_are_not_on_the_list(procedure, paper):
    procedure.sealed(first=95, far=95)
    made = paper("city", Scope.of([procedure.village("first")], "x"))
    assert names(made.up_to_standard) == names(made.demonstration) == ["first村"]


def test_the_year_s_quotas_are_told(paper):
    assert [(row.town, row.demonstration) for row in paper().quotas] == [("示例镇", 1)]
