from datetime import date

from handlers.services.work_papers import work_done
from rubric.posts import Post

FIRST, LAST = date(2026, 1, 1), date(2026, 6, 30)


def test_what_was_done_is_told_by_duty_with_its_days(hall, secretary):
    for day in (date(2026, 3, 2), date(2026, 2, 2)):
        hall.log(secretary, "party-day", on=day)
    hall.log(secretary, "branch-committee", on=date(2026, 5, 6))
    told = {each.duty: each.days for each in work_done(hall.book(), FIRST, LAST)}
    assert told == {
        "支委会": (date(2026, 5, 6),),
        "主题党日": (date(2026, 2, 2), date(2026, 3, 2)),
    }


def test_both_ends_of_the_stretch_count_and_nothing_outside_it(hall, secretary):
    for day in (date(2025, 12, 31), FIRST, LAST, date(2026, 7, 1)):
        hall.log(secretary, "party-day", on=day)
    (work,) = work_done(hall.book(), FIRST, LAST)
    assert work.days == (FIRST, LAST)


def test_one_record_of_several_duties_counts_for_each(hall, secretary):
    hall.log(secretary, "party-day", "party-lecture", on=date(2026, 5, 6))
    assert len(work_done(hall.book(), FIRST, LAST)) == 2


def test_only_what_somebody_confirmed_counts_as_confirmed(hall, secretary):
    for day in (date(2026, 3, 2), date(2026, 4, 2)):
        row = hall.log(secretary, "party-day", on=day)
    chair = hall.appoint(Post.SUPERVISOR_CHAIR)
    signed = hall.act(chair, "first").signed
    hall.uow.records.event(row.id, "confirm", "", date(2026, 7, 15), **signed)
    (work,) = work_done(hall.book(), FIRST, LAST)
    assert (len(work.days), work.confirmed) == (2, 1)


def test_what_was_returned_or_withdrawn_is_not_told(hall, secretary, chair):
    for kind in ("return", "withdraw"):
        row = hall.log(secretary, "party-day", on=date(2026, 3, 2))
        signed = hall.act(chair, "first").signed
        hall.uow.records.event(row.id, kind, "不对", date(2026, 7, 15), **signed)
    assert work_done(hall.book(), FIRST, LAST) == ()


def test_what_is_told_is_as_known_on_the_book_s_day(hall, secretary):
    hall.log(secretary, "party-day", on=date(2026, 5, 6))
    assert work_done(hall.book(today=date(2026, 5, 5)), FIRST, LAST) == ()
