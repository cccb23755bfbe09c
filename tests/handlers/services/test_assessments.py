"""核查: presumed points become confirmed when an entitled post looked; never by the village."""

from decimal import Decimal

import pytest

from handlers.services import assessments
from handlers.services.errors import AlreadySettled, Denied, OwnRecord
from rubric.posts import Post

NOTE = "走访12户，未发现问题"
BY_TALKS = [4, 9, 12, 13, 14, 15]


def proposed(act):
    return [look.item.no for look in assessments.looks(act) if look.proposed]


def test_what_a_visit_tells_is_proposed_and_becomes_confirmed(hall, office):
    act = hall.act(office, "first")
    assert set(BY_TALKS) <= set(proposed(act))
    assert not {7, 10, 11} & set(proposed(act))
    before = act.book.scores()[0].basis
    seen = assessments.assess(act, BY_TALKS, NOTE)
    after = hall.book().scores()[0].basis
    assert seen.points == Decimal(33)
    assert (after.confirmed - before.confirmed, before.presumed - after.presumed) == (33, 33)


def test_the_assets_centre_assesses_what_its_systems_show_and_nothing_else(hall):
    act = hall.act(hall.appoint(Post.TOWN_ASSETS, "town"), "first")
    assert proposed(act) == [7, 10, 11]
    assert assessments.assess(act, [4, 7], NOTE).items == (7,)


@pytest.mark.parametrize("post", [Post.SECRETARY, Post.CLERK, Post.SUPERVISOR_CHAIR])
def test_no_post_of_the_village_assesses_it(hall, post):
    with pytest.raises(Denied):
        assessments.assess(hall.act(hall.appoint(post)), BY_TALKS, NOTE)


def test_what_is_confirmed_already_is_not_assessed_again(hall, office):
    assessments.assess(hall.act(office, "first"), [4], NOTE)
    assert 4 not in [look.item.no for look in assessments.open_to(hall.act(office, "first"))]
    with pytest.raises(AlreadySettled):
        assessments.assess(hall.act(office, "first"), [4], NOTE)


def test_an_assessment_is_taken_back_by_whoever_made_it(hall, office):
    act = hall.act(office, "first")
    seen = assessments.assess(act, BY_TALKS, NOTE)
    rows = [act.uow.facts.get("assessment", row, act.actor.scope) for row in seen.rows]
    other = hall.act(hall.appoint(Post.TOWN_DISCIPLINE, "town"), "first")
    with pytest.raises(AlreadySettled):
        assessments.withdraw(other, rows)
    assessments.withdraw(act, rows)
    assert hall.book().scores()[0].basis.confirmed == 0
    assert hall.audited()[-1] == "assessment.withdraw"


def test_whoever_went_to_a_post_that_does_not_look_at_it_takes_nothing_back(hall, office):
    act = hall.act(office, "first")
    seen = assessments.assess(act, BY_TALKS, NOTE)
    rows = [act.uow.facts.get("assessment", row, act.actor.scope) for row in seen.rows]
    hall.uow.grants.end(office.id, hall.now)
    centre = hall.act(hall.appoint(Post.TOWN_ASSETS, "town", office.person_id), "first")
    with pytest.raises(Denied):
        assessments.withdraw(centre, rows)


def test_a_village_without_points_has_nothing_to_assess(hall, office):
    number = hall.uow.places.add("village", "无分村", hall.places["town"])
    hall.places["plain"] = number
    hall.uow.enrolments.add(number, "tangjiafang-2020", hall.now.date())
    act = hall.act(office, "plain")
    assert assessments.looks(act) == []
    with pytest.raises(AlreadySettled):
        assessments.assess(act, [1], NOTE)


def test_whoever_was_the_clerk_this_year_does_not_assess_the_village(hall, clerk):
    hall.log(clerk, "risk-review")
    town = hall.appoint(Post.TOWN_OFFICE, "town", person=clerk.person_id)
    with pytest.raises(OwnRecord):
        assessments.assess(hall.act(town, "first"), [6, 4], NOTE)
    assert assessments.assess(hall.act(town, "second"), [4], NOTE).items == (4,)
