from datetime import date

import pytest

from handlers.services.grade_papers import grade_papers
from rubric import facts

TANGJIAFANG = "tangjiafang-2020"
JOINED = date(2025, 3, 1)


@pytest.fixture
def county(hall):
    hall.uow.enrolments.add(hall.places["first"], TANGJIAFANG, JOINED)
    return hall


def paper(hall, today=None):
    book = hall.book(today=today or date(2026, 7, 15))
    (made,) = grade_papers(hall.uow, book, book.today.year)
    return made


def stated(hall, office, *known):
    signed = hall.act(office, "first").signed
    for fact in known:
        hall.uow.facts.add(hall.places["first"], TANGJIAFANG, fact, **signed)


def row(made, no):
    return next(each for part in made.sections for each in part.items if each.item.no == no)


def test_all_fourteen_items_stand_under_their_four_aspects(county):
    made = paper(county)
    assert [part.section.no for part in made.sections] == [1, 2, 3, 4]
    assert [each.item.no for part in made.sections for each in part.items] == list(range(1, 15))
    assert (made.village, made.town) == ("first村", "示例镇")


def test_each_level_s_newest_grade_of_the_cycle_is_shown(county, office):
    stated(
        county,
        office,
        facts.Grade(item=1, grade="fair", by="village", on=date(2025, 4, 1)),
        facts.Grade(item=1, grade="good", by="village", on=date(2026, 4, 1)),
        facts.Grade(item=1, grade="poor", by="village", on=date(2024, 4, 1)),
        facts.Grade(item=1, grade="fairly-good", by="town-committee", on=date(2026, 5, 1)),
    )
    village, discipline, committee = row(paper(county), 1).grades
    assert (village.grade, committee.grade) == ("good", "fairly-good")
    assert discipline is None


def test_grades_of_a_later_day_are_not_shown_yet(county, office):
    stated(county, office, facts.Grade(item=1, grade="good", by="village", on=date(2026, 7, 10)))
    assert row(paper(county, date(2026, 7, 9)), 1).grades == (None, None, None)


def test_the_cycle_begins_with_enrolment_unless_another_day_was_entered(county):
    assert paper(county).starts == JOINED


def test_only_the_negative_list_s_window_counts(county, office):
    inside, outside = date(2024, 3, 1), date(2024, 2, 29)
    stated(
        county,
        office,
        facts.NegativeEntry(kind="eight-rules", on=inside),
        facts.NegativeEntry(kind="eight-rules", on=outside),
    )
    assert [each.on for each in paper(county).negatives] == [inside]


def test_an_item_that_does_not_apply_carries_the_reason_that_was_given(county, office):
    signed = county.act(office, "first").signed
    said = {"scheme_id": TANGJIAFANG, "item": 8, "reason": "村里没有党委"}
    county.uow.facts.state("not_applicable", county.places["first"], **said, **signed)
    assert row(paper(county), 8).reason == "村里没有党委"
    assert not row(paper(county), 8).applies
    assert row(paper(county), 9).applies


def test_the_ledger_of_the_cycle_stands_behind_it(county, secretary):
    for day in (date(2025, 2, 1), date(2025, 4, 1), date(2026, 5, 1)):
        county.log(secretary, "party-day", on=day)
    (work,) = paper(county).work
    assert work.days == (date(2025, 4, 1), date(2026, 5, 1))


def test_a_village_without_such_a_scheme_has_no_paper(hall):
    assert grade_papers(hall.uow, hall.book(), 2026) == ()
