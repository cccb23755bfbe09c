"""更正 after confirmation: asked with a reason, answered by who may confirm it."""

import pytest

from handlers.services import corrections, records, review
from handlers.services.errors import AlreadySettled, Denied, NotCorrectable, OwnRecord
from rubric.posts import Post

REASON = "人数写错了，应是6人"


@pytest.fixture
def confirmed(hall, secretary, chair):
    """A record of the secretary that the chair has confirmed."""
    row = hall.log(secretary, "branch-committee")
    review.confirm(hall.act(chair), row)
    return hall.row(row.id)


@pytest.fixture
def asked(hall, secretary, confirmed):
    corrections.ask(hall.act(secretary), confirmed, REASON)
    return hall.row(confirmed.id)


def test_a_confirmed_record_is_opened_by_who_may_confirm_it_and_keeps_its_story(
    hall, secretary, chair, asked
):
    assert (asked.status, corrections.request_of(asked).reason) == ("confirmed", REASON)
    corrections.allow(hall.act(chair), asked)
    opened = hall.row(asked.id)
    assert (opened.status, corrections.request_of(opened)) == ("reported", None)
    records.correct(hall.act(secretary), opened, heads=6)
    row = hall.row(asked.id)
    assert [event.kind for event in row.events] == ["confirm", "ask_correction", "unconfirm"]
    assert (row.heads, row.version, row.status) == (6, 2, "reported")


def test_refused_it_stands_as_it_was(hall, secretary, chair, asked):
    corrections.refuse(hall.act(chair), asked, "签到表上是5人")
    refused = hall.row(asked.id)
    assert (refused.status, refused.events[-1].reason) == ("confirmed", "签到表上是5人")
    with pytest.raises(NotCorrectable) as told:
        records.correct(hall.act(secretary), refused, heads=6)
    assert told.value.record_id == asked.id


def test_it_is_asked_once_at_a_time_and_may_be_asked_again_after_a_no(
    hall, secretary, chair, asked
):
    with pytest.raises(AlreadySettled) as told:
        corrections.ask(hall.act(secretary), asked, REASON)
    assert told.value.status == "asked"
    corrections.refuse(hall.act(chair), asked, "再核对一下")
    corrections.ask(hall.act(secretary), hall.row(asked.id), "已核对签到表")
    assert corrections.request_of(hall.row(asked.id)).reason == "已核对签到表"


def test_what_is_not_confirmed_needs_no_asking(hall, secretary):
    with pytest.raises(AlreadySettled):
        corrections.ask(hall.act(secretary), hall.log(secretary, "party-day"), REASON)


def test_there_is_nothing_to_answer_without_a_request(hall, chair, confirmed):
    for answer in (corrections.allow, lambda act, row: corrections.refuse(act, row, "不")):
        with pytest.raises(AlreadySettled):
            answer(hall.act(chair), confirmed)


def test_whoever_does_the_work_asks_and_whoever_confirms_it_answers(hall, secretary, chair, asked):
    with pytest.raises(Denied):
        corrections.may_ask(hall.act(chair), asked)
    with pytest.raises(Denied):
        corrections.allow(hall.act(secretary), asked)


def test_nobody_answers_himself_in_whatever_post_he_is_by_then(hall, secretary, asked):
    by_now = hall.appoint(Post.SUPERVISOR, person=secretary.person_id)
    with pytest.raises(OwnRecord):
        corrections.allow(hall.act(by_now), asked)


def test_another_who_asked_for_it_does_not_answer_either(hall, clerk, confirmed):
    corrections.ask(hall.act(clerk), confirmed, REASON)
    by_now = hall.appoint(Post.SUPERVISOR, person=clerk.person_id)
    with pytest.raises(OwnRecord):
        corrections.allow(hall.act(by_now), hall.row(confirmed.id))


def test_the_confirmer_may_still_take_his_word_back_after_he_was_asked(hall, chair, asked):
    review.take_back(hall.act(chair), asked)
    row = hall.row(asked.id)
    assert (row.status, corrections.request_of(row)) == ("reported", None)


def test_opened_it_waits_for_the_village_and_is_not_offered_for_confirmation(
    hall, secretary, chair, asked
):
    corrections.allow(hall.act(chair), asked)
    row = hall.row(asked.id)
    assert (row.status, corrections.opened(row)) == ("reported", True)
    assert review.queue(hall.act(chair)) == ()
    with pytest.raises(AlreadySettled) as told:
        review.confirm(hall.act(chair), row)
    assert told.value.status == "correcting"
    records.correct(hall.act(secretary), row, heads=6)
    assert [each.id for each in review.queue(hall.act(chair))] == [asked.id]


def test_left_as_it_is_it_is_laid_before_them_again(hall, secretary, chair, asked):
    corrections.allow(hall.act(chair), asked)
    with pytest.raises(Denied):
        corrections.keep(hall.act(chair), hall.row(asked.id))
    corrections.keep(hall.act(secretary), hall.row(asked.id))
    (row,) = review.queue(hall.act(chair))
    assert (row.status, row.events[-1].kind) == ("reported", "resubmit")
    with pytest.raises(AlreadySettled):
        corrections.keep(hall.act(secretary), row)


def test_a_word_taken_back_by_itself_leaves_the_record_in_the_queue(hall, chair, confirmed):
    review.take_back(hall.act(chair), confirmed)
    assert not corrections.opened(hall.row(confirmed.id))
    assert [row.id for row in review.queue(hall.act(chair))] == [confirmed.id]
