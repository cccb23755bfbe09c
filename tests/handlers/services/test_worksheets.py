"""A scoring beside the proposal of the day."""

from decimal import Decimal

import pytest

from handlers.services import scorings
from handlers.services.worksheets import LEVELS, sheet_in_force
from rubric.posts import Post
from storage.errors import OutOfScope
from tests.handlers.services.hall import WENLING, moment
from tests.handlers.services.paper_trail import begun, scored, sealed, sheet_of

AUGUST = moment(2026, 8, 3)


def test_of_a_fresh_one_everything_is_open_and_worth_what_is_proposed(hall, office):
    sheet = sheet_of(hall.act(office, "first"), begun(hall, office))
    assert sheet.open == tuple(range(1, 22))
    assert (sheet.stale, sheet.changed) == ((), ())
    assert sheet.judged.points == sheet.proposal.paper.score.provisional


def test_what_was_given_counts_instead_of_the_proposed(hall, office):
    row, act = begun(hall, office), hall.act(office, "first")
    scorings.give(act, sheet_of(act, row), 4, Decimal(6), "走访三户")
    sheet = sheet_of(act, row)
    assert (sheet.amounts[4], sheet.changed) == (6, (4,))
    assert 4 not in sheet.open
    assert sheet.judged.base == sheet.proposal.paper.score.provisional - 2


def test_an_amount_on_grounds_that_changed_holds_no_more(hall, office):
    row = scored(hall, office, item1="1")
    july = sheet_of(hall.act(office, "first"), row)
    august = sheet_of(hall.act(office, "first", AUGUST), row)
    assert july.amounts[1] == 1
    assert (1 in august.stale, 1 in august.changed) == (True, False)
    assert august.amounts[1] == august.lines[1].proposed
    assert set(august.given) | set(august.stale) == set(august.lines)


def test_undisputed_are_only_those_still_open(hall, office):
    row, act = begun(hall, office), hall.act(office, "first")
    before = sheet_of(act, row).undisputed
    scorings.adopt_undisputed(act, sheet_of(act, row))
    assert before
    assert sheet_of(act, row).undisputed == ()


def test_the_sheet_in_force_is_the_newest_of_the_village_and_level(hall, office, discipline):
    assert sheet_in_force(hall.act(office, "first"), WENLING, 2026, "town") is None
    sheet = sealed(hall, office, discipline)
    act = hall.act(office, "first")
    assert sheet_in_force(act, WENLING, 2026, "town").id == sheet.id
    assert sheet_in_force(act, WENLING, 2026, "city") is None
    assert sheet_in_force(act, WENLING, 2025, "town") is None
    assert sheet_in_force(hall.act(office, "second"), WENLING, 2026, "town") is None


def test_another_town_s_village_is_out_of_sight(hall, office):
    with pytest.raises(OutOfScope):
        hall.act(office, "far")


@pytest.mark.parametrize("level", ["town", "city"])
def test_a_score_that_confers_a_standing_takes_two_persons(level):
    assert LEVELS[level].two_persons
    assert LEVELS[level].sealers


def test_the_town_s_own_level_starts_from_the_program_the_city_s_from_the_town():
    assert [LEVELS[each].starts_from for each in ("town", "spot", "city")] == ["", "town", "town"]
    assert LEVELS["town"].scorers == {Post.TOWN_OFFICE, Post.TOWN_DISCIPLINE}
