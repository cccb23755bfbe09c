"""现状: who can know it states it; another post confirms it; the score follows."""

from datetime import timedelta
from decimal import Decimal

import pytest

from handlers.services import states
from handlers.services.errors import AlreadySettled, Denied, OwnRecord
from rubric.posts import TOWN_POSTS, Post
from tests.handlers.services.hall import NOW


@pytest.fixture
def centre(hall):
    return hall.appoint(Post.TOWN_ASSETS, "town")


def row_of(act, number):
    return act.uow.facts.get("state", number, act.actor.scope)


def item(hall, no, village="first"):
    (score,) = hall.book(village).scores()
    return next(one for one in score.items if one.no == no)


def test_two_sites_instead_of_three_cost_a_point_until_there_are_three(hall, secretary):
    states.state(hall.act(secretary), "integrity-sites", 2)
    assert item(hall, 20).score == Decimal(5)
    states.state(hall.act(secretary, at=NOW + timedelta(days=1)), "integrity-sites", 3)
    hall.now = NOW + timedelta(days=1)
    assert hall.book(today=hall.now.date()).scores()[0].items[19].score == Decimal(6)


def test_what_a_village_says_is_its_own_word_until_the_supervisors_confirm_it(
    hall, secretary, chair
):
    number = states.state(hall.act(secretary), "charts-missing", 0)
    assert item(hall, 17).basis == "reported"
    act = hall.act(chair)
    states.confirm(act, row_of(act, number))
    assert item(hall, 17).basis == "confirmed"


def test_a_supervisor_states_what_he_saw_but_does_not_confirm_it_himself(hall, chair, member):
    act = hall.act(chair)
    number = states.state(act, "charts-missing", 2)
    assert item(hall, 17).basis == "reported"
    with pytest.raises(OwnRecord):
        states.confirm(act, row_of(act, number))
    states.confirm(hall.act(member), row_of(act, number))
    assert item(hall, 17).basis == "confirmed"


def test_a_villages_post_confirms_no_state(hall, secretary, clerk):
    number = states.state(hall.act(secretary), "charts-missing", 0)
    act = hall.act(clerk)
    with pytest.raises(Denied):
        states.confirm(act, row_of(act, number))


def test_what_the_assets_centre_states_is_confirmed_at_once(hall, centre):
    states.state(hall.act(centre, "first"), "finance-seal-lodged", value=False)
    assert (item(hall, 10).score, item(hall, 10).basis) == (0, "confirmed")


@pytest.mark.parametrize("name", ["finance-seal-lodged", "online-payment"])
def test_what_a_system_knows_is_never_asked_of_the_village_or_its_supervisors(
    hall, secretary, chair, name
):
    for grant in (secretary, chair):
        act = hall.act(grant)
        assert name not in {each.kind.id for each in states.standings(act)}
        with pytest.raises(Denied) as denied:
            states.state(act, name, value=True)
        assert denied.value.needed == (Post.TOWN_ASSETS,)


@pytest.mark.parametrize("post", sorted(TOWN_POSTS))
def test_every_office_of_the_town_may_say_whether_the_supervision_system_is_current(hall, post):
    grant = hall.appoint(post, "town")
    states.state(hall.act(grant, "first"), "supervision-system-current", value=False)
    assert item(hall, 16).losses[0].amount == Decimal(2)


def test_the_village_does_not_say_whether_the_supervision_system_is_current(hall, secretary):
    with pytest.raises(Denied):
        states.state(hall.act(secretary), "supervision-system-current", value=True)


def test_yes_for_all_villages_but_these(hall, centre):
    acts = [hall.act(centre, name) for name in ("first", "second")]
    told = states.state_all(acts, "online-payment", frozenset({hall.places["second"]}))
    assert told == [hall.places["first"], hall.places["second"]]
    assert item(hall, 11).score == Decimal(5)
    assert item(hall, 11, "second").score == 0


def test_a_slip_of_the_finger_is_said_again_the_same_day(hall, secretary):
    states.state(hall.act(secretary), "integrity-sites", 0)
    states.state(hall.act(secretary), "integrity-sites", 3)
    assert item(hall, 20).score == Decimal(6)


def test_the_towns_word_takes_the_place_of_what_was_said_the_same_day(hall, secretary, office):
    states.state(hall.act(office, "first"), "integrity-sites", 1)
    states.state(hall.act(office, "first"), "integrity-sites", 3)
    states.state(hall.act(secretary), "integrity-sites", 0)
    assert (item(hall, 20).score, item(hall, 20).basis) == (Decimal(6), "confirmed")


def test_ones_own_statement_can_be_taken_back_until_it_is_confirmed(hall, secretary, chair):
    act = hall.act(secretary)
    number = states.state(act, "integrity-sites", 0)
    states.withdraw(act, row_of(act, number))
    assert item(hall, 20).score == Decimal(6)
    again = states.state(act, "integrity-sites", 1)
    states.confirm(hall.act(chair), row_of(act, again))
    with pytest.raises(AlreadySettled):
        states.withdraw(act, row_of(act, again))


def test_nobody_takes_back_anothers_statement(hall, secretary, chair):
    act = hall.act(secretary)
    number = states.state(act, "integrity-sites", 2)
    with pytest.raises(Denied) as denied:
        states.withdraw(hall.act(chair), row_of(act, number))
    assert denied.value.needed == (Post.SECRETARY,)


def test_whoever_went_to_a_post_that_cannot_know_it_takes_nothing_back(hall, secretary):
    number = states.state(hall.act(secretary), "integrity-sites", 2)
    hall.uow.grants.end(secretary.id, NOW)
    moved = hall.appoint(Post.TOWN_ASSETS, "town", secretary.person_id)
    act = hall.act(moved, "first")
    with pytest.raises(Denied):
        states.withdraw(act, row_of(act, number))


def test_what_waits_is_offered_to_those_who_may_confirm_it(hall, secretary, chair, office):
    states.state(hall.act(secretary), "integrity-sites", 3)
    assert [row.said["name"] for row in states.waiting(hall.act(chair))] == ["integrity-sites"]
    assert states.waiting(hall.act(office, "first"))
    assert states.waiting(hall.act(secretary)) == []


def test_a_count_that_only_a_target_asks_for_is_stated_by_whose_it_is(hall):
    hall.uow.enrolments.add(hall.places["first"], "xx-city-plan", NOW.date())
    hall.uow.enrolments.add(hall.places["first"], "sanguan-2022", NOW.date())
    known = states.kinds(hall.book())
    assert Post.SECRETARY in known["legal-guides"].posts
    assert known["clean-villages"].posts == TOWN_POSTS


def test_what_is_said_is_in_the_audit_without_a_word(hall, secretary):
    states.state(hall.act(secretary), "integrity-sites", 3)
    assert hall.audited()[-1] == "state.say"


def test_what_somebody_says_of_his_own_village_in_a_towns_post_waits_for_another(
    hall, clerk, office
):
    town = hall.appoint(Post.TOWN_OFFICE, "town", person=clerk.person_id)
    act = hall.act(town, "first")
    number = states.state(act, "integrity-sites", 3)
    assert row_of(act, number).status == "open"
    with pytest.raises(OwnRecord):
        states.confirm(act, row_of(act, number))
    states.confirm(hall.act(office, "first"), row_of(act, number))
    assert row_of(act, number).status == "confirmed"


def test_the_towns_word_takes_nothing_of_the_villages_back(hall, secretary, office):
    act = hall.act(secretary)
    number = states.state(act, "integrity-sites", 3)
    states.state(hall.act(office, "first"), "integrity-sites", 1)
    assert row_of(act, number).status == "open"
    assert (item(hall, 20).score, item(hall, 20).basis) == (Decimal(4), "confirmed")
    assert states.waiting(hall.act(hall.appoint(Post.TOWN_DISCIPLINE, "town"), "first")) == []


def test_what_only_a_system_knows_is_not_confirmed_by_the_supervisors(hall, clerk, chair, centre):
    by = {"by_id": clerk.person_id, "by_grant_id": clerk.id, "at": hall.now}
    said = {"name": "online-payment", "value": True, "seen_on": NOW.date()}
    act = hall.act(chair)
    row = row_of(act, hall.uow.facts.state("state", hall.places["first"], **said, **by))
    with pytest.raises(Denied) as denied:
        states.confirm(act, row)
    assert denied.value.needed == (Post.TOWN_ASSETS,)
    assert states.waiting(act) == []
    assert [each.id for each in states.waiting(hall.act(centre, "first"))] == [row.id]
