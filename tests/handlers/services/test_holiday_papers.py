from datetime import date

from handlers.services.holiday_papers import holiday_paper
from handlers.services.workdays import is_tentative


def paper(hall, today, festival="", place="town"):
    return holiday_paper(hall.uow, hall.places[place], today, festival)


def test_the_next_holiday_is_meant_unless_one_is_named(hall):
    assert paper(hall, date(2026, 7, 15)).holiday.name == "中秋节"
    assert "国庆节" in paper(hall, date(2026, 7, 15), "国庆").holiday.name


def test_a_holiday_that_has_begun_is_still_the_next(hall):
    labour = paper(hall, date(2026, 5, 2)).holiday
    assert (labour.name, labour.first) == ("劳动节", date(2026, 5, 1))
    assert paper(hall, labour.last.replace(day=labour.last.day + 1)).holiday != labour


def test_at_the_year_s_end_the_next_year_s_new_year_is_next(hall):
    assert "元旦" in paper(hall, date(2026, 12, 20)).holiday.name


def test_days_to_be_worked_near_it_are_told_and_are_weekends(hall):
    made = paper(hall, date(2026, 9, 27), "国庆")
    assert made.make_up
    assert all(day.weekday() >= 5 for day in made.make_up)


def test_of_days_not_announced_none_is_said_to_be_worked(hall):
    assert is_tentative(2029)
    made = paper(hall, date(2029, 9, 1), "国庆")
    assert made.holiday.tentative
    assert made.make_up == ()


def test_the_letter_comes_from_the_town_and_names_its_contact(hall):
    made = paper(hall, date(2026, 7, 15))
    assert (made.issuer, made.contact) == ("示例镇", "示例镇清廉办 0576-00000000")
    assert paper(hall, date(2026, 7, 15), place="first").issuer == "示例镇"
    assert paper(hall, date(2026, 7, 15), place="city").issuer == "示例市"


def test_a_festival_that_is_no_holiday_has_no_letter(hall):
    assert paper(hall, date(2026, 7, 15), "圣诞") is None
