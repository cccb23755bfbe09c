from datetime import timedelta

import pytest
from sqlalchemy import insert

from storage.errors import DatabaseFailed, NotFound
from storage.tables import Draft


def begin(uow, world, person=None, *, awaits_text=True):
    who = person or world.clerk
    return uow.drafts.open(who, "log", {"duty": "党课"}, awaits_text=awaits_text, at=world.now)


def test_a_draft_is_read_back_by_its_person(uow, world):
    draft = begin(uow, world)
    row = uow.drafts.get(draft, world.clerk)
    assert (row.kind, row.data, row.awaits_text) == ("log", {"duty": "党课"}, True)


def test_another_persons_draft_is_not_found(uow, world):
    with pytest.raises(NotFound, match="草稿"):
        uow.drafts.get(begin(uow, world), world.chair)


def test_the_next_words_belong_to_the_draft_begun_last(uow, world):
    first, second = begin(uow, world), begin(uow, world)
    assert uow.drafts.awaiting(world.clerk).id == second
    assert uow.drafts.get(first, world.clerk).closed_at == world.now


def test_a_draft_that_waits_for_no_words_leaves_the_waiting_one_alone(uow, world):
    waiting = begin(uow, world)
    begin(uow, world, awaits_text=False)
    assert uow.drafts.awaiting(world.clerk).id == waiting


def test_each_person_has_a_waiting_draft_of_his_own(uow, world):
    mine, theirs = begin(uow, world), begin(uow, world, world.chair)
    assert uow.drafts.awaiting(world.clerk).id == mine
    assert uow.drafts.awaiting(world.chair).id == theirs


def test_a_closed_draft_waits_no_longer_and_closes_once(uow, world):
    draft = begin(uow, world)
    assert uow.drafts.close(draft, world.now)
    assert not uow.drafts.close(draft, world.now + timedelta(hours=1))
    assert uow.drafts.awaiting(world.clerk) is None
    assert uow.drafts.get(draft, world.clerk).closed_at == world.now


def test_what_is_known_so_far_is_replaced(uow, world):
    draft = begin(uow, world)
    uow.drafts.update(draft, {"duty": "党课", "day": "2026-07-14"})
    assert uow.drafts.get(draft, world.clerk).data["day"] == "2026-07-14"


def test_the_database_itself_refuses_a_second_waiting_draft(uow, world):
    begin(uow, world)
    row = {"person_id": world.clerk, "kind": "log", "awaits_text": True, "opened_at": world.now}
    with pytest.raises(DatabaseFailed), uow.savepoint():
        uow._connection.execute(insert(Draft.__table__), row)


def test_the_newest_draft_of_a_kind_that_is_still_open_is_found(uow, world):
    def begun(kind, minutes):
        at = world.now + timedelta(minutes=minutes)
        return uow.drafts.open(world.clerk, kind, {}, awaits_text=False, at=at)

    _, newest, closed = begun("log", 0), begun("log", 5), begun("log", 6)
    begun("other", 7)
    uow.drafts.close(closed, world.now)
    assert uow.drafts.open_since(world.clerk, "log", world.now).id == newest
    later = world.now + timedelta(minutes=5, seconds=1)
    assert uow.drafts.open_since(world.clerk, "log", later) is None
    assert uow.drafts.open_since(world.chair, "log", world.now) is None
