from dataclasses import replace
from datetime import date

import pytest

from handlers.services.book import open_book, open_books, reread
from rubric.facts import Record
from rubric.period import Period
from rubric.posts import SUPERVISOR_POSTS, VILLAGE_POSTS, Post
from storage.errors import OutOfScope
from storage.scope import Scope
from tests.handlers.services.hall import TODAY, WENLING, filed

PARTY, FINANCE = "disclosure-party", "disclosure-finance"


def occurrence(book, duty, period):
    return next(each for each in book.of(duty) if str(each.period) == period)


def test_a_book_is_opened_within_a_scope_only(hall):
    village = hall.places["first"]
    with pytest.raises(OutOfScope):
        open_book(hall.uow, hall.schemes, Scope.of([village + 1], ""), village, TODAY)


def test_a_village_of_no_scheme_is_kept_closed_to_strangers_too(hall):
    village = hall.uow.places.add("village", "新村", hall.places["town"])
    with pytest.raises(OutOfScope):
        open_book(hall.uow, hall.schemes, Scope.of([], ""), village, TODAY)
    book = open_book(hall.uow, hall.schemes, Scope.tick(), village, TODAY)
    assert (book.occurrences, book.scores(), book.party_groups) == ((), (), 0)


def test_many_books_opened_at_once_are_those_opened_one_by_one(hall, secretary):
    hall.log(secretary, PARTY, said_period="2026-07")
    villages = [hall.places["second"], hall.places["first"]]
    books = open_books(hall.uow, hall.schemes, Scope.tick(), villages, TODAY)
    alone = [open_book(hall.uow, hall.schemes, Scope.tick(), each, TODAY) for each in villages]
    assert (list(books), list(books.values())) == (villages, alone)
    assert [len(book.records) for book in alone] == [0, 1]


def test_a_village_enrolled_twice_in_one_scheme_is_scored_once(hall):
    hall.uow.enrolments.add(hall.places["first"], WENLING, date(2026, 3, 1))
    assert len(hall.book().scores()) == 1


def test_the_book_knows_the_records_on_file(hall, secretary):
    hall.log(secretary, PARTY, said_period="2026-07")
    book = hall.book()
    assert book.first_done(occurrence(book, PARTY, "2026-07")) == TODAY


def test_a_book_read_again_knows_what_was_written_meanwhile(hall, secretary):
    book = hall.book()
    hall.log(secretary, PARTY, said_period="2026-07")
    again = reread(book, hall.uow, Scope.tick())
    assert book.first_done(occurrence(book, PARTY, "2026-07")) is None
    assert again.first_done(occurrence(again, PARTY, "2026-07")) == TODAY
    assert again.scores() == hall.book().scores()


def test_a_book_reread_knows_what_was_written_since_and_the_rest_as_before(hall, secretary):
    known = hall.book()
    hall.log(secretary, PARTY, said_period="2026-07")
    again = reread(known, hall.uow, Scope.tick())
    assert again.enrolled == hall.book().enrolled != known.enrolled
    assert (again.village, again.today, again.words) == (known.village, known.today, known.words)


def test_the_earliest_day_that_counts_is_when_it_was_done(pages):
    book = pages.book(
        TODAY,
        filed(FINANCE, "2026-05", date(2026, 7, 3)),
        filed(FINANCE, "2026-05", date(2026, 6, 20)),
        filed(FINANCE, "2026-05", date(2026, 5, 20)),
    )
    assert book.first_done(occurrence(book, FINANCE, "2026-05")) == date(2026, 6, 20)


def test_a_returned_record_is_not_on_file(pages):
    returned = replace(filed(PARTY, "2026-06"), returned=TODAY)
    book = pages.book(TODAY, returned)
    assert book.first_done(occurrence(book, PARTY, "2026-06")) is None


def test_a_duty_of_two_schemes_is_owed_once(pages):
    alone = pages.book(TODAY)
    both = pages.of(TODAY, *alone.enrolled, pages.like(id="another"))
    assert both.occurrences == alone.occurrences
    assert len(both.scores()) == 2


def test_last_year_stands_beside_this_one(pages):
    years = {each.period.year for each in pages.book(date(2027, 1, 5)).occurrences}
    assert years == {2026, 2027}


def test_the_score_of_last_year_can_be_asked_for(pages):
    held = Record(duties=("branch-committee",), done_on=date(2026, 12, 1))
    (score,) = pages.book(date(2027, 1, 5), held).scores(2026)
    assert score.year == 2026


def test_a_scheme_without_points_has_no_score(pages):
    assert pages.of(TODAY, pages.like(kind="checklist")).scores() == ()


# --- what the village is held to ------------------------------------------------------------------


def test_nothing_due_before_joining_is_asked_for(pages):
    book = pages.book(TODAY, joined=date(2026, 7, 1))
    assert not book.asks_for(occurrence(book, PARTY, "2026-06"))
    assert book.asks_for(occurrence(book, FINANCE, "2026-06"))


def test_a_closed_year_asks_for_nothing(pages):
    winter, spring = pages.book(date(2026, 2, 28)), pages.book(date(2026, 3, 1))
    assert winter.asks_for(occurrence(winter, FINANCE, "2025-11"))
    assert not spring.asks_for(occurrence(spring, FINANCE, "2025-11"))


def test_the_scheme_joined_first_holds_the_village_to_what_both_owe(pages):
    other = pages.like(joined=date(2026, 1, 1), duties={PARTY: pages.scheme.duties[PARTY]})
    book = pages.of(TODAY, pages.like(joined=date(2026, 7, 1)), other)
    assert book.asks_for(occurrence(book, PARTY, "2026-03"))
    assert not book.asks_for(occurrence(book, "branch-committee", "2026-03"))


# --- words, rights, units -------------------------------------------------------------------------


def test_a_duty_is_called_as_people_call_it(pages):
    assert pages.book(TODAY).name("disclosure-finance") == "财务公开"


def test_rights_are_the_schemes(pages):
    book = pages.book(TODAY)
    assert book.doers("financial-review") == SUPERVISOR_POSTS | {Post.CLERK}
    assert book.confirmers("integrity-pledge") == {Post.TOWN_OFFICE, Post.TOWN_DISCIPLINE}


def test_what_no_scheme_names_the_village_logs_and_the_supervisors_confirm(pages):
    book = pages.book(TODAY)
    assert book.doers("supervision-visit") == VILLAGE_POSTS | SUPERVISOR_POSTS
    assert book.confirmers("supervision-visit") == SUPERVISOR_POSTS


def test_only_who_may_confirm_every_duty_confirms_the_record(pages):
    book = pages.book(TODAY)
    assert book.confirmers("party-day", "integrity-education") == SUPERVISOR_POSTS
    assert not book.confirmers("party-day", "integrity-pledge")


def test_a_period_is_named_where_any_scheme_needs_it(pages):
    book = pages.book(TODAY)
    assert book.names_period(PARTY)
    assert not book.names_period("branch-committee")
    assert not book.names_period("joint-meeting")


def test_only_a_duty_of_several_groups_has_units(pages):
    book = pages.book(TODAY, groups=2)
    assert book.several_units("group-meeting")
    assert not book.several_units("branch-committee")
    assert not pages.book(TODAY, groups=1).several_units("group-meeting")


def test_every_group_has_its_occurrences(pages):
    book = pages.book(TODAY, groups=2)
    july = [
        each.unit for each in book.of("group-meeting") if each.period == Period.parse("2026-07")
    ]
    assert july == [1, 2]


def test_whoever_any_scheme_names_may_log_a_duty(pages):
    duty = pages.scheme.duties[PARTY]
    towns = duty.model_copy(update={"done_by": (Post.TOWN_OFFICE,)})
    book = pages.of(TODAY, pages.like(duties={PARTY: towns}), pages.like())
    assert book.doers(PARTY) == VILLAGE_POSTS | {Post.TOWN_OFFICE}


def test_only_a_year_that_is_scored_is_ever_closed(pages):
    book = pages.of(TODAY, pages.like(kind="checklist"))
    assert book.year_open(book.enrolled[0].scheme, 2025)
    assert not book.year_open(pages.scheme, 2025)
