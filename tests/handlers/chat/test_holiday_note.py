"""节前廉洁提醒: when it is said, and what one tap on it logs."""

from datetime import date

from tests.handlers.chat.test_notices import at, days


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
