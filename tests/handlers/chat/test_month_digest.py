"""月初小结: once a month to the town's office, with its papers; that day no other digest."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from handlers.chat.month_digest import is_first_workday
from storage.tables import Job

SHANGHAI = ZoneInfo("Asia/Shanghai")


@pytest.mark.parametrize(
    ("day", "first"),
    [
        (date(2026, 7, 1), True),
        (date(2026, 7, 2), False),
        (date(2026, 8, 1), False),
        (date(2026, 8, 3), True),
        (date(2026, 10, 1), False),
        (date(2026, 10, 8), True),
    ],
)
def test_the_first_working_day_of_a_month(day, first):
    assert is_first_workday(day) is first


def morning(stage, day, hour=9):
    stage.now = datetime(day.year, day.month, day.day, hour, tzinfo=SHANGHAI)
    stage.tick()


def digests(phone):
    return [card for card in phone.cards() if card.kind == "month_digest"]


def test_on_the_first_working_day_the_town_hears_of_the_last_month(stage, town):
    morning(stage, date(2026, 8, 3))
    (card,) = digests(town)
    assert "7月小结" in card.text
    assert "应办" in card.text
    assert not [card for card in town.cards() if card.kind == "reminder"]


def test_it_comes_once_a_month_and_reminders_go_on_the_next_day(stage, town):
    for day in (date(2026, 8, 3), date(2026, 8, 4), date(2026, 8, 5)):
        morning(stage, day)
    assert len(digests(town)) == 1
    assert [card for card in town.cards() if card.kind == "reminder"]


def test_word_and_excel_are_ordered_with_it(stage, town):
    morning(stage, date(2026, 8, 3))
    with stage.begin() as uow:
        jobs = (
            uow._connection.execute(select(Job.__table__).order_by(Job.__table__.c.id))
            .mappings()
            .all()
        )
    (payload,) = [job["payload"] for job in jobs if job["kind"] == "make-document"]
    assert (payload["paper"], payload["card"]) == ("month-digest", digests(town)[0].token)
    assert payload["of"] == ["2026-07"]


def test_a_villages_people_get_none(stage, secretary):
    morning(stage, date(2026, 8, 3))
    assert digests(secretary) == []
