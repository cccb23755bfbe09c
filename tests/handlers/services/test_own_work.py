"""回避: whoever had a part in a village's work of the year; the town's own entries are none."""

from datetime import date

import pytest

from handlers.services import ledger_import
from handlers.services.ledger_rows import Done
from handlers.services.own_work import own_work, own_work_since, workers
from handlers.services.roster_entries import Where
from rubric.posts import Post
from tests.handlers.services.hall import TODAY, moment


@pytest.fixture
def promoted(hall, clerk):
    """The clerk in a town's office besides."""
    return hall.appoint(Post.TOWN_OFFICE, "town", person=clerk.person_id)


def test_the_clerk_has_no_say_on_his_village_in_whatever_post(hall, promoted):
    assert own_work(hall.act(promoted, "first"), 2026)
    assert not own_work(hall.act(promoted, "second"), 2026)
    assert not own_work(hall.act(promoted, "first"), 2025)


def test_a_record_written_in_a_village_post_counts_in_the_year_it_tells_of(hall):
    late = hall.appoint(Post.CLERK, since=moment(2026, 1, 5))
    hall.log(late, "branch-committee", on=date(2025, 12, 30), at=moment(2026, 1, 6))
    assert workers(hall.uow, hall.places["first"], 2025) == {late.person_id}


def test_what_the_town_imported_in_its_own_name_is_no_part_of_it(hall, office):
    done = Done(2, Where("示例镇", "first村"), "party-day", date(2026, 3, 3), "2026-03")
    plan = ledger_import.plan(hall.uow, hall.schemes, "补录", [done], hall.now)
    assert ledger_import.apply(hall.uow, plan, hall.now) == 1
    assert not own_work(hall.act(office, "first"), 2026)


def test_a_post_passed_on_at_new_year_is_not_of_the_new_year(hall):
    """Midnight in Shanghai is still the old year elsewhere."""
    clerk = hall.appoint(Post.CLERK, since=moment(2025, 3, 1))
    hall.uow.grants.end(clerk.id, moment(2026, 1, 1, 0))
    village = hall.places["first"]
    assert workers(hall.uow, village, 2025) == {clerk.person_id}
    assert workers(hall.uow, village, 2026) == frozenset()


def test_an_end_in_the_first_hours_of_a_year_is_of_that_year(hall):
    clerk = hall.appoint(Post.CLERK, since=moment(2025, 3, 1))
    hall.uow.grants.end(clerk.id, moment(2026, 1, 1, 3))
    assert workers(hall.uow, hall.places["first"], 2026) == {clerk.person_id}


def test_since_a_day_counts_up_to_today(hall, promoted):
    act = hall.act(promoted, "first")
    assert own_work_since(act, date.min)
    assert own_work_since(act, TODAY)
    assert not own_work_since(hall.act(promoted, "second"), date.min)
