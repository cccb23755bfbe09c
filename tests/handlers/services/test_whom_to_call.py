"""Whom a person calls: never nobody."""

from handlers.services.actor import acting, contact
from handlers.services.whom_to_call import (
    NOBODY,
    contact_for_strangers,
    contact_of_former,
)
from rubric.posts import Post
from tests.handlers.services.hall import NOW


def test_the_town_tells_how_it_is_reached(hall, secretary):
    assert contact(hall.uow, acting(hall.uow, secretary)) == "示例镇清廉办 0576-00000000"


def test_a_town_without_a_contact_is_called_by_who_holds_its_office(hall):
    chair = hall.appoint(Post.SUPERVISOR_CHAIR, "far")
    assert contact(hall.uow, acting(hall.uow, chair)) == NOBODY
    hall.appoint(Post.CITY_AGRICULTURE, "city", hall.person("示例乙"))
    assert contact(hall.uow, acting(hall.uow, chair)) == "市农业农村和水利局 示例乙"
    office = hall.appoint(Post.TOWN_OFFICE, "west", hall.person("示例丙"))
    assert contact(hall.uow, acting(hall.uow, chair)) == "镇清廉办 示例丙"
    assert contact(hall.uow, acting(hall.uow, office)) == "市农业农村和水利局 示例乙", "not himself"


def test_the_panel_calls_who_runs_the_programme_and_he_the_operator(hall):
    partner = hall.appoint(Post.CITY_PANEL, "city")
    bureau = hall.appoint(Post.CITY_AGRICULTURE, "city", hall.person("示例乙"))
    assert contact(hall.uow, acting(hall.uow, partner)) == "市农业农村和水利局 示例乙"
    hall.appoint(Post.OPERATOR, "city", hall.person("示例丁"))
    assert contact(hall.uow, acting(hall.uow, bureau)) == "管理员 示例丁"


def test_whoever_lost_his_post_calls_the_office_over_it(hall, secretary):
    hall.uow.grants.end(secretary.id, NOW)
    assert contact_of_former(hall.uow, secretary.person_id) == "示例镇清廉办 0576-00000000"
    assert contact_of_former(hall.uow, hall.person("示例戊")) == ""


def test_a_stranger_is_told_a_town_only_where_there_is_one(hall):
    assert contact_for_strangers(hall.uow) == ""
    hall.uow.places.describe(hall.places["city"], {}, "市农业农村和水利局 0576-11111111")
    assert contact_for_strangers(hall.uow) == "市农业农村和水利局 0576-11111111"
