from datetime import date

import pytest

from handlers.services.sketch import (
    MOST_CHOICES,
    Question,
    Sketch,
    entries,
    from_reading,
    next_question,
    period_on,
    recent_days,
    with_day,
    with_period,
)
from rubric.utterance import Lexicon, understand
from tests.handlers.services.hall import filed, moment, monthly

PARTY, VILLAGE, FINANCE = "disclosure-party", "disclosure-village", "disclosure-finance"
BOARD = (PARTY, VILLAGE, FINANCE)
TODAY = date(2026, 7, 15)


def told(*duties, on=TODAY, **said) -> Sketch:
    return Sketch(text="", duties=duties, done_on=on, **said)


def periods(sketch, book):
    """What would be written: each record's duties by its period."""
    return {entry.period: entry.duties for entry in entries(sketch, book)}


def shown_but(*, party=(), village=(), finance=(), today=TODAY, pages=None):
    """A book of a village that joined in 2026 with these months still missing."""
    until = today.month
    records = [
        *monthly(PARTY, 2026, *(m for m in range(1, until + 1) if m not in party)),
        *monthly(VILLAGE, 2026, *(m for m in range(1, until + 1) if m not in village)),
        *monthly(FINANCE, 2026, *(m for m in range(1, until) if m not in finance)),
    ]
    held = [filed(*each) for each in ((VILLAGE, "2025-12"), (FINANCE, "2025-12"))]
    return pages.book(today, *records, *held, joined=date(2026, 1, 1))


# --- what a sentence says -------------------------------------------------------------------------


def test_a_sketch_survives_its_draft():
    sketch = told(PARTY, periods={PARTY: "2026-07"}, unit=2, heads=5, time="14:00", distinct=True)
    assert Sketch.load(sketch.dump()) == sketch
    assert Sketch.load(Sketch(text="支委会").dump()) == Sketch(text="支委会")


def test_a_sentence_is_taken_over_word_for_word(schemes):
    lexicon = Lexicon(schemes.vocabulary.duties.values())
    text = "昨天支委会，应到7人实到5人"
    sketch = from_reading(text, understand(text, moment(2026, 7, 15), lexicon))
    assert sketch.duties == ("branch-committee",)
    assert sketch.done_on == date(2026, 7, 14)
    assert (sketch.heads, sketch.heads_expected) == (5, 7)
    assert (sketch.text, sketch.ask_date) == (text, False)


def test_a_sentence_without_a_day_has_to_be_asked_for_it(schemes):
    lexicon = Lexicon(schemes.vocabulary.duties.values())
    assert from_reading("", understand("支委会开了", moment(2026, 7, 15), lexicon)).ask_date


# --- duty, unit, date -----------------------------------------------------------------------------


def test_the_duty_is_asked_first(pages):
    assert next_question(Sketch(text="", ask_date=True), pages.book(TODAY)) == Question("duty")


def test_a_day_that_is_open_is_asked(pages):
    sketch = told("branch-committee", on=None, ask_date=True)
    assert next_question(sketch, pages.book(TODAY)) == Question("date", "branch-committee")
    assert next_question(with_day(sketch, TODAY), pages.book(TODAY)) is None


def test_a_tap_that_asks_for_no_day_is_about_today(pages):
    (entry,) = entries(told("integrity-education", on=None), pages.book(TODAY))
    assert entry.done_on == TODAY


def test_the_days_offered_go_back_over_a_leap_day():
    assert recent_days(date(2028, 3, 1)) == (
        date(2028, 3, 1),
        date(2028, 2, 29),
        date(2028, 2, 28),
    )


@pytest.mark.parametrize(("said", "asked"), [(None, True), (3, True), (2, False), (1, False)])
def test_the_party_group_is_asked_when_none_is_said_or_one_that_is_not(pages, said, asked):
    question = next_question(told("group-meeting", unit=said), pages.book(TODAY, groups=2))
    assert question == (Question("unit", "group-meeting", ("1", "2")) if asked else None)


@pytest.mark.parametrize("groups", [0, 1])
def test_a_village_without_several_groups_is_not_asked_for_one(pages, groups):
    assert next_question(told("group-meeting"), pages.book(TODAY, groups=groups)) is None


def test_the_group_said_is_written(pages):
    (entry,) = entries(told("group-meeting", unit=2), pages.book(TODAY, groups=2))
    assert entry.unit == 2


# --- the month of a disclosure --------------------------------------------------------------------


def test_the_only_month_missing_needs_no_question(pages):
    book = shown_but(party=(7,), pages=pages)
    assert next_question(told(PARTY), book) is None
    assert periods(told(PARTY), book) == {"2026-07": (PARTY,)}


def test_years_before_the_village_joined_are_not_offered(pages):
    book = shown_but(party=(6, 7), pages=pages)
    assert next_question(told(PARTY), book).choices == ("2026-06", "2026-07")


def test_a_closed_year_is_not_offered(pages):
    book = pages.book(TODAY, *monthly(PARTY, 2026, *range(1, 6)))
    assert next_question(told(PARTY), book).choices == ("2026-06", "2026-07")


def test_with_everything_on_file_the_newest_months_are_offered(pages):
    book = shown_but(pages=pages)
    choices = next_question(told(PARTY), book).choices
    assert choices == ("2026-04", "2026-05", "2026-06", "2026-07")
    assert len(choices) == MOST_CHOICES


def test_the_newest_missing_months_are_offered_when_many_are(pages):
    book = pages.book(TODAY, joined=date(2026, 1, 1))
    assert next_question(told(PARTY), book).choices[-1] == "2026-07"
    assert len(next_question(told(PARTY), book).choices) == MOST_CHOICES


def test_a_month_said_is_written_even_where_others_are_missing(pages):
    book = pages.book(TODAY, joined=date(2026, 1, 1))
    assert next_question(told(PARTY, said_period="2026-02"), book) is None
    assert periods(told(PARTY, said_period="2026-02"), book) == {"2026-02": (PARTY,)}


def test_a_month_said_from_before_joining_is_written(pages):
    book = pages.book(TODAY, joined=date(2026, 7, 1))
    said = told(PARTY, said_period="2026-03", on=date(2026, 3, 20))
    assert periods(said, book) == {"2026-03": (PARTY,)}


def test_a_day_before_joining_is_asked_for_its_month(pages):
    book = pages.book(TODAY, joined=date(2026, 7, 1))
    choices = next_question(told(PARTY, on=date(2026, 3, 20)), book).choices
    assert choices == ("2025-12", "2026-01", "2026-02", "2026-03")


def test_a_period_of_another_length_is_no_answer(pages):
    book = shown_but(party=(6, 7), pages=pages)
    assert next_question(told(PARTY, said_period="2026-Q2"), book).kind == "period"


def test_the_accounts_of_a_month_that_is_not_over_are_asked_about(pages):
    book = shown_but(finance=(5, 6), pages=pages)
    question = next_question(told(FINANCE, said_period="2026-07"), book)
    assert question == Question("period", FINANCE, ("2026-05", "2026-06"), early="2026-07")


def test_an_owed_month_chosen_with_a_day_before_it_is_asked_anew(pages):
    book = shown_but(finance=(4, 5), pages=pages)
    owed = told(FINANCE, on=date(2026, 5, 20), periods={FINANCE: "2026-05"})
    question = next_question(owed, book)
    assert question == Question("period", FINANCE, ("2026-04",), early="2026-05")
    assert next_question(with_period(owed, FINANCE, "2026-04"), book) is None


def test_a_record_of_a_time_the_book_does_not_know_is_written_without_a_month(pages):
    book = pages.book(TODAY)
    assert next_question(told(PARTY, on=date(2020, 3, 1)), book) is None
    assert periods(told(PARTY, on=date(2020, 3, 1)), book) == {None: (PARTY,)}


# --- 三务公开 -----------------------------------------------------------------------------------


def test_one_month_said_for_all_three_asks_only_for_the_accounts(pages):
    book = shown_but(party=(7,), village=(7,), finance=(5, 6), pages=pages)
    sketch = told(*BOARD, said_period="2026-07")
    question = next_question(sketch, book)
    assert question == Question("period", FINANCE, ("2026-05", "2026-06"), early="2026-07")
    answered = with_period(sketch, FINANCE, "2026-06")
    assert next_question(answered, book) is None
    assert periods(answered, book) == {"2026-07": (PARTY, VILLAGE), "2026-06": (FINANCE,)}


def test_one_month_that_is_open_for_all_three_is_one_record(pages):
    book = shown_but(pages=pages)
    assert periods(told(*BOARD, said_period="2026-06"), book) == {"2026-06": BOARD}


def test_a_month_chosen_for_one_part_is_that_of_the_part_that_runs_beside_it(pages):
    book = shown_but(party=(6, 7), village=(6, 7), finance=(5, 6), pages=pages)
    asked = next_question(told(*BOARD), book)
    assert (asked.duty, asked.choices) == (PARTY, ("2026-06", "2026-07"))
    sketch = with_period(told(*BOARD), PARTY, "2026-07")
    accounts = next_question(sketch, book)
    assert (accounts.duty, accounts.choices) == (FINANCE, ("2026-05", "2026-06"))
    sketch = with_period(sketch, FINANCE, "2026-05")
    assert next_question(sketch, book) is None
    assert periods(sketch, book) == {"2026-07": (PARTY, VILLAGE), "2026-05": (FINANCE,)}


def test_with_one_month_open_for_each_part_nothing_is_asked(pages):
    book = shown_but(party=(7,), village=(7,), finance=(6,), pages=pages)
    assert next_question(told(*BOARD), book) is None
    assert periods(told(*BOARD), book) == {"2026-07": (PARTY, VILLAGE), "2026-06": (FINANCE,)}


# --- duties whose day tells the period ------------------------------------------------------------


def test_a_meeting_of_the_month_names_no_period(pages):
    book = pages.book(TODAY)
    for said in (None, "2026-07"):
        assert next_question(told("branch-committee", said_period=said), book) is None
        assert periods(told("branch-committee", said_period=said), book) == {
            None: ("branch-committee",)
        }


def test_a_month_named_beside_a_quarterly_duty_means_nothing(pages):
    assert next_question(told("party-lecture", said_period="2026-06"), pages.book(TODAY)) is None


def test_a_month_whose_time_has_passed_is_asked_about_not_guessed(pages):
    sketch = told("branch-committee", said_period="2026-05")
    question = next_question(sketch, pages.book(TODAY))
    assert question == Question("period", "branch-committee", ("2026-05", "2026-07"))


def test_done_too_late_it_is_written_as_it_was_said(pages):
    sketch = with_period(
        told("branch-committee", said_period="2026-05"), "branch-committee", "2026-05"
    )
    assert next_question(sketch, pages.book(TODAY)) is None
    assert periods(sketch, pages.book(TODAY)) == {"2026-05": ("branch-committee",)}


def test_the_month_of_the_day_once_chosen_needs_no_name(pages):
    sketch = with_period(
        told("branch-committee", said_period="2026-05"), "branch-committee", "2026-07"
    )
    assert periods(sketch, pages.book(TODAY)) == {None: ("branch-committee",)}


def test_accounts_reviewed_before_their_month_is_over_are_asked_about(pages):
    question = next_question(told("financial-review", said_period="2026-07"), pages.book(TODAY))
    assert question == Question("period", "financial-review", ("2026-06",), early="2026-07")


def test_logged_in_january_december_is_decembers(pages):
    book = pages.book(date(2027, 1, 5))
    sketch = told("branch-committee", on=date(2026, 12, 28), said_period="2026-12")
    assert next_question(sketch, book) is None
    (entry,) = entries(sketch, book)
    assert (entry.done_on, entry.period) == (date(2026, 12, 28), None)


def test_the_accounts_of_december_are_shown_in_january(pages):
    book = pages.book(date(2027, 1, 5), *monthly(FINANCE, 2026, *range(1, 12)))
    assert periods(told(FINANCE, on=date(2027, 1, 5)), book) == {"2026-12": (FINANCE,)}


def test_a_leap_day_is_a_day_of_its_february(pages):
    book = pages.book(date(2028, 3, 1))
    assert periods(told("party-day", on=date(2028, 2, 29)), book) == {None: ("party-day",)}


# --- organisational life: two years at once -------------------------------------------------------

LIFE, APPRAISAL = "organisational-life", "member-appraisal"


@pytest.mark.parametrize("joined", [None, date(2026, 1, 1)])
def test_in_january_the_organisational_life_meeting_is_asked_for_its_year(pages, joined):
    book = pages.book(date(2026, 1, 20), joined=joined)
    assert next_question(told(LIFE, on=date(2026, 1, 20)), book).choices == ("2025", "2026")


def test_in_july_it_is_this_years(pages):
    assert periods(told(LIFE), pages.book(TODAY)) == {"2026": (LIFE,)}


def test_the_leap_day_still_counts_for_the_year_before(pages):
    book = pages.book(date(2028, 2, 29))
    assert next_question(told(LIFE, on=date(2028, 2, 29)), book).choices == ("2027", "2028")
    book = pages.book(date(2028, 3, 1))
    assert next_question(told(LIFE, on=date(2028, 3, 1)), book) is None


def test_the_appraisal_at_the_same_meeting_is_for_the_same_year(pages):
    book = pages.book(date(2026, 1, 20))
    sketch = with_period(told(LIFE, APPRAISAL, on=date(2026, 1, 20)), LIFE, "2025")
    assert next_question(sketch, book) is None
    assert periods(sketch, book) == {"2025": (LIFE, APPRAISAL)}


def test_a_year_that_is_over_is_asked_about(pages):
    book = pages.book(date(2026, 3, 5))
    question = next_question(told(LIFE, on=date(2026, 3, 5), said_period="2025"), book)
    assert question.choices == ("2025", "2026")


# --- several duties in one sentence ---------------------------------------------------------------


def test_duties_of_different_cadence_without_a_period_are_one_record(pages):
    sketch = told("members-meeting", "party-day", "warning-education")
    assert periods(sketch, pages.book(TODAY)) == {None: sketch.duties}


def test_a_duty_that_names_its_year_has_a_record_of_its_own(pages):
    sketch = told("branch-committee", LIFE)
    assert periods(sketch, pages.book(TODAY)) == {None: ("branch-committee",), "2026": (LIFE,)}


def test_duties_that_nobody_may_confirm_together_are_two_records(pages):
    sketch = told("responsibility-report", "risk-review", "integrity-pledge")
    made = [entry.duties for entry in entries(sketch, pages.book(TODAY))]
    assert made == [("responsibility-report", "integrity-pledge"), ("risk-review",)]


def test_a_duty_of_no_scheme_goes_with_the_others(pages):
    sketch = told("party-day", "joint-meeting")
    assert periods(sketch, pages.book(TODAY)) == {None: sketch.duties}


# --- another duty for a record on file ------------------------------------------------------------


@pytest.mark.parametrize(
    ("duty", "known", "kept"),
    [
        (VILLAGE, "2026-06", "2026-06"),
        ("branch-committee", "2026-06", None),
        (LIFE, "2026-06", "2026"),
        (FINANCE, "2026-07", None),
    ],
)
def test_a_period_is_kept_where_the_other_duty_has_it_on_that_day(pages, duty, known, kept):
    assert period_on(pages.book(TODAY), duty, TODAY, known) == kept


# --- whatever is said -----------------------------------------------------------------------------

DAYS = [date(2025, 12, 31), date(2026, 1, 20), date(2026, 3, 1), date(2026, 6, 30), TODAY]


@pytest.mark.parametrize("said", [None, "2025", "2026", "2025-12", "2026-05", "2026-07", "2026-Q2"])
@pytest.mark.parametrize("day", DAYS)
def test_every_question_fits_a_card_and_no_answer_is_asked_for_twice(pages, day, said):
    book = pages.book(TODAY, *monthly(FINANCE, 2026, 1, 2), groups=2, joined=date(2026, 2, 1))
    duties = (*BOARD, LIFE, APPRAISAL, "branch-committee", "financial-review", "party-lecture")
    sketch, asked = told(*duties, on=day, said_period=said), []
    while question := next_question(sketch, book):
        assert question.kind == "period"
        assert 0 < len(question.choices) <= MOST_CHOICES
        assert len(set(question.choices)) == len(question.choices)
        asked.append(question.duty)
        sketch = with_period(sketch, question.duty, question.choices[0])
    assert len(asked) == len(set(asked))
    assert sorted(duty for each in entries(sketch, book) for duty in each.duties) == sorted(duties)
