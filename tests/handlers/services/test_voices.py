import pytest

from handlers.services import voices
from handlers.services.actor import acting
from handlers.services.errors import AlreadySettled, Denied
from rubric.posts import Post
from tests.handlers.services.hall import NOW


def heard(hall, grant, kind="complaint"):
    number = voices.hear(hall.uow, acting(hall.uow, grant), kind, "张三的话", NOW)
    return hall.uow.feedback.get(number)


def answered(hall, grant, row):
    voices.answer(hall.uow, acting(hall.uow, grant), row, "已处理", NOW)
    return hall.uow.feedback.get(row.id)


def test_what_is_said_is_kept_and_the_audit_holds_no_word_of_it(hall, secretary):
    row = heard(hall, secretary)
    assert (row.text, row.kind, row.grant_id) == ("张三的话", "complaint", secretary.id)
    (noted,) = hall.uow.audit._rows()
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


def test_a_voice_without_a_post_can_be_answered(hall, office):
    number = hall.uow.feedback.add(hall.person(), None, "suggestion", {}, "话", NOW)
    assert answered(hall, office, hall.uow.feedback.get(number)).answer
