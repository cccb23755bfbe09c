import asyncio

import pytest
from structlog.testing import capture_logs

from bot import loop as loops
from bot.errors import TokenMissing
from bot.loop import Loop
from storage.errors import DatabaseFull, DatabaseSpoiled


class Steps:
    """Counts the steps and does what the script says at each; stops the loop at its end."""

    def __init__(self, *script):
        self.script = list(script)
        self.done = 0

    async def step(self):
        self.done += 1
        act = self.script.pop(0)
        if isinstance(act, Exception):
            raise act
        if not self.script:
            self.loop.stop()
        return act


def looped(*script):
    steps = Steps(*script)
    steps.loop = Loop("test", steps.step)
    return steps


async def test_a_step_that_asks_for_no_pause_is_followed_at_once():
    steps = looped(0, 0, 0)
    await steps.loop.run()
    assert steps.done == 3


async def test_a_wake_ends_the_pause():
    steps = looped(1000, 0)
    running = asyncio.create_task(steps.loop.run())
    await asyncio.sleep(0)
    steps.loop.wake()
    await asyncio.wait_for(running, 5)
    assert steps.done == 2


async def test_a_wake_during_the_step_is_not_lost():
    steps = looped(1000, 0)
    first = steps.step

    async def step():
        if steps.done == 0:
            steps.loop.wake()
        return await first()

    steps.loop._step = step
    await asyncio.wait_for(steps.loop.run(), 5)
    assert steps.done == 2


async def test_a_stop_ends_a_long_pause():
    steps = looped(1000, 0)
    running = asyncio.create_task(steps.loop.run())
    await asyncio.sleep(0)
    steps.loop.stop()
    await asyncio.wait_for(running, 5)
    assert steps.done == 1


async def test_a_fault_is_survived_and_the_step_done_again(monkeypatch):
    monkeypatch.setattr(loops, "_FIRST_PATIENCE", 0)
    steps = looped(OSError("disk full"), OSError("disk full"), 0)
    await steps.loop.run()
    assert steps.done == 3


async def test_patience_grows_with_faults_in_a_row_and_has_an_end(monkeypatch):
    waits = []

    async def wait(_event, seconds):
        waits.append(seconds)

    monkeypatch.setattr(loops, "_wait", wait)
    steps = looped(*[OSError()] * 8, 0, OSError(), 0)
    await steps.loop.run()
    assert waits[:8] == [0.5, 1, 2, 4, 8, 16, 30, 30]
    assert waits[9] == 0.5, "a good step begins the count again"


async def test_faults_of_a_whole_day_are_survived(monkeypatch):
    async def wait(_event, _seconds):
        pass

    monkeypatch.setattr(loops, "_wait", wait)
    steps = looped(*[OSError()] * 3000, 0)
    with capture_logs():
        await steps.loop.run()
    assert steps.done == 3001


async def test_what_only_the_operator_can_mend_ends_the_loop():
    steps = looped(TokenMissing(), 0)
    with pytest.raises(TokenMissing):
        await steps.loop.run()


async def test_a_full_disk_is_told_in_words_without_a_traceback(monkeypatch):
    monkeypatch.setattr(loops, "_FIRST_PATIENCE", 0)
    with capture_logs() as lines:
        await looped(DatabaseFull("database or disk is full"), 0).loop.run()
    (line,) = lines
    assert "腾出空间" in line["why"]
    assert "exc_info" not in line


async def test_a_spoiled_database_ends_the_loop():
    with pytest.raises(DatabaseSpoiled):
        await looped(DatabaseSpoiled("malformed"), 0).loop.run()
