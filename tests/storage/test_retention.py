"""Fields that nobody needs any more are emptied, and no row that still counts is touched."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from storage.errors import NotFound
from storage.record_rows import NewEvidence
from storage.retention import NOBODY, STEPS
from storage.scope import Scope
from storage.tables import metadata

DAY = timedelta(days=1)
CHAT = "77001"


@pytest.fixture
def empty(uow, world):
    """Empty a field of what was last needed before now, or before another moment."""

    def empty(field, before=None):
        return uow.retention.empty(field, before or world.now, 0, 100).rows

    return empty


def came(uow, world, number, ago=DAY):
    told = (number, CHAT, {"text": "支委会"}, world.today)
    (row,) = uow.inbox.put(42, [told], world.now - ago)
    return row


def test_an_update_that_was_handled_keeps_no_word(uow, world, empty):
    done, waits = came(uow, world, 1), came(uow, world, 2)
    uow.inbox.done(done, world.now - DAY)
    assert empty("inbox.body") == 1
    assert empty("inbox.body") == 0
    (left,) = uow.inbox.take(world.now, 10)
    assert (left.id, left.body) == (waits, {"text": "支委会"})


def test_it_does_not_come_anew_when_telegram_sends_it_again(uow, world, empty):
    uow.inbox.done(came(uow, world, 1), world.now - DAY)
    empty("inbox.body")
    assert uow.inbox.put(42, [(1, CHAT, {"text": "支委会"}, world.today)], world.now) == []


def test_a_parked_update_has_a_day_of_its_own(uow, world, empty):
    uow.inbox.park(came(uow, world, 1), "ValueError('支委会')", world.now - DAY)
    assert empty("inbox.body") == 0
    assert empty("inbox.body (parked)") == 1
    (row,) = uow.inbox.parked()
    assert (row.body, row.error) == ({}, "")


def test_of_messages_those_that_wait_keep_their_words(uow, world, empty):
    ids = [uow.outbox.put(CHAT, "send", {"text": "您好"}, 0, at=world.now - DAY) for _ in range(2)]
    uow.outbox.sent(ids[0], 5, world.now - DAY)
    assert empty("outbox.payload") == 1
    (row,) = uow.outbox.due(world.now, 10)
    assert (row.id, row.payload) == (ids[1], {"text": "您好"})


def test_a_card_keeps_its_buttons_and_what_it_is_drawn_from(uow, world, empty):
    card = uow.cards.add(
        world.clerk, CHAT, "home", {"a": 1}, "您好", [{"label": "x"}], world.now - DAY
    )
    assert empty("card.text") == 1
    left = uow.cards.get(card.id)
    assert (left.text, left.data, left.buttons) == ("", {"a": 1}, [{"label": "x"}])


def test_what_was_begun_and_left_goes_unless_a_photo_waits_for_it(uow, world, empty):
    ids = [
        uow.drafts.open(world.clerk, "log", {}, awaits_text=False, at=world.now - DAY)
        for _ in range(2)
    ]
    photo = uow.evidence.keep(sent(world))
    uow.evidence.hold(ids[1], [photo])
    assert empty("draft") == 1
    with pytest.raises(NotFound):
        uow.drafts.get(ids[0], world.clerk)
    assert uow.drafts.get(ids[1], world.clerk)


def sent(world, name="u"):
    told = {"kind": "photo", "file_id": "f", "file_unique_id": name, "village_id": world.village}
    return NewEvidence(**told, **world.by_clerk(world.now - DAY))


def test_of_a_refused_file_it_is_forgotten_where_it_was(uow, world, empty):
    refused, kept = uow.evidence.keep(sent(world)), uow.evidence.keep(sent(world, "v"))
    uow.evidence.refuse(refused, "type")
    assert empty("evidence.file_id") == 1
    row = uow.evidence.get(refused, Scope.operator())
    assert (row.file_id, row.refused) == ("", "type")
    assert uow.evidence.get(kept, Scope.operator()).file_id == "f"


def test_work_that_is_over_keeps_nothing_it_was_done_with(uow, world, empty):
    done, waits = (
        uow.jobs.put("fetch", {"chat_id": CHAT}, at=world.now - DAY, key=key) for key in "ab"
    )
    uow.jobs.done(done, world.now)
    assert empty("job.payload") == 1
    assert [(job.id, job.payload) for job in uow.jobs.take(world.now)] == [
        (waits, {"chat_id": CHAT})
    ]
    assert uow.jobs.put("fetch", {}, at=world.now, key="a") is None


def test_wrong_codes_are_forgotten(uow, world, empty):
    uow.invites.note_try(CHAT, world.now - DAY)
    uow.invites.note_try(CHAT, world.now)
    assert empty("invite_try") == 1
    assert uow.invites.tries_since(CHAT, world.now - 2 * DAY) == 1


def test_a_phone_that_was_left_is_nobodys_and_may_be_bound_anew(uow, world, empty):
    left = uow.people.bind(world.clerk, CHAT, CHAT, world.now - DAY)
    uow.people.bind(world.chair, "77002", "77002", world.now - DAY)
    uow.people.unbind(left.id, world.now - DAY)
    assert empty("account.external_id") == 1
    assert empty("account.external_id") == 0
    assert uow.people.known(CHAT) is None
    assert uow.people.bind(world.chair, CHAT, CHAT, world.now).id != left.id


@pytest.fixture
def chats(uow, world):
    """A phone in use, one that was left, a stranger's, a group: what each sent and was told."""
    for number, (person, phone) in enumerate([(world.chair, "77002"), (world.clerk, CHAT)]):
        uow.people.bind(person, phone, phone, world.now - number * DAY)
    uow.people.unbind(uow.people.known(CHAT).id, world.now - DAY)
    found = ("77002", CHAT, "9", "-100")
    for number, chat in enumerate(found):
        (row,) = uow.inbox.put(42, [(number, chat, {}, world.today)], world.now - DAY)
        uow.inbox.done(row, world.now - DAY)
        card = uow.cards.add(None, chat, "home", {}, "您好", [], world.now - DAY)
        sent = uow.outbox.put(chat, "send", {}, 0, card=card, at=world.now - DAY)
        uow.outbox.sent(sent, 5, world.now - DAY)
    return found


NUMBERS = {"inbox.sender": "inbox", "outbox.chat_id": "outbox", "card.chat_id": "card"}


@pytest.mark.parametrize("field", NUMBERS)
def test_a_number_that_no_phone_has_any_more_is_forgotten(uow, chats, empty, field):
    in_use, *_, group = chats
    assert empty(field) == 1, "the stranger's"
    empty("account.external_id")
    assert empty(field) == 1
    assert empty(field) == 0
    column = metadata.tables[NUMBERS[field]].c[field.partition(".")[2]]
    left = uow._connection.execute(select(column).order_by(column)).scalars()
    assert sorted(left) == sorted([group, in_use, NOBODY, NOBODY])


def test_consent_is_kept_while_a_post_is_held_and_for_a_while_after(uow, world, empty):
    uow.people.consent(world.clerk, "v1", world.now - 9 * DAY)
    uow.people.consent(world.chair, "v1", world.now - 9 * DAY)
    uow.grants.end(world.clerk_grant, world.now - 5 * DAY)
    assert empty("consent", world.now - 6 * DAY) == 0
    assert empty("consent", world.now - 4 * DAY) == 1
    assert not uow.people.consent(world.chair, "v1", world.now)


def test_so_many_rows_are_looked_at_and_the_last_of_them_told(uow, world):
    for ago in (DAY, DAY, -DAY, DAY):
        uow.invites.note_try(CHAT, world.now - ago)
    (first, emptied) = uow.retention.empty("invite_try", world.now, 0, 1)
    (third, more) = uow.retention.empty("invite_try", world.now, first, 2)
    (fourth, rest) = uow.retention.empty("invite_try", world.now, third, 2)
    assert (third - first, fourth - third) == (2, 1)
    assert (emptied, more, rest) == (1, 1, 1)
    assert uow.retention.empty("invite_try", world.now, fourth, 2) == (0, 0)


@pytest.mark.parametrize("field", STEPS)
def test_what_is_younger_stays(uow, world, field):
    uow.inbox.done(came(uow, world, 1), world.now)
    assert uow.retention.empty(field, world.now - 2 * DAY, 0, 10).rows == 0
