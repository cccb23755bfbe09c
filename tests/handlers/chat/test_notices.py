from collections import Counter
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from handlers.chat.notices import MONTHLY, WEEKLY
from storage.tables import Outbox

SHANGHAI = ZoneInfo("Asia/Shanghai")


def unasked(stage, chat: str):
    """What a chat was sent without asking, oldest first."""
    outbox = Outbox.__table__
    with stage.begin() as uow:
        rows = uow._connection.execute(
            select(outbox).where(outbox.c.chat_id == chat, ~outbox.c.asked).order_by(outbox.c.id)
        )
        return list(rows.mappings())


def at(stage, day: date, hour: int = 9) -> None:
    stage.now = datetime(day.year, day.month, day.day, hour, tzinfo=SHANGHAI)
    stage.tick()


def days(first: date, count: int):
    return [first + timedelta(days=number) for number in range(count)]


def told(phone) -> list[str]:
    return [card.text for card in phone.cards() if card.kind == "reminder"]


def test_one_message_a_morning_lists_all_that_is_owed(stage, secretary):
    at(stage, date(2026, 7, 16))
    (text,) = told(secretary)
    assert "5月财务公开,逾期16天".replace(",", "") in text.replace("，", "").replace(",", "")


def test_the_same_morning_says_nothing_twice(stage, secretary):
    at(stage, date(2026, 7, 16))
    at(stage, date(2026, 7, 16), 11)
    assert len(told(secretary)) == 1


def test_nothing_is_said_at_night_or_on_a_day_off(stage, secretary):
    at(stage, date(2026, 7, 16), 7)
    at(stage, date(2026, 7, 16), 21)
    at(stage, date(2026, 7, 18))
    assert not told(secretary)


def test_a_make_up_sunday_is_a_working_day(stage, secretary):
    at(stage, date(2026, 9, 20))
    assert told(secretary)


def test_three_working_days_before_its_due_day_the_doer_is_told(stage, secretary, chair):
    for day in days(date(2026, 7, 16), 13):
        at(stage, day)
    assert any("7月支委会" in text for text in told(secretary))
    assert not any("7月支委会" in text for text in told(chair))


def test_forty_days_on_at_once_only_the_newest_stage_is_told_and_once(stage, secretary):
    at(stage, date(2026, 8, 24))
    at(stage, date(2026, 8, 25))
    first, *rest = told(secretary)
    assert not rest
    card = next(card for card in secretary.cards() if card.kind == "reminder")
    owed = Counter(each["key"] for each in data_of(stage, card.token)["owed"])
    assert set(owed.values()) == {1}
    assert first


def data_of(stage, token: str):
    with stage.begin() as uow:
        return uow.cards.by_token(token).data


@pytest.mark.parametrize(
    "first", [date(2026, 7, 16), pytest.param(date(2026, 11, 2), marks=pytest.mark.drill)]
)
def test_a_person_of_a_village_hears_from_us_within_the_limits(stage, first):
    for day in days(first, 60):
        at(stage, day)
    for chat in ("1001", "1002"):
        sent = [row["created_at"] for row in unasked(stage, chat)]
        assert sent
        for moment in sent:
            assert sum(moment <= other < moment + timedelta(days=7) for other in sent) <= WEEKLY
            assert sum(moment <= other < moment + timedelta(days=30) for other in sent) <= MONTHLY


@pytest.mark.drill
def test_nothing_that_fell_due_remains_untold(stage, secretary):
    for day in days(date(2026, 7, 16), 60):
        at(stage, day)
    every = {
        (each["key"], each["stage"])
        for card in secretary.cards()
        if card.kind == "reminder"
        for each in data_of(stage, card.token)["owed"]
    }
    assert ("branch-committee/2026-07/1", "late-1") in every
    assert ("disclosure-finance/2026-06/1", "late-1") in every


def test_stopped_for_three_days_it_tells_what_it_missed_in_one_message(stage, secretary):
    at(stage, date(2026, 7, 28))
    before = len(told(secretary))
    at(stage, date(2026, 8, 3))
    after = told(secretary)
    assert len(after) == before + 1
    assert "7月支委会" in after[-1]


def test_the_town_is_told_only_of_what_is_long_overdue(stage, town):
    at(stage, date(2026, 7, 16))
    (card,) = [card for card in town.cards() if card.kind == "reminder"]
    assert "看逾期" in card.buttons


def test_what_was_done_is_not_reminded_of(stage, secretary):
    secretary.say("今天支委会,5人参加")
    for day in days(date(2026, 7, 16), 20):
        at(stage, day)
    assert not any("7月支委会" in text for text in told(secretary))


def test_three_working_days_before_national_day_the_village_is_reminded_of_integrity(
    stage, secretary
):
    for day in days(date(2026, 9, 18), 12):
        at(stage, day)
    texts = [card.text for card in secretary.cards() if card.kind == "holiday"]
    assert ["中秋节、国庆节将至" in text for text in texts] == [True]


def test_one_tap_on_the_holiday_note_logs_an_integrity_education(stage, secretary):
    for day in days(date(2026, 9, 18), 5):
        at(stage, day)
    card = next(card for card in secretary.cards() if card.kind == "holiday")
    secretary.tap("已开提醒会", card)
    assert "廉洁教育" in secretary.newest().text


def test_in_january_last_year_is_still_open_beside_the_new_one(stage, secretary):
    for day in days(date(2027, 1, 4), 28):
        at(stage, day)
    every = {
        each["key"]
        for card in secretary.cards()
        if card.kind == "reminder"
        for each in data_of(stage, card.token)["owed"]
    }
    assert "disclosure-finance/2026-12/1" in every
    assert "branch-committee/2027-01/1" in every
