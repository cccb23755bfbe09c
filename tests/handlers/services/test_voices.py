import pytest

from handlers.services import voices
from handlers.services.actor import acting
from handlers.services.errors import AlreadySettled, Denied
from rubric.posts import Post
from tests.handlers.services.hall import NOW
from tests.ledger import audit_rows


def heard(hall, grant, kind="complaint"):
    number = voices.hear(hall.uow, acting(hall.uow, grant), kind, "张三的话", NOW)
    return hall.uow.feedback.get(number)


def answered(hall, grant, row):
    voices.answer(hall.uow, acting(hall.uow, grant), row, "已处理", NOW)
    return hall.uow.feedback.get(row.id)


def test_what_is_said_is_kept_and_the_audit_holds_no_word_of_it(hall, secretary):
    row = heard(hall, secretary)
    assert (row.text, row.kind, row.grant_id) == ("张三的话", "complaint", secretary.id)
    (noted,) = audit_rows(hall.uow)
    assert (noted["action"], noted["data"]) == ("voice.complaint", {})


def test_a_villages_voice_is_heard_by_its_town_and_a_towns_by_the_city(hall, secretary, office):
    runner = hall.appoint(Post.OPERATOR, "city")
    for asker, hearer in ((secretary, office), (office, runner)):
        assert voices.hearers(hall.uow, acting(hall.uow, asker), NOW) == [hearer]


def test_an_answer_is_given_once(hall, secretary, office):
    row = answered(hall, office, heard(hall, secretary))
    assert (row.answer, row.answered_by) == ("已处理", office.person_id)
    assert hall.audited()[-1] == "voice.answer"
    with pytest.raises(AlreadySettled) as refused:
        answered(hall, office, row)
    assert refused.value.status == "answered"


def test_another_town_does_not_answer(hall, secretary):
    with pytest.raises(Denied):
        answered(hall, hall.appoint(Post.TOWN_OFFICE, "west"), heard(hall, secretary))


def test_the_city_may_answer_everybody_and_a_town_not_itself_above(hall, secretary, office):
    runner = hall.appoint(Post.CITY_AGRICULTURE, "city")
    assert answered(hall, runner, heard(hall, secretary)).answer
    assert answered(hall, runner, heard(hall, office)).answer
    with pytest.raises(Denied):
        answered(hall, office, heard(hall, runner))


@pytest.mark.parametrize("post", [Post.TOWN_DISCIPLINE, Post.TOWN_ASSETS])
def test_only_the_office_answers(hall, secretary, post):
    with pytest.raises(Denied) as refused:
        answered(hall, hall.appoint(post, "town"), heard(hall, secretary))
    assert Post.TOWN_OFFICE in refused.value.needed


def test_a_voice_without_a_post_is_under_no_office(hall, office):
    number = hall.uow.feedback.add(hall.person(), None, "suggestion", {}, "话", NOW)
    with pytest.raises(Denied):
        answered(hall, office, hall.uow.feedback.get(number))


def test_an_answer_is_due_on_the_fifth_working_day(hall, secretary):
    assert voices.due(heard(hall, secretary)).isoformat() == "2026-07-22"


def test_what_waits_for_an_office_is_what_was_laid_before_it(hall, secretary, office):
    row = heard(hall, secretary)
    runner = hall.appoint(Post.OPERATOR, "city")
    far = hall.appoint(Post.TOWN_OFFICE, "west")
    assert [each.id for each in voices.waiting(hall.uow, acting(hall.uow, office))] == [row.id]
    for other in (secretary, runner, far):
        assert voices.waiting(hall.uow, acting(hall.uow, other)) == []


def test_the_tally_counts_what_was_heard_answered_and_in_time(hall, secretary, office):
    first, second = heard(hall, secretary), heard(hall, secretary)
    heard(hall, secretary)
    answered(hall, office, first)
    late = NOW.replace(month=8)
    voices.answer(hall.uow, acting(hall.uow, office), second, "已处理", late)
    assert voices.tally(hall.uow, acting(hall.uow, office), late) == voices.Tally(3, 2, 1)
    next_year = late.replace(year=2027)
    assert voices.tally(hall.uow, acting(hall.uow, office), next_year) == voices.Tally(0, 0, 0)


def test_what_it_is_about_is_kept_with_it(hall, secretary):
    about = {"card": "score_card", "data": {"village": 1}}
    number = voices.hear(hall.uow, acting(hall.uow, secretary), "appeal", "不对", NOW, about)
    assert hall.uow.feedback.get(number).subject == about


def test_the_office_above_is_asked_for_once_for_a_town_and_day(hall, secretary, office, statements):
    far = hall.appoint(Post.SECRETARY, "second")

    def asked():
        with statements(hall.uow) as seen:
            voices.waiting(hall.uow, acting(hall.uow, office))
        return len(seen)

    for grant in (secretary, far):
        heard(hall, grant)
    asked()
    before = asked()
    for grant in (secretary, far, far):
        heard(hall, grant)
    assert len(voices.waiting(hall.uow, acting(hall.uow, office))) == 5
    assert asked() == before


def test_without_a_town_office_the_city_hears_a_village(hall, secretary):
    runner = hall.appoint(Post.OPERATOR, "city")
    row = heard(hall, secretary)
    assert voices.waiting(hall.uow, acting(hall.uow, runner)) == [row]
