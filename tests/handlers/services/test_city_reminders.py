from datetime import date

import pytest

from handlers.services.city_reminders import owed_to
from storage.facts import NewEvent
from storage.scope import Scope
from tests.handlers.services.hall import WENLING


@pytest.fixture
def owed(hall, schemes):
    return lambda day: [
        (each.stage.id, each.label, each.due)
        for each in owed_to(hall.uow, schemes, Scope.tick(), day)
    ]


def test_the_city_is_reminded_before_the_thirtieth_of_november_and_after_it(owed):
    assert owed(date(2026, 11, 24)) == []
    assert owed(date(2026, 11, 26)) == [("before", "认定名单", date(2026, 11, 30))]
    assert owed(date(2026, 12, 1)) == [("late-1", "认定名单", date(2026, 11, 30))]


def test_a_confirmed_list_is_owed_no_more(hall, owed, office):
    signed = hall.act(office, "first").signed
    village = hall.places["first"]
    put_forward = {"scheme_id": WENLING, "year": 2026, "standing": "demonstration"}
    number = hall.uow.facts.state("recognition", village, **put_forward, **signed)
    assert owed(date(2026, 12, 1))
    done = NewEvent(kind="confirm", on_day=date(2026, 11, 28), **signed)
    hall.uow.facts.event("recognition", number, village, done)
    assert owed(date(2026, 12, 1)) == []
