from datetime import timedelta

import pytest

from storage.scope import Scope

ALL = Scope.operator()


@pytest.fixture
def span(world):
    return world.now, world.now + timedelta(days=30)


@pytest.fixture
def wrote(uow, world):
    def wrote(grant=None, person=None, *, after=0, **told):
        at = world.now + timedelta(hours=after)
        values = {"grant_id": grant or world.clerk_grant, "person_id": person or world.clerk}
        number = uow.outbox.put("1", told.pop("method", "send"), {}, 1, at=at, **values | told)
        uow.outbox.sent(number, 1, at)
        return number

    return wrote


def test_messages_are_counted_by_village_and_by_who_asked_for_them(uow, world, span, wrote):
    wrote()
    wrote(asked=False)
    wrote(world.chair_grant, world.chair, asked=False)
    counted = uow.burden.messages(ALL, *span)
    assert counted[world.village] == (2, 1, 2)
    assert world.neighbour not in counted


def test_an_edit_is_no_message_and_a_picture_is_one(uow, world, span, wrote):
    wrote(method="edit")
    wrote(method="photo")
    assert uow.burden.messages(ALL, *span)[world.village].answers == 1


def test_what_never_went_out_is_not_counted(uow, world, span):
    signed = {"grant_id": world.clerk_grant, "person_id": world.clerk}
    uow.outbox.put("1", "send", {}, 1, at=world.now, **signed)
    assert uow.burden.messages(ALL, *span) == {}


def test_the_beginning_counts_and_the_end_does_not(uow, world, span, wrote):
    wrote(after=-1)
    wrote()
    wrote(after=30 * 24)
    assert uow.burden.messages(ALL, *span)[world.village].answers == 1


def test_only_villages_of_the_scope_are_counted(uow, world, span, wrote):
    wrote()
    assert uow.burden.messages(Scope.of([world.neighbour], "x"), *span) == {}


def test_questions_are_counted_whether_new_cards_or_edits(uow, world, span, wrote):
    wrote(question=True)
    wrote(question=True, method="edit")
    wrote()
    wrote(question=True, after=30 * 24)
    assert uow.burden.questions(ALL, *span) == {world.village: 2}
    assert uow.burden.questions(Scope.of([world.neighbour], "x"), *span) == {}
