from datetime import datetime

from handlers.services.burden_papers import burden_paper
from rubric.period import Period
from storage.scope import Scope
from tests.handlers.services.hall import NOW, moment

JULY, JUNE = Period.parse("2026-07"), Period.parse("2026-06")


def paper(hall, now=NOW, scope=None, year=2026):
    return burden_paper(hall.uow, scope or Scope.tick(), hall.places["town"], year, now)


def wrote(hall, grant, at: datetime, **told):
    signed = {"person_id": grant.person_id, "grant_id": grant.id}
    number = hall.uow.outbox.put("1", "send", {}, 1, at=at, **signed, **told)
    hall.uow.outbox.sent(number, 7, at)


def row(made, village, month=JULY):
    return next(one for one in made.rows if (one.village, one.month) == (village, month))


def test_every_village_has_a_row_for_each_month_that_has_begun(hall):
    made = paper(hall)
    assert [one.village for one in made.rows] == ["first村"] * 7 + ["second村"] * 7
    assert (made.town, made.year) == ("示例镇", 2026)
    assert all(one.sent_unasked == one.questions == 0 for one in made.rows)


def test_what_nobody_asked_for_is_counted_apart_from_answers(hall, secretary, chair):
    wrote(hall, secretary, NOW)
    wrote(hall, secretary, NOW, asked=False)
    wrote(hall, chair, NOW, asked=False)
    counted = row(paper(hall), "first村")
    assert (counted.sent_unasked, counted.sent_answers, counted.people) == (2, 1, 2)


def test_questions_are_messages_that_ask_for_something(hall, secretary):
    wrote(hall, secretary, NOW, question=True)
    wrote(hall, secretary, NOW)
    assert row(paper(hall), "first村").questions == 1
    assert row(paper(hall), "second村").questions == 0


def test_a_month_ends_at_midnight_in_the_county(hall, secretary):
    wrote(hall, secretary, moment(2026, 6, 30, 23))
    wrote(hall, secretary, moment(2026, 7, 1, 0))
    made = paper(hall)
    assert row(made, "first村", JUNE).sent_answers == 1
    assert row(made, "first村", JULY).sent_answers == 1


def test_messages_to_the_town_itself_are_no_burden_of_a_village(hall, office):
    wrote(hall, office, NOW)
    assert all(one.sent_answers == 0 for one in paper(hall).rows)


def test_villages_beyond_the_scope_are_left_out(hall):
    made = paper(hall, scope=Scope.of([hall.places["second"]], "x"))
    assert {one.village for one in made.rows} == {"second村"}


def test_a_year_to_come_has_no_rows(hall):
    assert paper(hall, year=2027).rows == ()
