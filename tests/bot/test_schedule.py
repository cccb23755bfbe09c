import asyncio
from datetime import timedelta

import pytest
from structlog.testing import capture_logs

from bot.schedule import LAST_TICK, Schedule
from storage.errors import DatabaseFull


@pytest.fixture
def schedule(writer, clock, wake):
    return lambda *ticks: Schedule(writer, clock, ticks, wake)


def note(key):
    return lambda uow, now: uow.settings.put(key, now.isoformat())


def broken(uow, _now):
    uow.settings.put("half", 1)
    raise ValueError("broken tick")


async def test_a_tick_asks_what_is_due_at_peoples_time(schedule, store, clock, wakes):
    await schedule(note("a")).tick()
    with store.read() as uow:
        assert uow.settings.get("a") == clock.now().isoformat()
        assert uow.settings.get(LAST_TICK) == clock.now().isoformat()
    assert wakes


async def test_a_tick_that_fails_leaves_nothing_and_stops_no_other(schedule, store):
    await schedule(broken, note("b")).tick()
    with store.read() as uow:
        assert (uow.settings.get("half"), bool(uow.settings.get("b"))) == (None, True)


async def test_a_tick_with_much_to_do_is_several_transactions(schedule, store):
    left, seen = [1, 2, 3], []

    def tick(uow, _now):
        with store.read() as committed:
            seen.append(committed.settings.get("done"))
        uow.settings.put("done", left.pop())
        return bool(left)

    await schedule(tick).tick()
    assert seen == [None, 3, 2]


async def test_a_tick_that_a_full_disk_stops_is_made_up_for_by_the_next(schedule, store):
    full = [DatabaseFull("full")]

    def tick(uow, _now):
        uow.settings.put("a", 1)
        if full:
            raise full.pop()

    ticking = schedule(tick)
    with capture_logs() as lines:
        await ticking.tick()
    assert not any("exc_info" in line for line in lines)
    await ticking.tick()
    with store.read() as uow:
        assert uow.settings.get("a") == 1


async def test_it_ticks_at_once_when_started(writer, clock, store):
    ticked = asyncio.Event()
    started = Schedule(writer, clock, [note("a")], ticked.set)
    started.start()
    async with asyncio.timeout(10):
        await ticked.wait()
    started.stop()
    with store.read() as uow:
        assert uow.settings.get("a")


async def test_ticks_that_were_missed_become_one_and_none_is_given_up(schedule):
    started = schedule(note("a"))
    started.start()
    (job,) = started._scheduler.get_jobs()
    started.stop()
    assert (job.coalesce, job.misfire_grace_time, job.max_instances) == (True, None, 1)
    assert str(started._scheduler.timezone) == "Asia/Shanghai"


async def test_a_rehearsed_clock_is_heeded_once_it_shows_another_minute(schedule, clock, wakes):
    looking = schedule(note("a"))
    await looking._look()
    clock.moment += timedelta(seconds=59)
    await looking._look()
    assert len(wakes) == 1
    clock.moment += timedelta(seconds=1)
    await looking._look()
    assert len(wakes) == 2
