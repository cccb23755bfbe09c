"""Where a town stands with its score sheets, and when it is reminded."""

from datetime import date

import pytest

from handlers.services import scorings, seal_progress
from handlers.services.actor import acting
from handlers.services.seal_progress import due_for, progress, seal_by
from storage.scope import Scope
from tests.handlers.services.hall import NOW, TODAY, WENLING
from tests.handlers.services.paper_trail import begun, scored, sealed, sheet_of, submitted

SEAL_BY = date(2026, 7, 31)


def of_town(hall, today=TODAY, year=2026):
    (found,) = progress(hall.uow, hall.schemes, Scope.tick(), hall.places["town"], today, year)
    return found


def states(hall):
    return {row.village.name: row.state for row in of_town(hall).rows}


def reminded(hall, today):
    return [
        (one.stage.id, one.progress.unsealed)
        for one in due_for(hall.uow, hall.schemes, hall.places["town"], today)
    ]


def test_the_day_is_the_scheme_s(hall):
    assert of_town(hall).due == seal_by(hall.schemes[WENLING], 2026) == SEAL_BY


def test_before_anybody_began_everything_is_missing(hall):
    found = of_town(hall)
    assert states(hall) == {"first村": "none", "second村": "none"}
    assert [row.missing for row in found.rows] == [21, 21]
    assert found.unsealed == 2


def test_each_village_is_in_its_state_what_waits_for_somebody_first(hall, office):
    begun(hall, office)
    submitted(hall, office, "second")
    assert list(states(hall).items()) == [("second村", "submitted"), ("first村", "open")]
    assert [row.missing for row in of_town(hall).rows] == [0, 21]
    assert of_town(hall).count("submitted") == 1


def test_a_sealed_village_has_its_points_and_misses_nothing(hall, office, discipline):
    sheet = sealed(hall, office, discipline)
    row = next(row for row in of_town(hall).rows if row.state == "sealed")
    assert (row.missing, f"{row.points}") == (0, sheet.content["points"])
    assert of_town(hall).unsealed == 1


def test_under_a_correction_it_is_open_again_but_not_unsealed(hall, office, discipline):
    sheet = sealed(hall, office, discipline)
    scorings.correct(hall.act(office, "first"), sheet, "漏看通报")
    (row,) = [row for row in of_town(hall).rows if row.village.name == "first村"]
    assert (row.state, f"{row.points}") == ("open", sheet.content["points"])
    assert of_town(hall).unsealed == 1


def test_a_dropped_scoring_is_none(hall, office):
    row, act = scored(hall, office), hall.act(office, "first")
    scorings.drop(act, sheet_of(act, row))
    assert states(hall)["first村"] == "none"


def test_other_years_and_towns_are_not_mixed_in(hall, office, discipline):
    sealed(hall, office, discipline)
    assert of_town(hall, year=2027).unsealed == 2
    (west,) = progress(hall.uow, hall.schemes, Scope.tick(), hall.places["west"], TODAY, 2026)
    assert [row.village.name for row in west.rows] == ["far村"]


def test_a_town_without_villages_under_points_has_none(hall):
    empty = hall.uow.places.add("town", "空镇", hall.places["city"])
    assert progress(hall.uow, hall.schemes, Scope.tick(), empty, TODAY, 2026) == ()


@pytest.mark.parametrize(
    ("today", "stage"),
    [
        (date(2026, 7, 27), None),
        (date(2026, 7, 28), "before"),
        (date(2026, 7, 31), "before"),
        (date(2026, 8, 3), "late-1"),
        (date(2026, 8, 10), "late-10"),
        (date(2026, 8, 31), "late-20"),
    ],
)
def test_the_town_is_reminded_by_the_scheme_s_stages(hall, today, stage):
    assert reminded(hall, today) == ([(stage, 2)] if stage else [])


def test_of_what_is_sealed_nobody_is_reminded(hall, office, discipline):
    sealed(hall, office, discipline)
    assert reminded(hall, SEAL_BY) == [("before", 1)]
    sealed(hall, office, discipline, "second")
    assert reminded(hall, SEAL_BY) == []


def test_a_stage_is_claimed_by_scheme_and_year(hall):
    (one,) = due_for(hall.uow, hall.schemes, hall.places["town"], SEAL_BY)
    assert one.key == f"sealing/{WENLING}/{NOW.year}"
    assert seal_progress.ORDER[0] == "submitted"


def test_a_town_looks_at_what_it_is_reminded_of(hall, office):
    actor = acting(hall.uow, office)
    (mine,) = seal_progress.owed_by(hall.uow, hall.schemes, actor, date(2026, 8, 3))
    assert (mine.label, mine.late(date(2026, 8, 3))) == ("2村评分未封存", 3)
