from datetime import date
from decimal import Decimal

from handlers.services.course_papers import course_papers
from rubric import facts
from rubric.scoring import score

YEAR = 2026


def paper(hall, today=date(2026, 7, 15), year=YEAR):
    (made,) = course_papers(hall.book(today=today), year)
    return made


def test_there_is_a_point_for_each_month_that_is_over_and_one_for_today(hall):
    days = [one.on for one in paper(hall).points]
    ends = [date(2026, month, last) for month, last in enumerate((31, 28, 31, 30, 31, 30), 1)]
    assert days == [date(2026, 1, 1), *ends, date(2026, 7, 15)]


def test_every_point_is_what_the_scorer_says_of_that_evening(hall, secretary):
    hall.log(secretary, "branch-committee", on=date(2026, 3, 3))
    (part,) = hall.book().enrolled
    for one in paper(hall).points:
        assert one.now == score(part.scheme, YEAR, part.facts, one.on).provisional


def test_the_last_point_is_today_s_score_with_ceiling_and_floor(hall):
    made, (now,) = paper(hall), hall.book().scores()
    assert made.points[-1].now == now.provisional
    assert (made.ceiling, made.floor, made.settlement) == (now.ceiling, now.floor, now.settlement)


def test_the_moves_lead_from_each_point_to_the_next(hall, secretary):
    hall.log(secretary, "branch-committee", on=date(2026, 3, 3))
    made = paper(hall)
    first, last = made.points[0].now, made.points[-1].now
    assert first + sum((move.amount for move in made.moves), Decimal(0)) == last


def test_a_loss_stands_on_the_day_on_which_it_happened(hall):
    known = facts.Finding(
        item=7, kind="no-joint-sign-off", found_on=date(2026, 5, 12), ref="finding:1"
    )
    book = hall.book()
    (part,) = book.enrolled
    of = type(part)(part.scheme, facts.Facts(profile=part.facts.profile, findings=(known,)))
    (made,) = course_papers(type(book)(book.village, book.today, book.words, (of,)), YEAR)
    (move,) = (one for one in made.moves if one.item == 7)
    assert (move.on, move.amount) == (date(2026, 5, 12), Decimal(-5))


def test_what_is_won_back_is_told_above_zero(hall):
    held = facts.State(name="seal-lodged", value=False, seen_on=date(2026, 2, 3))
    mended = facts.State(name="seal-lodged", value=True, seen_on=date(2026, 4, 3))
    book = hall.book()
    (part,) = book.enrolled
    name = next(name for name, kind in part.scheme.states.items() if kind.yes_no)
    known = tuple(
        facts.State(name=name, value=one.value, seen_on=one.seen_on) for one in (held, mended)
    )
    of = type(part)(part.scheme, facts.Facts(profile=part.facts.profile, states=known))
    (made,) = course_papers(type(book)(book.village, book.today, book.words, (of,)), YEAR)
    item = part.scheme.states[name].item
    lost, won = (one for one in made.moves if one.item == item)
    assert lost.amount == -won.amount < 0
    assert (lost.on, won.on) == (date(2026, 2, 3), date(2026, 4, 30))


def test_a_village_that_joined_in_may_begins_there(hall):
    number = hall.uow.places.add("village", "新村", hall.places["town"])
    hall.uow.enrolments.add(number, "wenling-2022", date(2026, 5, 10))
    hall.places["new"] = number
    (made,) = course_papers(hall.book("new"), YEAR)
    assert made.points[0].on == date(2026, 5, 10)


def test_a_year_that_is_over_has_its_twelve_months(hall):
    made = paper(hall, date(2027, 2, 3))
    assert made.points[-1].on == date(2026, 12, 31)
    assert len(made.points) == 13


def test_a_village_without_points_has_no_course(hall):
    number = hall.uow.places.add("village", "空村", hall.places["town"])
    hall.places["bare"] = number
    assert course_papers(hall.book("bare"), YEAR) == ()
