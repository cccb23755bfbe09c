"""What a sheet of the city's levels says of how it came about."""

import pytest

from handlers.services.level_readings import level_readings
from rubric.posts import Post
from storage.scorings import NewScoring


@pytest.fixture
def scoring(procedure):
    """A scoring at any level, with the events named."""

    def scoring(level, *kinds, items=()):
        uow, signed = procedure.hall.uow, procedure.city.signed
        of = {"village_id": procedure.village("first"), "scheme_id": "wenling-2022", "year": 2026}
        number = uow.scorings.open(NewScoring(**of, level=level, items=items, **signed))
        for kind in kinds:
            uow.scorings.event(number, kind, **signed)
        return uow.scorings.get(number, procedure.city.actor.scope)

    return scoring


def told(procedure, row):
    return level_readings(procedure.act(procedure.bureau, "first"), row)


def test_a_towns_sheet_says_nothing_more(procedure, scoring):
    assert told(procedure, scoring("town", "submit", "seal")) == []


def test_a_spot_check_names_the_drawn_items(procedure, scoring):
    (line,) = told(procedure, scoring("spot", items=(1, 5, 20)))
    assert "本次查第1、5、20项,其余照镇级评分" in line


def test_a_joint_evaluation_names_who_signed(procedure, scoring):
    *_, line = told(procedure, scoring("city", "submit", "sign", "seal"))
    assert line == "已签署:示例市农业农村和水利局(市农业农村和水利局)。"


def test_a_joint_evaluation_names_who_abstained(procedure, scoring):
    bound = procedure.hall.appoint(Post.CITY_PANEL, "city", procedure.hall.person("示例丁"))
    procedure.hall.appoint(Post.SECRETARY, "first", bound.person_id)
    assert told(procedure, scoring("city", "submit", "seal"))[-1] == "回避:示例丁(市联合认定组)。"
