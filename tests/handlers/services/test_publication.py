from datetime import date

from handlers.services import publication
from tests.handlers.services.hall import TODAY, filed, monthly

PARTY, VILLAGE, FINANCE = publication.PARTS
JOINED = date(2026, 1, 1)


def months(book):
    return [(str(part.occurrence.period), part.shown_on) for part in publication.parts(book)]


def board(*finance: int):
    """Everything shown until June, of the accounts these months."""
    shown = (*monthly(PARTY, 2026, *range(1, 7)), *monthly(VILLAGE, 2026, *range(1, 7)))
    return (*shown, *monthly(FINANCE, 2026, *finance), filed(FINANCE, "2025-12"))


def test_each_part_shows_its_oldest_month_that_is_missing(pages):
    book = pages.book(TODAY, *board(1, 2, 3, 6), joined=JOINED)
    assert months(book) == [("2026-07", None), ("2026-07", None), ("2026-04", None)]


def test_a_part_that_is_complete_shows_the_newest_month_and_its_day(pages):
    shown = filed(PARTY, "2026-07", date(2026, 7, 3))
    book = pages.book(TODAY, *board(1, 2, 3, 4, 5, 6), shown, joined=JOINED)
    assert months(book)[0] == ("2026-07", date(2026, 7, 3))
    assert months(book)[2] == ("2026-06", date(2026, 7, 1))


def test_a_year_that_is_closed_is_not_on_the_board(pages):
    book = pages.book(TODAY, *board(1, 2, 3, 4, 5))
    assert months(book)[2] == ("2026-06", None)


def test_accounts_shown_before_their_month_was_over_are_still_missing(pages):
    early = filed(FINANCE, "2026-06", date(2026, 6, 20))
    book = pages.book(TODAY, *board(1, 2, 3, 4, 5), early, joined=JOINED)
    assert months(book)[2] == ("2026-06", None)


def test_one_tap_makes_a_record_for_each_month(pages):
    book = pages.book(TODAY, *board(1, 2, 3, 4, 5), joined=JOINED)
    made = publication.entries(book, publication.PARTS)
    assert [(each.period, each.duties) for each in made] == [
        ("2026-07", (PARTY, VILLAGE)),
        ("2026-06", (FINANCE,)),
    ]
    assert {each.done_on for each in made} == {TODAY}


def test_only_the_part_that_was_tapped_is_written(pages):
    (entry,) = publication.entries(pages.book(TODAY, *board(), joined=JOINED), (VILLAGE,))
    assert (entry.period, entry.duties) == ("2026-07", (VILLAGE,))


def test_what_hangs_there_already_is_not_written_again(pages):
    shown = filed(PARTY, "2026-07", date(2026, 7, 3))
    book = pages.book(TODAY, *board(), shown, joined=JOINED)
    assert publication.entries(book, (PARTY,)) == ()


def test_a_scheme_without_disclosures_has_no_board(pages):
    book = pages.of(TODAY, pages.like(duties={}))
    assert publication.parts(book) == ()
