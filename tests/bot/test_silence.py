from datetime import timedelta

import pytest
from telegram.error import RetryAfter

from bot.delivery import Delivery
from bot.silence import Silence
from tests.bot.test_delivery import Office

pytestmark = pytest.mark.filterwarnings("ignore:.*retry_after:DeprecationWarning")


@pytest.fixture
def begin(bot, writer, clock, tmp_path, wake, store):
    """A programme as it starts, with nothing in its memory."""
    return lambda: Office(store, clock, Delivery(bot, writer, clock, tmp_path, wake))


@pytest.fixture
def refused(begin, bot):
    """Telegram wants silence for nine seconds, and a message waits."""

    async def refused():
        bot.script["sendMessage"] = [RetryAfter(9)]
        office = begin()
        office.put("1")
        await office.flow(2)
        return office

    return refused


@pytest.fixture
def set_clock(clock, monkeypatch):
    """Sets the machine's clock by so much; the pacing time goes on as before."""

    def set_clock(**ahead):
        machine = clock.machine
        monkeypatch.setattr(clock, "machine", lambda: machine() + timedelta(**ahead))

    return set_clock


async def calls_at(office, clock, bot, seconds):
    """How many calls there were once the pacing clock stands there."""
    clock.passed = seconds
    await office.flow(1)
    return len(bot.calls)


async def test_it_outlives_a_restart(refused, begin, bot, clock):
    await refused()
    again = begin()
    assert await calls_at(again, clock, bot, 8.9) == 1
    assert await calls_at(again, clock, bot, 9.1) == 2


async def test_the_longest_holds(store, clock):
    with store.begin() as uow:
        for seconds in (9, 3):
            Silence(clock).keep(uow, seconds)
        clock.passed = 2
        assert Silence(clock).news(uow) == 7


@pytest.mark.parametrize("ahead", [{"days": -1}, {"days": 1}])
async def test_a_clock_that_is_set_changes_nothing_for_who_heard_it(
    refused, bot, clock, set_clock, ahead
):
    office = await refused()
    set_clock(**ahead)
    assert await calls_at(office, clock, bot, 8.9) == 1
    assert await calls_at(office, clock, bot, 9.1) == 2


async def test_a_clock_set_back_before_a_restart_makes_it_no_longer_than_was_asked(
    refused, begin, bot, clock, set_clock
):
    await refused()
    clock.passed = 5
    set_clock(days=-1)
    again = begin()
    assert await calls_at(again, clock, bot, 5) == 1
    assert await calls_at(again, clock, bot, 13.9) == 1
    assert await calls_at(again, clock, bot, 14.1) == 2
