from datetime import date

import pytest

from handlers.services import findings
from handlers.services.settled_since import STAGE, settled_for
from storage.scope import Scope
from tests.handlers.services.hall import NOW

COMMITTEE = "branch-committee"
KEY = f"{COMMITTEE}/2026-07/1"


@pytest.fixture
def tell(hall, office):
    """The town's official is told of something in the village, at a stage."""

    def tell(key=KEY, stage="late-10"):
        village = hall.places["first"]
        assert hall.uow.reminders.claim(village, key, stage, office.person_id, NOW)

    return tell


@pytest.fixture
def settled(hall, office):
    return lambda: [
        each.label
        for each in settled_for(
            hall.uow,
            {hall.places[name]: hall.book(name) for name in ("first", "second")},
            office.person_id,
        )
    ]


def test_what_a_town_was_told_of_is_told_when_it_is_done(hall, secretary, tell, settled):
    tell()
    assert settled() == []
    hall.log(secretary, COMMITTEE, on=date(2026, 7, 14))
    assert settled() == ["7月支委会"]


def test_what_it_was_not_told_of_is_no_news(hall, secretary, settled):
    hall.log(secretary, COMMITTEE, on=date(2026, 7, 14))
    assert settled() == []


def test_it_is_told_once(hall, secretary, tell, settled):
    tell()
    tell(stage="late-20")
    hall.log(secretary, COMMITTEE, on=date(2026, 7, 14))
    assert settled() == ["7月支委会"]
    tell(stage=STAGE)
    assert settled() == []


def test_a_finding_that_came_to_its_end_is_news_too(hall, chair, clerk, tell, settled):
    number = findings.raise_(hall.act(chair), "没有联审联签")
    tell(f"finding:{number}")
    assert settled() == []

    def row():
        return hall.uow.findings.get(number, Scope.tick())

    findings.remedied(hall.act(clerk), row(), "已补签")
    findings.settle(hall.act(chair), row())
    assert settled() == [f"问题{row().reference}整改"]


def test_it_is_news_of_its_own_village_alone(hall, secretary, office, settled):
    assert hall.uow.reminders.claim(hall.places["second"], KEY, "late-10", office.person_id, NOW)
    hall.log(secretary, COMMITTEE, on=date(2026, 7, 14))
    assert settled() == []
