from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from storage.jobs import LEASE, TRUSTED

MINUTE = timedelta(minutes=1)


@pytest.fixture
def put(uow, world):
    def put(**more):
        return uow.jobs.put("photo", {"file": "x"}, at=world.now, **more)

    return put


def test_a_job_is_taken_with_what_it_needs_and_not_twice(uow, world, put):
    number = put(key="photo:x")
    [job] = uow.jobs.take(world.now)
    assert (job.id, job.key, job.kind, job.payload) == (number, "photo:x", "photo", {"file": "x"})
    assert job.tries == 1
    assert uow.jobs.take(world.now) == []


def test_a_job_of_a_key_is_ordered_once(put):
    assert put(key="photo:x")
    assert put(key="photo:x") is None


def test_jobs_are_taken_in_order_as_many_as_wanted(uow, world, put):
    numbers = [put() for _ in range(3)]
    assert [job.id for job in uow.jobs.take(world.now, 2)] == numbers[:2]
    assert [job.id for job in uow.jobs.take(world.now, 2)] == numbers[2:]


def test_a_job_is_not_taken_before_its_time(uow, world, put):
    put(run_after=world.now + MINUTE)
    assert uow.jobs.take(world.now) == []
    assert uow.jobs.take(world.now + MINUTE)


def test_a_job_whose_taker_died_is_taken_again_after_its_lease(uow, world, put):
    put()
    uow.jobs.take(world.now)
    assert uow.jobs.take(world.now + LEASE - MINUTE) == []
    [again] = uow.jobs.take(world.now + LEASE)
    assert again.tries == 2


def test_a_job_whose_taker_surely_died_is_taken_again_at_once(uow, world, put):
    put()
    uow.jobs.take(world.now)
    assert uow.jobs.release(world.now) == 1
    [again] = uow.jobs.take(world.now)
    assert again.tries == 2


def test_a_job_that_its_takers_may_have_died_of_waits_out_its_lease(uow, world, put):
    put()
    for _ in range(TRUSTED):
        uow.jobs.take(world.now)
        assert uow.jobs.release(world.now) == 1
    assert uow.jobs.take(world.now)
    assert uow.jobs.release(world.now) == 0
    assert uow.jobs.take(world.now) == []
    assert uow.jobs.take(world.now + LEASE)


def test_a_job_done_is_not_taken_again(uow, world, put):
    number = put()
    uow.jobs.take(world.now)
    uow.jobs.done(number, world.now)
    assert uow.jobs.take(world.now + 2 * LEASE) == []


def test_a_failed_job_is_tried_again_at_the_time_named(uow, world, put):
    number = put()
    uow.jobs.take(world.now)
    uow.jobs.failed(number, "timeout", world.now + MINUTE)
    assert uow.jobs.take(world.now) == []
    assert uow.jobs.take(world.now + MINUTE)


def test_a_job_failed_for_good_is_not_taken_again(uow, world, put):
    number = put()
    uow.jobs.take(world.now)
    uow.jobs.failed(number, "404")
    assert uow.jobs.take(world.now + 2 * LEASE) == []


def test_takers_side_by_side_take_each_job_once(store, world):
    with store.begin() as uow:
        numbers = [uow.jobs.put("photo", {}, at=world.now) for _ in range(24)]

    def take(_):
        with store.begin() as uow:
            return [job.id for job in uow.jobs.take(world.now, 3)]

    with ThreadPoolExecutor(8) as pool:
        taken = [number for batch in pool.map(take, range(16)) for number in batch]
    assert sorted(taken) == numbers


def test_since_when_a_job_is_left_lying_is_told_also_of_one_whose_taker_died(uow, world, put):
    put(run_after=world.now + MINUTE)
    assert uow.jobs.oldest_due(world.now) is None
    assert uow.jobs.oldest_due(world.now + 2 * MINUTE) == world.now + MINUTE
    uow.jobs.take(world.now + MINUTE)
    assert uow.jobs.oldest_due(world.now + 2 * MINUTE) is None
    assert uow.jobs.oldest_due(world.now + MINUTE + 2 * LEASE) == world.now + MINUTE + LEASE


def test_jobs_are_counted_by_their_state(uow, world):
    assert uow.jobs.counts() == {}
    for _ in range(3):
        uow.jobs.put("fetch", {}, at=world.now)
    (first, second) = uow.jobs.take(world.now, 2)
    uow.jobs.done(first.id, world.now)
    uow.jobs.failed(second.id, "x")
    assert uow.jobs.counts() == {"open": 1, "done": 1, "failed": 1}
