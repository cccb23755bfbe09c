from datetime import timedelta

import pytest

from storage.errors import DatabaseFailed, NotFound


@pytest.fixture
def appeal(uow, world):
    subject = {"item": 16}
    return uow.feedback.add(world.clerk, world.clerk_grant, "appeal", subject, "已公开", world.now)


def test_feedback_waits_until_it_is_answered(uow, world, appeal):
    [row] = uow.feedback.unanswered(world.village)
    assert row.place_id == world.village
    assert (row.id, row.kind, row.subject, row.text) == (appeal, "appeal", {"item": 16}, "已公开")
    assert uow.feedback.answer(appeal, world.official, "已核对", world.now)
    assert uow.feedback.unanswered(world.village) == []


def test_the_first_answer_stands(uow, world, appeal):
    uow.feedback.answer(appeal, world.official, "已核对", world.now)
    assert not uow.feedback.answer(appeal, world.chair, "不同意", world.now)


def test_feedback_is_read_back_answered_or_not(uow, world, appeal):
    assert uow.feedback.get(appeal).answered_by is None
    uow.feedback.answer(appeal, world.official, "已核对", world.now)
    row = uow.feedback.get(appeal)
    assert (row.answered_by, row.answer, row.answered_at) == (world.official, "已核对", world.now)


def test_unknown_feedback_is_not_found(uow):
    with pytest.raises(NotFound):
        uow.feedback.get(999999)


def test_who_holds_no_post_may_speak_too(uow, world):
    number = uow.feedback.add(world.clerk, None, "suggestion", {}, "字太小", world.now)
    row = uow.feedback.get(number)
    assert (row.grant_id, row.place_id) == (None, None)


@pytest.mark.usefixtures("appeal")
def test_only_what_was_said_in_a_place_or_below_it_is_listed(uow, world):
    def heard(place):
        listed = uow.feedback.unanswered(place), uow.feedback.since(world.now, place)
        return tuple(map(len, listed))

    town = uow.places.town_of(world.village)
    assert [heard(place) for place in (world.village, town.id, town.parent_id)] == [(1, 1)] * 3
    assert heard(world.neighbour) == (0, 0)
    assert uow.feedback.since(world.now + timedelta(days=1), town.id) == []


def test_feedback_of_another_kind_is_refused_by_the_database(uow, world):
    with pytest.raises(DatabaseFailed), uow.savepoint():
        uow.feedback.add(world.clerk, None, "praise", {}, "好", world.now)
