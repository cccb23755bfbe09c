"""The one gate through which the clock speaks: limits for a person, and a place for greetings."""

from datetime import date, timedelta

import pytest

from handlers.chat.unasked import greeting_near, may_speak, speak
from handlers.services.actor import actor_of


@pytest.fixture
def gate(stage):
    """Whether a phone's holder may be spoken to now; and speaking to him."""

    def gate(phone, *, keep=0, say=False):
        with stage.begin() as uow:
            scene = stage.turn(uow, phone.id).scene
            grant = uow.grants.get(
                actor_of(uow, uow.people.account_of(phone.id), scene.now).grant_id
            )
            if say:
                speak(scene, grant, "ok")
            return may_speak(scene, grant, keep=keep)

    return gate


def test_one_message_a_day_and_two_a_week(stage, secretary, gate):
    assert gate(secretary)
    assert not gate(secretary, say=True)
    stage.now += timedelta(days=1)
    assert gate(secretary)
    gate(secretary, say=True)
    stage.now += timedelta(days=1)
    assert not gate(secretary)
    stage.now += timedelta(days=6)
    assert gate(secretary)


def test_six_in_thirty_days(stage, secretary, gate):
    for _ in range(6):
        assert gate(secretary)
        gate(secretary, say=True)
        stage.now += timedelta(days=4)
    assert not gate(secretary)
    stage.now += timedelta(days=7)
    assert gate(secretary)


def test_a_town_hears_once_a_day_as_often_as_there_is_something(stage, town, gate):
    for _ in range(10):
        assert gate(town)
        assert not gate(town, say=True)
        stage.now += timedelta(days=1)


def test_a_place_can_be_kept(secretary, stage, gate):
    assert gate(secretary, keep=1)
    gate(secretary, say=True)
    stage.now += timedelta(days=1)
    assert not gate(secretary, keep=1)
    assert gate(secretary)


@pytest.mark.parametrize(
    ("day", "near"),
    [(date(2026, 7, 15), False), (date(2026, 9, 16), True), (date(2026, 9, 1), False)],
)
def test_the_week_before_a_festivals_greeting_is_known(day, near):
    assert greeting_near(day) is near
