import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from sqlalchemy import text

SECOND = timedelta(seconds=1)


@pytest.fixture
def put(uow, world):
    numbers = iter(range(1000))

    def put(*senders):
        updates = [(next(numbers), who, {"text": "昨天支委会"}, world.today) for who in senders]
        return uow.inbox.put(1, updates, world.now)

    return put


def ids(rows):
    return [row.id for row in rows]


def test_an_update_is_kept_as_it_came(uow, world):
    body = {"message": {"text": "昨天支委会,5人参加", "from": {"id": 2**52}}}
    uow.inbox.put(7, [(2**40, "a", body, date(2026, 7, 13))], world.now)
    [row] = uow.inbox.take(world.now)
    assert (row.bot_id, row.update_id, row.sender, row.body) == (7, 2**40, "a", body)
    assert (row.received_at, row.written_on) == (world.now, date(2026, 7, 13))
    assert (row.state, row.tries, row.not_before) == ("open", 0, None)


def test_an_update_that_comes_again_is_kept_once(uow, world):
    update = (5, "a", {}, world.today)
    assert len(uow.inbox.put(1, [update, update], world.now)) == 1
    assert uow.inbox.put(1, [update], world.now) == []
    assert uow.inbox.counts() == {"open": 1}


def test_the_same_number_of_another_bot_is_another_update(uow, world):
    for bot in (1, 2):
        assert uow.inbox.put(bot, [(5, "a", {}, world.today)], world.now)


def test_it_is_of_who_had_the_phone_when_it_was_handled(uow, world, put):
    a1, a2, b1 = put("a", "a", "b")
    uow.people.bind(world.clerk, "a", "a", world.now)
    uow.inbox.done(a1, world.now)
    uow.people.unbind(uow.people.account_of("a").id, world.now)
    uow.people.bind(world.chair, "a", "a", world.now)
    uow.inbox.park(a2, "oops", world.now)
    uow.inbox.done(b1, world.now)
    held = uow._connection.execute(text("SELECT id, person_id FROM inbox ORDER BY id"))
    assert [tuple(row) for row in held] == [(a1, world.clerk), (a2, world.chair), (b1, None)]


def test_each_senders_oldest_is_taken_in_order(uow, world, put):
    a1, _, b1, _, c1 = put("a", "a", "b", "b", "c")
    assert ids(uow.inbox.take(world.now, 10)) == [a1, b1, c1]
    assert ids(uow.inbox.take(world.now, 2)) == [a1, b1]
    assert ids(uow.inbox.take(world.now)) == [a1]


def test_the_next_of_a_sender_comes_after_the_one_before_is_done(uow, world, put):
    a1, a2 = put("a", "a")
    uow.inbox.done(a1, world.now)
    assert ids(uow.inbox.take(world.now, 10)) == [a2]
    uow.inbox.done(a2, world.now)
    assert uow.inbox.take(world.now, 10) == []
    assert uow.inbox.counts() == {"done": 2}


def test_while_one_waits_for_another_try_the_senders_later_ones_wait_and_others_go_on(
    uow, world, put
):
    a1, _, b1 = put("a", "a", "b")
    uow.inbox.retry(a1, world.now + SECOND, "ValueError()")
    assert ids(uow.inbox.take(world.now, 10)) == [b1]
    [again, _] = uow.inbox.take(world.now + SECOND, 10)
    assert (again.id, again.tries, again.error) == (a1, 1, "ValueError()")


def test_a_parked_update_lets_the_senders_next_go_on_and_is_shown_to_operators(uow, world, put):
    a1, a2 = put("a", "a")
    uow.inbox.park(a1, "ValueError()", world.now)
    assert ids(uow.inbox.take(world.now, 10)) == [a2]
    [row] = uow.inbox.parked()
    assert (row.id, row.tries, row.error, row.done_at) == (a1, 1, "ValueError()", world.now)


def test_what_is_done_is_not_tried_again_nor_parked(uow, world, put):
    [a1] = put("a")
    uow.inbox.done(a1, world.now)
    uow.inbox.retry(a1, world.now, "late")
    uow.inbox.park(a1, "late", world.now)
    assert uow.inbox.counts() == {"done": 1}


def test_the_oldest_that_waits_is_told_by_when_it_came(uow, world, put):
    assert uow.inbox.oldest_open() is None
    (first,) = put("a")
    uow.inbox.put(2, [(1, "b", {}, world.today)], world.now + SECOND)
    assert uow.inbox.oldest_open() == world.now
    uow.inbox.done(first, world.now)
    assert uow.inbox.oldest_open() == world.now + SECOND


def test_more_of_a_sender_wait_only_if_so_many_are_his_and_open(uow, world, put):
    *_, last = put("a", "a", "a", "b")
    assert uow.inbox.more_wait("a", 2)
    assert not uow.inbox.more_wait("a", 3)
    assert not uow.inbox.more_wait("b", 1)
    uow.inbox.done(last, world.now)
    assert not uow.inbox.more_wait("b", 0)


def test_what_one_transaction_holds_no_other_takes(url, store, world):
    if url.startswith("sqlite"):
        pytest.skip("one writer at a time: the other waits instead")
    updates = [(1, "a", {}, world.today), (2, "a", {}, world.today), (3, "b", {}, world.today)]
    with store.begin() as uow:
        a1, a2, b1 = uow.inbox.put(1, updates, world.now)
    with store.begin() as first:
        assert ids(first.inbox.take(world.now, 1)) == [a1]
        with store.begin() as second:
            assert ids(second.inbox.take(world.now, 10)) == [b1]
        first.inbox.done(a1, world.now)
    with store.begin() as third:
        assert ids(third.inbox.take(world.now, 10)) == [a2, b1]


def test_workers_side_by_side_keep_each_senders_order_and_take_nothing_twice(store, world):
    senders = [f"s{number % 7}" for number in range(140)]
    with store.begin() as uow:
        updates = [(number, who, {}, world.today) for number, who in enumerate(senders)]
        stored = uow.inbox.put(1, updates, world.now)
    handled, lock = [], threading.Lock()

    def work(_):
        while True:
            with store.begin() as uow:
                if not uow.inbox.counts().get("open"):
                    return
                for row in uow.inbox.take(world.now, 2):
                    with lock:
                        handled.append((row.sender, row.id))
                    uow.inbox.done(row.id, world.now)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(work, range(4)))
    assert sorted(number for _, number in handled) == sorted(stored)
    for sender in set(senders):
        of_sender = [number for who, number in handled if who == sender]
        assert of_sender == sorted(of_sender)


def test_an_update_whose_transaction_failed_is_taken_again(store, world, crashing):
    with store.begin() as uow:
        uow.inbox.put(1, [(1, "a", {}, world.today)], world.now)
        [stored] = uow.inbox.put(1, [(2, "b", {}, world.today)], world.now)

    def handle(uow):
        for row in uow.inbox.take(world.now, 2):
            uow.inbox.done(row.id, world.now)

    crashing(handle)
    with store.begin() as uow:
        assert stored in ids(uow.inbox.take(world.now, 2))
        assert uow.inbox.counts() == {"open": 2}
