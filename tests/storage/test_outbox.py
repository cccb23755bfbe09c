from datetime import timedelta

import pytest

MINUTE = timedelta(minutes=1)
REPLY, RECEIPT, NEWS, REMINDER = range(4)


@pytest.fixture
def put(uow, world):
    def put(chat="1", urgency=REPLY, method="send", **more):
        return uow.outbox.put(chat, method, {"text": "好"}, urgency, at=world.now, **more)

    return put


@pytest.fixture
def card(uow, world):
    return uow.cards.add(world.clerk, "1", "log_saved", {}, "一", [], world.now)


@pytest.fixture
def edit(uow, world, put):
    """Change a card and order the edit; the row's number."""

    def edit(card, urgency=REPLY):
        new = uow.cards.change(card.id, card.kind, {}, "二", [], world.now)
        return put(method="edit", urgency=urgency, card=new)

    return edit


@pytest.fixture
def due(uow, world):
    def due(after=timedelta(0), limit=20):
        return [row.id for row in uow.outbox.due(world.now + after, limit)]

    return due


def test_a_message_is_read_back_with_its_card(uow, world, put, card):
    put(card=card, person_id=world.clerk, grant_id=world.clerk_grant, asked=False)
    uow.cards.delivered(card.id, 77)
    [row] = uow.outbox.due(world.now, 1)
    assert (row.chat_id, row.method, row.payload) == ("1", "send", {"text": "好"})
    assert (row.card_id, row.card_version, row.card_message_id) == (card.id, 1, 77)
    assert (row.person_id, row.grant_id, row.asked) == (world.clerk, world.clerk_grant, False)
    assert (row.state, row.tries, row.created_at) == ("open", 0, world.now)


def test_a_message_of_a_key_is_ordered_once(put):
    assert put(key="digest:2026-07")
    assert put(key="digest:2026-07") is None
    assert put(key="digest:2026-08")


def test_replies_go_first_then_in_order_of_their_number(put, due):
    reminder, news, receipt = put("1", REMINDER), put("2", NEWS), put("3", RECEIPT)
    reply, later_reply = put("4"), put("5")
    assert due() == [reply, later_reply, receipt, news, reminder]
    assert due(limit=2) == [reply, later_reply]


def test_a_chats_messages_of_one_urgency_keep_their_order(uow, world, put, due):
    first, second = put(), put()
    assert due() == [first]
    uow.outbox.sending(first, world.now)
    uow.outbox.sent(first, 5, world.now)
    assert due() == [second]


def test_a_chat_is_given_nothing_while_a_message_is_on_its_way_to_it(uow, world, put, due):
    first, elsewhere = put("1", NEWS), put("2", NEWS)
    uow.outbox.sending(first, world.now)
    put("1", REPLY)
    assert due() == [elsewhere]


def test_a_message_that_waits_for_another_try_holds_back_those_behind_it(uow, world, put, due):
    first = put()
    put()
    urgent_elsewhere = put("2")
    uow.outbox.sending(first, world.now)
    uow.outbox.postpone(first, world.now + MINUTE, "retry after 60")
    assert due() == [urgent_elsewhere]
    assert due(MINUTE) == [first, urgent_elsewhere]


def test_a_message_planned_for_the_morning_holds_back_nothing(put, due, world):
    morning = put(urgency=NEWS, not_before=world.now + MINUTE)
    now = put(urgency=NEWS)
    assert due() == [now]
    assert due(MINUTE) == [morning]


def test_a_message_is_claimed_once(uow, world, put, due):
    row = put()
    assert uow.outbox.sending(row, world.now)
    assert not uow.outbox.sending(row, world.now)
    assert due() == []


def test_every_attempt_is_counted(uow, world, put):
    row = put()
    for _ in range(2):
        uow.outbox.sending(row, world.now)
        uow.outbox.postpone(row, world.now, "502")
    [again] = uow.outbox.due(world.now, 1)
    assert (again.tries, again.error) == (2, "502")


def test_what_was_sent_failed_or_is_in_doubt_is_not_due_again(uow, world, put, due):
    sent, failed, doubtful = put("1"), put("2"), put("3")
    for row in (sent, failed, doubtful):
        uow.outbox.sending(row, world.now)
    uow.outbox.sent(sent, 5, world.now)
    uow.outbox.failed(failed, "blocked")
    uow.outbox.doubt(doubtful)
    assert due() == []
    assert uow.outbox.in_flight() == []


def test_what_a_crash_left_on_its_way_is_found(uow, world, put):
    row, _ = put("1"), put("2")
    uow.outbox.sending(row, world.now)
    assert [left.id for left in uow.outbox.in_flight()] == [row]
    assert uow.outbox.in_flight(claimed_before=world.now) == []
    assert [left.id for left in uow.outbox.in_flight(world.now + MINUTE)] == [row]


def test_the_newest_edit_of_a_card_supersedes_those_not_yet_begun(put, due, card, edit, uow, world):
    uow.outbox.sending(put(card=card), world.now)
    [shown] = uow.outbox.in_flight()
    uow.outbox.sent(shown.id, 77, world.now)
    edit(card, NEWS)
    newest = edit(card)
    assert due() == [newest]


def test_an_edit_of_another_card_supersedes_nothing(due, card, edit, uow, world):
    other = uow.cards.add(world.clerk, "2", "home", {}, "一", [], world.now)
    first, second = edit(card), edit(other)
    assert due() == [first]
    uow.outbox.failed(first, "gone")
    assert due() == [second]


def test_a_card_changed_before_it_was_shown_is_sent_once_in_its_newest_version_when_planned(
    uow, world, put, due, card, edit
):
    put(card=card, urgency=NEWS, asked=False, not_before=world.now + MINUTE)
    newest = edit(card)
    assert due() == []
    [row] = uow.outbox.due(world.now + MINUTE, 10)
    assert (row.id, row.method, row.card_version) == (newest, "send", 2)
    assert (row.urgency, row.asked) == (NEWS, False)


def test_what_a_card_became_is_sent_anew_though_an_edit_of_it_is_on_its_way(uow, world, card, edit):
    before = edit(card)
    uow.outbox.sending(before, world.now)
    shown = uow.cards.get(card.id)
    newest = edit(card)
    uow.outbox.send_anew(shown, REPLY)
    uow.outbox.sent(before, 77, world.now)
    uow.cards.delivered(card.id, 77)
    [row] = uow.outbox.due(world.now, 10)
    assert (row.id, row.method, row.card_message_id) == (newest, "send", 77)


def test_what_is_sent_anew_waits_for_no_morning_and_what_stood_before_stays_as_it_was(
    uow, world, put, card, edit
):
    put(card=card, urgency=NEWS, asked=False, not_before=world.now + MINUTE)
    uow.outbox.send_anew(card, REPLY)
    assert uow.outbox.due(world.now, 10) == []
    newest = edit(card)
    uow.outbox.send_anew(card, REPLY)
    [row] = uow.outbox.due(world.now, 10)
    assert (row.id, row.urgency, row.asked, row.not_before) == (newest, REPLY, True, None)


def test_an_edit_ordered_while_its_card_is_being_sent_follows_it(uow, world, put, due, card, edit):
    first = put(card=card)
    uow.outbox.sending(first, world.now)
    newest = edit(card)
    assert due() == []
    uow.outbox.sent(first, 77, world.now)
    assert due() == [newest]


def test_a_postponed_edit_yields_to_a_newer_one(uow, world, due, card, edit):
    old = edit(card)
    uow.outbox.sending(old, world.now)
    newest = edit(card, NEWS)
    uow.outbox.postpone(old, world.now, "502")
    assert due() == [newest]


def test_a_postponed_first_send_yields_to_the_newer_version_which_is_sent_in_its_place(
    uow, world, put, card, edit
):
    first = put(card=card)
    uow.outbox.sending(first, world.now)
    newest = edit(card)
    uow.outbox.postpone(first, world.now, "in doubt: timeout")
    [row] = uow.outbox.due(world.now, 10)
    assert (row.id, row.method, row.error) == (newest, "send", "in doubt: timeout")


def test_a_version_older_than_one_already_sent_is_not_sent_any_more(uow, world, due, card, edit):
    old = edit(card)
    uow.outbox.sending(old, world.now)
    new = edit(card)
    uow.outbox.sent(new, 77, world.now)
    uow.outbox.postpone(old, world.now, "502")
    assert due() == []


def test_an_outdated_version_cannot_be_claimed(uow, world, put, card):
    newer = uow.cards.change(card.id, card.kind, {}, "二", [], world.now)
    old = put(card=card)
    put(card=newer)
    assert not uow.outbox.sending(old, world.now)


def test_the_end_of_a_grant_drops_its_unsent_messages_only(uow, world, put, due):
    mine = put("1", grant_id=world.clerk_grant)
    flying = put("2", grant_id=world.clerk_grant)
    theirs = put("3", grant_id=world.chair_grant)
    uow.outbox.sending(flying, world.now)
    assert uow.outbox.cancel_for_grant(world.clerk_grant) == 1
    assert due() == [theirs]
    assert not uow.outbox.sending(mine, world.now)
    assert [row.id for row in uow.outbox.in_flight()] == [flying]


def test_messages_nobody_asked_for_are_counted_against_a_persons_limit(uow, world, put):
    def unasked(**more):
        return put(**{"person_id": world.clerk, "asked": False} | more)

    unasked()
    unasked(method="edit")
    unasked(asked=True)
    unasked(person_id=world.chair)
    uow.outbox.failed(unasked(), "502")
    assert uow.outbox.unasked_since(world.clerk, world.now - MINUTE) == 2
    assert uow.outbox.unasked_since(world.clerk, world.now) == 0


def test_a_message_that_was_superseded_is_not_counted_against_the_limit(
    uow, world, put, edit, card
):
    put(card=card, person_id=world.clerk, asked=False)
    edit(card)
    assert uow.outbox.unasked_since(world.clerk, world.now - MINUTE) == 0


def test_what_could_be_sent_by_now_is_counted_with_its_age(uow, world, put):
    assert uow.outbox.unsent(world.now) == (0, 0, None)
    sent = put("1")
    uow.outbox.sending(put("1"), world.now)
    put("1")
    put("2")
    put("3", not_before=world.now + MINUTE)
    uow.outbox.sent(sent, 7, world.now)
    assert uow.outbox.unsent(world.now) == (3, 2, world.now)


def test_of_a_post_that_ends_later_only_what_was_planned_for_then_is_dropped(uow, world):
    later = world.now + timedelta(days=3)
    for moment in (None, later):
        uow.outbox.put(
            "77", "send", {}, 1, grant_id=world.clerk_grant, not_before=moment, at=world.now
        )
    assert uow.outbox.cancel_for_grant(world.clerk_grant, later) == 1
    assert uow.outbox.cancel_for_grant(world.clerk_grant) == 1


def test_what_became_of_a_message_is_told_by_its_key(uow, world):
    assert uow.outbox.state_of("anchor/1") is None
    number = uow.outbox.put("1", "send", {"text": "x"}, 3, key="anchor/1", at=world.now)
    assert uow.outbox.state_of("anchor/1") == "open"
    uow.outbox.failed(number, "gone")
    assert uow.outbox.state_of("anchor/1") == "failed"
