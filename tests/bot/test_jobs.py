from datetime import timedelta

import pytest

from bot.jobs import PAUSES, Jobs
from bot.loop import HEARTBEAT
from storage.tables import Job

_job = Job.__table__


class Photo:
    """A kind of job that is told what to raise."""

    def __init__(self):
        self.errors = []
        self.worked = 0
        self.given_up = 0

    async def work(self, payload):
        self.worked += 1
        if self.errors:
            raise self.errors.pop(0)
        return payload["file"] * 2

    def finish(self, uow, payload, result):
        uow.settings.put(payload["file"], result)

    def give_up(self, uow, payload):
        uow.settings.put(payload["file"], "given up")
        self.given_up += 1
        if self.given_up > 1:
            raise ValueError


@pytest.fixture
def photo():
    return Photo()


@pytest.fixture
def jobs(writer, clock, photo, wake):
    return Jobs(writer, clock, {"photo": photo}, wake)


@pytest.fixture
def order(store, clock):
    def order(kind="photo", **more):
        with store.begin() as uow:
            return uow.jobs.put(kind, {"file": "F"}, at=clock.now(), **more)

    return order


def result(store):
    with store.read() as uow:
        return uow.settings.get("F")


async def test_a_job_is_done_outside_and_its_result_written_inside_a_transaction(
    jobs, order, store, wakes
):
    order()
    assert await jobs.step() == 0
    assert result(store) == "FF"
    assert wakes
    assert await jobs.step() == HEARTBEAT, "done once"


async def test_a_job_that_fails_is_tried_again_later_and_then_given_up(jobs, order, photo, clock):
    photo.errors = [OSError("no network")] * 9
    order()
    for _ in range(9):
        await jobs.step()
        clock.moment += timedelta(seconds=max(PAUSES))
    assert photo.worked == 1 + len(PAUSES)


async def test_a_job_that_is_given_up_says_so_once(jobs, order, photo, clock, store):
    photo.errors = [OSError("no network")] * 9
    order()
    for _ in range(9):
        await jobs.step()
        clock.moment += timedelta(seconds=max(PAUSES))
    assert (photo.given_up, result(store)) == (1, "given up")


async def test_a_fault_in_giving_up_leaves_nothing_half_done(jobs, order, photo, clock, store):
    photo.errors = [OSError("no network")] * 9
    photo.given_up = 1
    order()
    for _ in range(9):
        await jobs.step()
        clock.moment += timedelta(seconds=max(PAUSES))
    assert result(store) is None
    assert photo.given_up == 2, "tried once, and not again"


async def test_a_failed_job_does_not_run_before_its_time(jobs, order, photo, store, clock):
    photo.errors = [OSError("no network")]
    order()
    await jobs.step()
    await jobs.step()
    assert photo.worked == 1
    clock.moment += timedelta(seconds=PAUSES[0])
    await jobs.step()
    assert result(store) == "FF"


async def test_what_finishing_wrote_before_it_failed_is_taken_back(jobs, order, photo, store):
    def half(uow, payload, _result):
        uow.settings.put(payload["file"], "half")
        raise ValueError

    photo.finish = half
    order()
    await jobs.step()
    assert result(store) is None


async def test_a_kind_nobody_knows_stops_no_other(jobs, order, store):
    order("unknown")
    order()
    await jobs.step()
    await jobs.step()
    assert result(store) == "FF"


async def test_a_job_left_by_a_crash_is_taken_again(jobs, order, store, clock):
    order()
    with store.begin() as uow:
        uow.jobs.take(clock.now())
    assert await jobs.step() == HEARTBEAT, "its taker may be alive"
    clock.moment += timedelta(minutes=10)
    await jobs.step()
    assert result(store) == "FF"


class HeldUp(Photo):
    """While it works, another process takes the job after the lease, and comes to an end."""

    def __init__(self, other, clock):
        super().__init__()
        self.other = other
        self.clock = clock

    async def work(self, payload):
        self.clock.moment += timedelta(minutes=10)
        await self.other.step()
        return await super().work(payload)

    def finish(self, *_):
        raise AssertionError("twice")


class Overtaken(Photo):
    """While it works, or fails, what it was ordered with changes: whoever ordered it is erased."""

    def __init__(self, store, number):
        super().__init__()
        self.store = store
        self.number = number

    async def work(self, payload):
        with self.store.begin() as uow:
            uow.jobs._change(_job, self.number, payload={"file": "G"})
        return await super().work(payload)


@pytest.mark.parametrize("errors", [0, len(PAUSES) + 1])
async def test_a_job_ends_with_what_its_order_says_by_then(
    errors, order, store, writer, clock, wake
):
    photo = Overtaken(store, order())
    photo.errors = [OSError("gone")] * errors
    jobs = Jobs(writer, clock, {"photo": photo}, wake)
    for pause in (*PAUSES, 0):
        await jobs.step()
        clock.moment += timedelta(seconds=pause)
    with store.read() as uow:
        assert uow.settings.get("F") is None
        assert uow.settings.get("G") == ("given up" if errors else "FF")


async def test_of_two_processes_that_did_a_job_the_first_finishes_it(
    jobs, order, store, writer, clock, wake
):
    order()
    slow = Jobs(writer, clock, {"photo": HeldUp(jobs, clock)}, wake)
    await slow.step()
    assert result(store) == "FF"
    with store.read() as uow:
        assert uow.jobs.counts() == {"done": 1}


async def test_a_failure_that_comes_back_too_late_takes_nothing_back(
    jobs, order, store, writer, clock, wake
):
    order()
    held_up = HeldUp(jobs, clock)
    held_up.errors = [OSError("late")]
    await Jobs(writer, clock, {"photo": held_up}, wake).step()
    with store.read() as uow:
        assert uow.jobs.counts() == {"done": 1}


async def test_where_no_other_process_runs_a_job_left_by_a_crash_is_taken_at_once(
    jobs, order, store, clock
):
    order()
    with store.begin() as uow:
        uow.jobs.take(clock.now())
    await jobs.recover()
    await jobs.step()
    assert result(store) == "FF"
