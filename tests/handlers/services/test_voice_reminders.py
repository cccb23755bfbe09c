from datetime import timedelta

import pytest

from handlers.services import voice_reminders, voices
from handlers.services.actor import acting
from tests.handlers.services.hall import NOW


@pytest.fixture
def owed(hall, office):
    """What the town office is to answer so many days after 15 July (a Wednesday)."""

    def owed(days=0, grant=None, village="first"):
        day = NOW.date() + timedelta(days=days)
        found = voice_reminders.owed_to(hall.uow, grant or office, day)
        of = hall.places[village]
        return [(each.stage.id, each.label) for place, each in found if place == of]

    return owed


@pytest.fixture
def voice(hall, secretary, office):
    assert office
    return voices.hear(hall.uow, acting(hall.uow, secretary), "complaint", "审批太慢", NOW)


@pytest.mark.usefixtures("voice")
def test_the_office_is_told_the_working_day_before_and_when_the_answer_is_late(owed):
    assert owed(5) == []
    assert owed(6) == [("answer-before", "答复投诉")]
    assert owed(8) == [("answer-late-1", "答复投诉")]
    assert owed(19) == [("answer-late-10", "答复投诉")]


@pytest.mark.usefixtures("voice")
def test_nobody_else_is_told_and_no_other_village_is_meant(owed, secretary):
    assert owed(8, secretary) == []
    assert owed(8, village="second") == []


def test_what_is_answered_is_owed_no_more(hall, office, owed, voice):
    row = hall.uow.feedback.get(voice)
    voices.answer(hall.uow, acting(hall.uow, office), row, "已处理", NOW)
    assert owed(8) == []
