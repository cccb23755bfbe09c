"""The city's home: what waits, and nothing that ranks a village."""

import pytest

from storage.scope import Scope
from tests.handlers.chat.city_hall import CityHall


@pytest.fixture
def county(stage):
    made = CityHall(stage)
    with made.at_work() as procedure:
        procedure.sealed(first=95, second=91, third=65)
        procedure.quota(2)
        procedure.nominated("first")
    return made


def test_home_counts_what_is_sealed_and_what_waits(county):
    card = county.phone("bureau").say("你好")
    assert card.kind == "home_city"
    assert "镇级评分：已封存 3/10 村（不晚于7月31日）" in card.text
    assert "抽查：待抽签 2，抽中待查 0，可确认达标 0" in card.text
    assert "评定：上报 1，已评定 0" in card.text
    assert "示例一村" not in card.text


def test_its_first_button_is_what_waits(county):
    card = county.phone("bureau").say("你好")
    assert next(iter(card.buttons)) == "抽查（2村）"
    assert county.phone("bureau").tap("抽查（2村）", card).kind == "spot_list"


def test_another_year_is_one_tap_away(county):
    bureau = county.phone("bureau")
    card = bureau.do("你好", "#看2025年")
    assert "2025年清廉村居认定" in card.text
    assert "2026年" in bureau.tap("看2026年", card).text


def test_the_towns_progress_names_towns_only(county):
    card = county.phone("bureau").do("你好", "#各镇进度")
    assert "示例镇　封存 3/10，达标 0/10，上报 1" in card.text
    assert "示例一村" not in card.text


def test_a_partner_has_the_panels_home(county):
    card = county.phone("partner").say("你好")
    assert "评定" in card.buttons
    assert not any("抽查" in label for label in card.buttons)


def test_without_points_there_is_nothing_to_recognise(stage):
    county = CityHall(stage)
    with stage.begin() as uow:
        for row in uow.enrolments.current(Scope.tick(), stage.now.date()):
            uow._connection.exec_driver_sql(
                "UPDATE enrolment SET scheme_id = 'sanguan-2022' WHERE id = ?", (row.id,)
            )
    assert "没有按分数认定的考核办法" in county.phone("bureau").say("你好").text
    assert county.phone("bureau").say("抽查").kind == "not_now"
