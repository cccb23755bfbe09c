import pytest

from handlers.services.actor import acting, actor_of, contact, office_above
from rubric.posts import Post
from tests.handlers.services.hall import NOW, TODAY, moment


def bound(hall, grant):
    return hall.uow.people.bind(grant.person_id, "2001", "2001", NOW)


def chosen(hall, grant, choice):
    hall.uow.people.choose_grant(bound(hall, grant).id, choice.id)
    return actor_of(hall.uow, hall.uow.people.account_of("2001"), NOW)


def test_whoever_holds_one_post_acts_in_it(hall, secretary):
    actor = actor_of(hall.uow, bound(hall, secretary), NOW)
    assert (actor.post, actor.place, actor.name) == (Post.SECRETARY, "first村", "示例村党组织书记")


def test_of_several_posts_the_chosen_one_acts_else_the_first(hall, secretary):
    second = hall.appoint(Post.CLERK, "second", secretary.person_id)
    assert actor_of(hall.uow, bound(hall, secretary), NOW).grant_id == secretary.id
    assert chosen(hall, secretary, second).grant_id == second.id


def test_a_chosen_post_that_has_ended_gives_way(hall, secretary):
    second = hall.appoint(Post.CLERK, "second", secretary.person_id)
    hall.uow.grants.end(second.id, NOW)
    assert chosen(hall, secretary, second).grant_id == secretary.id


def test_anothers_grant_cannot_be_chosen(hall, secretary, office):
    assert chosen(hall, secretary, office).grant_id == secretary.id


def test_whoever_holds_no_post_any_more_is_nobody(hall, secretary):
    hall.uow.grants.end(secretary.id, NOW)
    assert actor_of(hall.uow, bound(hall, secretary), NOW) is None


def test_a_post_is_held_from_its_day_on(hall):
    grant = hall.appoint(Post.CLERK, since=moment(2026, 8, 1))
    assert actor_of(hall.uow, bound(hall, grant), NOW) is None


@pytest.mark.parametrize(
    ("post", "place", "seen"),
    [
        (Post.SECRETARY, "first", {"first"}),
        (Post.SUPERVISOR, "first", {"first"}),
        (Post.TOWN_OFFICE, "town", {"first", "second"}),
        (Post.CITY_PANEL, "city", {"first", "second", "far"}),
    ],
)
def test_a_post_sees_the_villages_at_or_below_its_place(hall, post, place, seen):
    actor = acting(hall.uow, hall.appoint(post, place))
    assert actor.scope.villages == {hall.places[name] for name in seen}


@pytest.mark.parametrize(
    ("post", "place", "kinds"),
    [
        (Post.CLERK, "first", (True, False, True)),
        (Post.SUPERVISOR_CHAIR, "first", (False, True, True)),
        (Post.TOWN_ASSETS, "town", (False, False, False)),
    ],
)
def test_a_post_is_of_the_village_of_its_supervisors_or_above(hall, post, place, kinds):
    actor = acting(hall.uow, hall.appoint(post, place))
    assert (actor.of_village, actor.supervises, actor.in_village) == kinds


def test_everybody_knows_the_towns_contact(hall, secretary, office):
    for grant in (secretary, office):
        assert contact(hall.uow, acting(hall.uow, grant)) == "示例镇清廉办 0576-00000000"


# --- who answers for a place ----------------------------------------------------------------------


def test_a_village_turns_to_its_own_towns_office(hall, office):
    hall.appoint(Post.TOWN_OFFICE, "west")
    hall.appoint(Post.TOWN_DISCIPLINE, "town")
    assert office_above(hall.uow, hall.places["first"], TODAY) == [office]


def test_a_town_and_the_city_turn_to_who_runs_the_programme(hall):
    runner = hall.appoint(Post.CITY_AGRICULTURE, "city")
    for place in ("town", "city"):
        assert office_above(hall.uow, hall.places[place], TODAY) == [runner]


def test_without_a_town_office_the_next_above_answers(hall):
    runner = hall.appoint(Post.OPERATOR, "city")
    assert office_above(hall.uow, hall.places["first"], TODAY) == [runner]


def test_where_nobody_holds_an_office_nobody_answers(hall):
    assert office_above(hall.uow, hall.places["first"], TODAY) == []
