import asyncio
from datetime import date

import pytest

from bot import catch_up as catching
from bot.catch_up import catch_up
from bot.intake import Intake, Poller
from storage.errors import DatabaseSpoiled, DatabaseUnusable


@pytest.fixture
def poller(bot, writer, clock, wake):
    return Poller(bot, Intake(bot, writer, clock, wake))


@pytest.fixture
def put(store, clock):
    with store.begin() as uow:
        (number,) = uow.inbox.put(42, [(1, "a", {}, date(2026, 7, 15))], clock.now())
    return number


async def test_it_waits_until_everything_is_taken_in_and_handled(writer, poller, put, store, clock):
    waiting = asyncio.create_task(catch_up(writer, poller))
    await asyncio.sleep(0)
    assert not waiting.done()
    poller.caught_up.set()
    await asyncio.wait([waiting], timeout=0.05)
    assert not waiting.done(), "one update is not handled yet"
    with store.begin() as uow:
        uow.inbox.done(put, clock.machine())
    await asyncio.wait_for(waiting, 30)


async def test_while_the_database_cannot_be_used_it_waits_and_does_not_end_the_programme(
    writer, monkeypatch
):
    failures, do = [DatabaseUnusable("connection lost")], writer.do

    async def fails_first(work):
        if failures:
            raise failures.pop()
        return await do(work)

    monkeypatch.setattr(writer, "do", fails_first)
    await asyncio.wait_for(catch_up(writer, None), 30)
    assert failures == []


async def test_a_spoiled_ledger_is_told_at_once(writer, monkeypatch):
    async def fails(_work):
        raise DatabaseSpoiled("page 7")

    monkeypatch.setattr(writer, "do", fails)
    with pytest.raises(DatabaseSpoiled):
        await catch_up(writer, None)


async def test_by_webhook_there_is_nobody_to_ask_what_waits(writer):
    await asyncio.wait_for(catch_up(writer, None), 30)


@pytest.mark.usefixtures("put")
async def test_it_does_not_wait_for_ever(writer, monkeypatch):
    monkeypatch.setattr(catching, "LONGEST", 0.05)
    await asyncio.wait_for(catch_up(writer, None), 30)
