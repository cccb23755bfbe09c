import pytest

from bot.errors import Unreadable
from bot.loop import HEARTBEAT
from bot.worker import AT_ONCE, PAUSES, Worker
from storage.errors import DatabaseFull


class Handling:
    """Writes each update down; fails on those it is told to, so many times."""

    def __init__(self):
        self.fails = {}
        self.tried = []
        self.told = []

    def handle(self, uow, row):
        self.tried.append(row.update_id)
        uow.settings.put(f"fact {row.update_id}", row.sender)
        error = self.fails.get(row.update_id, [])
        if error:
            raise error.pop(0)

    def tell_parked(self, uow, row):
        self.told.append(row.update_id)
        uow.settings.put(f"told {row.update_id}", row.sender)


@pytest.fixture
def handling():
    return Handling()


@pytest.fixture
def worker(writer, clock, handling, wake):
    return Worker(writer, clock, handling, wake)


@pytest.fixture
def put(store, clock):
    def put(*updates):
        with store.begin() as uow:
            rows = [(number, sender, {}, clock.today()) for number, sender in updates]
            uow.inbox.put(42, rows, clock.now())

    return put


def facts(store, *numbers):
    with store.read() as uow:
        return [number for number in numbers if uow.settings.get(f"fact {number}")]


def counts(store):
    with store.read() as uow:
        return uow.inbox.counts()


async def test_an_update_is_handled_done_and_delivery_woken(worker, put, store, wakes):
    put((1, "a"))
    assert await worker.step() == HEARTBEAT
    assert facts(store, 1) == [1]
    assert counts(store) == {"done": 1}
    assert wakes


async def test_with_nothing_to_do_it_rests_and_wakes_nobody(worker, wakes):
    assert await worker.step() == HEARTBEAT
    assert not wakes


async def test_each_persons_updates_are_handled_in_order(worker, put, handling):
    put((1, "a"), (2, "b"), (3, "a"), (4, "b"), (5, "a"))
    await worker.step()
    assert [n for n in handling.tried if n in {1, 3, 5}] == [1, 3, 5]
    assert [n for n in handling.tried if n in {2, 4}] == [2, 4]


async def test_a_flood_of_one_person_does_not_keep_another_waiting(worker, put, handling):
    put(*[(number, "flood") for number in range(1, 101)], (101, "patient"))
    await worker.step()
    assert handling.tried[:2] == [1, 101]


async def test_a_round_is_bounded(worker, put, handling):
    put(*[(number, str(number)) for number in range(1, 3 * AT_ONCE)])
    assert await worker.step() == 0
    assert len(handling.tried) == AT_ONCE


async def test_a_failure_leaves_nothing_and_stops_nobody_else(worker, put, handling, store):
    handling.fails[2] = [ValueError("x")]
    put((1, "a"), (2, "b"), (3, "c"))
    await worker.step()
    assert facts(store, 1, 2, 3) == [1, 3]
    assert counts(store) == {"done": 2, "open": 1}


async def test_a_failed_update_is_tried_again_later_and_before_the_persons_next(
    worker, put, handling, clock, store
):
    handling.fails[1] = [ValueError("x")]
    put((1, "a"), (2, "a"))
    await worker.step()
    await worker.step()
    assert handling.tried == [1], "its time has not come, and the next one must wait for it"
    clock.passed += PAUSES[0]
    while await worker.step() == 0:
        pass
    assert handling.tried == [1, 1, 2]
    assert facts(store, 1, 2) == [1, 2]


async def test_the_wait_between_tries_grows(worker, put, handling, clock):
    handling.fails[1] = [ValueError("x")] * 2
    put((1, "a"))
    await worker.step()
    clock.passed += PAUSES[0]
    await worker.step()
    clock.passed += PAUSES[0]
    await worker.step()
    assert handling.tried == [1, 1]
    clock.passed += PAUSES[1]
    await worker.step()
    assert handling.tried == [1, 1, 1]


async def test_after_three_tries_it_is_parked_the_person_told_and_the_next_goes_on(
    worker, put, handling, clock, store
):
    handling.fails[1] = [ValueError("broken")] * 3
    put((1, "a"), (2, "a"))
    for pause in (*PAUSES, 0):
        await worker.step()
        clock.passed += pause
    await worker.step()
    assert handling.tried == [1, 1, 1, 2]
    assert handling.told == [1]
    with store.read() as uow:
        (row,) = uow.inbox.parked()
        assert "broken" in row.error
        assert uow.settings.get("told 1") == "a"
    assert facts(store, 1, 2) == [2]


async def test_what_cannot_be_read_is_parked_at_once(worker, put, handling, store):
    handling.fails[1] = [Unreadable("KeyError('chat')")]
    put((1, "a"))
    await worker.step()
    assert counts(store) == {"parked": 1}
    assert handling.told == [1]


async def test_a_person_who_cannot_be_told_is_still_parked(worker, put, handling, store):
    def fail(uow, row):
        uow.settings.put(f"told {row.update_id}", "half")
        raise OSError

    handling.tell_parked = fail
    handling.fails[1] = [Unreadable("x")]
    put((1, "a"))
    await worker.step()
    assert counts(store) == {"parked": 1}
    with store.read() as uow:
        assert uow.settings.get("told 1") is None


async def test_a_commit_that_fails_counts_no_try(worker, put, handling, store, writer):
    put((1, "a"))
    commit = writer._commit

    def disk_full(work):
        def fail_at_the_end(uow):
            work(uow)
            raise OSError("disk full")

        return commit(fail_at_the_end)

    writer._commit = disk_full
    with pytest.raises(OSError, match="disk full"):
        await worker.step()
    writer._commit = commit
    await worker.step()
    assert handling.tried == [1, 1]
    assert counts(store) == {"done": 1}


async def test_what_a_full_disk_stops_is_done_later_and_no_try_is_counted(
    worker, put, handling, store
):
    put((1, "a"), (2, "b"))
    handling.fails[2] = [DatabaseFull("full")] * len(PAUSES) * 2
    for _ in range(len(PAUSES) * 2):
        with pytest.raises(DatabaseFull):
            await worker.step()
    assert (facts(store, 1, 2), counts(store)) == ([], {"open": 2})
    await worker.step()
    assert (facts(store, 1, 2), counts(store)) == ([1, 2], {"done": 2})
