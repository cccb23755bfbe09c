from datetime import date
from decimal import Decimal

from handlers.services import standing
from handlers.services.standing import Moved
from rubric.agenda import Mark
from rubric.facts import Facts, Finding, Profile, Record, State
from rubric.scoring import score
from tests.handlers.services.hall import TODAY, filed, monthly

FINANCE = "disclosure-finance"
WINTER = date(2027, 1, 20)


def scored(pages, as_of=TODAY, joined=date(2026, 7, 1), **facts):
    """The score of a village that joined in July: nothing is lost yet."""
    held = Facts(profile=Profile(enrolled_on=joined), **facts)
    return score(pages.scheme, as_of.year, held, as_of)


def meeting(day, **more) -> Record:
    return Record(duties=("branch-committee",), done_on=day, ref=f"record:{day}", **more)


def finding(**more) -> Finding:
    return Finding(found_on=date(2026, 5, 4), ref="finding:1", **more)


# --- losses, repairs, what lies ahead -------------------------------------------------------------


def test_losses_come_dearest_first_and_idle_ones_not_at_all(pages):
    costly = finding(item=9, kind="related-party-bid")
    more = finding(item=9, kind="related-party-bid", count=2)
    found = standing.losses(scored(pages, findings=(costly, more)))
    assert (found[0].item, found[0].loss.amount) == (9, Decimal(5))
    assert all(each.loss.amount > 0 for each in found)
    amounts = [each.loss.amount for each in found]
    assert amounts == sorted(amounts, reverse=True)


def test_a_repair_says_until_when(pages):
    charts = State(name="charts-missing", value=2, seen_on=date(2026, 6, 1))
    found = standing.repairs(scored(pages, states=(charts,)))
    until = {each.item: each.loss.repairable_until for each in found}
    assert until == {17: date(2027, 3, 1)}


def test_what_is_missed_for_good_is_no_repair(pages):
    score = scored(pages, joined=date(2026, 1, 1))
    assert any(each.item == 1 for each in standing.losses(score))
    assert not any(each.item == 1 for each in standing.repairs(score))


def test_what_lies_ahead_comes_soonest_first_with_its_last_day(pages):
    found = standing.ahead(scored(pages))
    days = [standing.last_day(each.loss) for each in found]
    assert days == sorted(days)
    assert days[0] == date(2026, 7, 31)
    assert all(each.loss.on > TODAY for each in found)


# --- what an act moved ----------------------------------------------------------------------------


def test_a_record_moves_what_it_saves(pages):
    review = Record(duties=("risk-review",), done_on=TODAY, ref="record:1")
    (moved,) = standing.movement(scored(pages), scored(pages, records=(review,)))
    assert (moved.figure, moved.after - moved.before) == ("floor", Decimal(1))


def test_what_is_confirmed_is_told_only_when_it_grew(pages):
    reported = scored(pages, records=(meeting(TODAY),))
    confirmed = scored(pages, records=(meeting(TODAY, confirmed=TODAY),))
    (grown,) = standing.movement(reported, confirmed)
    assert (grown.figure, grown.after - grown.before) == ("confirmed", Decimal(4))
    assert standing.movement(confirmed, reported) == ()


def test_nothing_moved_is_nothing_told(pages):
    assert standing.movement(scored(pages), scored(pages)) == ()


def test_a_card_keeps_what_moved_as_text():
    kept = [{"figure": "now", "before": "97.5", "after": "98"}]
    assert standing.moved_from(kept) == [Moved("now", Decimal("97.5"), Decimal(98))]


# --- 本月要办 -----------------------------------------------------------------------------------


def keys(entries):
    return [entry.occurrence.key for entry in entries]


def test_the_month_lists_what_is_overdue_first_and_then_what_is_due_by_its_end(pages):
    book = pages.book(TODAY, *monthly(FINANCE, 2026, 1, 2, 3, 4), joined=date(2026, 1, 1))
    entries = standing.month_agenda(book)
    assert entries[0].mark is Mark.OVERDUE
    assert f"{FINANCE}/2026-05/1" in keys(entries)
    rest = [entry.occurrence.due for entry in entries if entry.mark is not Mark.OVERDUE]
    assert set(rest) == {date(2026, 7, 31)}


def test_what_is_missed_for_good_is_not_to_be_done(pages):
    book = pages.book(TODAY, joined=date(2026, 1, 1))
    assert "branch-committee/2026-05/1" not in keys(standing.month_agenda(book))


def test_in_january_what_december_left_open_is_still_to_be_done(pages):
    listed = keys(standing.month_agenda(pages.book(WINTER)))
    assert f"{FINANCE}/2026-12/1" in listed
    assert "organisational-life/2026/1" in listed


def test_once_the_year_is_closed_nothing_of_it_is_left(pages):
    listed = standing.month_agenda(pages.book(date(2027, 3, 1)))
    assert all(entry.occurrence.period.year == 2027 for entry in listed)


def test_a_duty_of_two_schemes_is_listed_once_as_the_more_urgent(pages):
    duty = pages.scheme.duties["branch-committee"]
    mild = duty.model_copy(update={"counts_until": "always"})
    book = pages.of(TODAY, pages.like(), pages.like(duties={duty.id: mild}, items={}))
    entries = standing.month_agenda(book)
    assert len(keys(entries)) == len(set(keys(entries)))
    (april,) = [entry for entry in entries if entry.occurrence.key == "branch-committee/2026-04/1"]
    assert april.mark is Mark.OVERDUE


# --- what a record brings -------------------------------------------------------------------------


def test_a_duty_serves_the_items_that_ask_for_it(pages):
    book = pages.of(TODAY, pages.like(), pages.like(kind="checklist"))
    assert standing.serves(book, "branch-committee") == (1,)
    assert standing.serves(book, "warning-education") == (21,)
    assert standing.serves(book, "joint-meeting") == ()


def test_a_record_counts_when_its_day_fits_its_period(pages):
    book = pages.book(TODAY, groups=2)
    assert standing.counts(book, meeting(TODAY))
    assert not standing.counts(book, meeting(date(2020, 1, 1)))
    assert standing.counts(book, filed(FINANCE, "2026-05", TODAY))
    assert not standing.counts(book, filed(FINANCE, "2026-05", date(2026, 5, 20)))
    assert not standing.counts(book, filed("branch-committee", "2026-05", TODAY))


def test_a_disclosure_without_its_month_counts_for_nothing(pages):
    record = Record(duties=(FINANCE,), done_on=TODAY)
    assert not standing.counts(pages.book(TODAY), record)


def test_the_group_matters_only_where_there_are_several(pages):
    third = Record(duties=("group-meeting",), done_on=TODAY, unit=3)
    assert not standing.counts(pages.book(TODAY, groups=2), third)
    assert standing.counts(pages.book(TODAY, groups=1), third)
