import asyncio
import gc
import time

import pytest

from bot import nightly, run
from bot.clock import Clock
from bot.errors import ListenRefused, TokenRefused, WebhookRefused
from bot.loop import Loop
from bot.run import Programme
from bot.settings import Settings
from demo.botapi.standin import SECRETARY, StandIn
from handlers.services import commitments

STRANGER = SECRETARY
"""Known to the stand-in, and not bound in an empty ledger."""


@pytest.fixture
def telegram(tmp_path):
    with StandIn(clock_file=tmp_path / "clock") as served:
        yield served


@pytest.fixture
def programme(telegram, store, tmp_path):
    def programme(**more):
        values = {
            "bot_token": telegram.token,
            "bot_api": telegram.base_url,
            "bot_file_api": telegram.base_file_url,
            "data_dir": tmp_path,
            "_env_file": None,
        }
        return Programme(Settings(**values | more), Clock(telegram.world.clock.file), store)

    return programme


async def answered(telegram, text):
    """What the bot says to a stranger; the phone blocks, so it has a thread of its own."""
    phone = telegram.phone(STRANGER)
    await asyncio.to_thread(phone.start)
    return await asyncio.to_thread(phone.wait_for, text)


async def test_it_serves_until_it_is_told_to_stop(programme, telegram):
    made = programme()
    running = asyncio.create_task(made.run())
    assert await answered(telegram, "绑定")
    made._stop.set()
    await asyncio.wait_for(running, 10)


async def test_the_collector_never_looks_through_the_programme_itself(monkeypatch):
    class Made:
        def __init__(self, *_given):
            """Nothing is connected."""

        async def run(self):
            watched.append(any(each is self for each in gc.get_objects()))

    watched = []
    monkeypatch.setattr(run, "Programme", Made)
    await run._run(None, None, None)
    gc.unfreeze()
    assert watched == [False]


async def test_a_wrong_token_ends_it_at_once(programme):
    with pytest.raises(TokenRefused):
        await programme(bot_token="1:wrong").run()


async def test_it_waits_for_a_network_that_is_not_there_yet(programme, telegram, monkeypatch):
    monkeypatch.setattr(run, "_FIRST_PAUSE", 0)
    telegram.phone(STRANGER).fault("getMe", kind="error", code=502, times=2)
    made = programme()
    running = asyncio.create_task(made.run())
    assert await answered(telegram, "绑定")
    made._stop.set()
    await running


async def test_it_can_be_stopped_while_it_waits_for_the_network(programme, telegram):
    telegram.phone(STRANGER).fault("getMe", kind="error", code=502, times=1000)
    made = programme()
    running = asyncio.create_task(made.run())
    await asyncio.sleep(0.2)
    made._stop.set()
    await asyncio.wait_for(running, 10)


async def test_a_webhook_that_telegram_refuses_is_told_in_chinese(programme, telegram):
    telegram.phone(STRANGER).fault("setWebhook", kind="error", code=400, times=1)
    settings = {
        "webhook_url": "http://127.0.0.1:1/hook",
        "webhook_secret": "a-secret-for-this-test",
    }
    with pytest.raises(WebhookRefused, match="QINGLIAN_WEBHOOK_URL"):
        await programme(**settings).run()


async def test_what_only_the_operator_can_mend_ends_it_from_within(programme):
    settings = {
        "webhook_url": "http://127.0.0.1:1/hook",
        "webhook_secret": "a-secret-for-this-test",
        "webhook_listen": "256.0.0.1:1",
    }
    with pytest.raises(ListenRefused):
        await programme(**settings).run()


async def test_a_webhook_left_from_before_is_taken_away(programme, telegram):
    phone = telegram.phone(STRANGER)
    made = programme()
    running = asyncio.create_task(made.run())
    assert await answered(telegram, "绑定")
    made._stop.set()
    await running
    assert await asyncio.to_thread(phone.calls, "deleteWebhook")


async def test_work_that_does_not_end_in_time_is_left_for_the_next_start(programme, monkeypatch):
    monkeypatch.setattr(run, "STOP_SECONDS", 0.2)
    begun = asyncio.Event()

    async def endless():
        begun.set()
        await asyncio.sleep(60)

    made = programme()
    made._loops["jobs"] = Loop("jobs", endless)
    running = asyncio.create_task(made.run())
    await begun.wait()
    made._stop.set()
    await asyncio.wait_for(running, 10)


async def test_beside_other_processes_what_they_left_is_looked_for_all_the_time(
    programme, telegram, monkeypatch
):
    monkeypatch.setattr(Settings, "database_file", None)
    made = programme()
    running = asyncio.create_task(made.run())
    assert await answered(telegram, "绑定")
    assert "reclaim" in made._loops
    made._stop.set()
    await running


def until(done):
    for _ in range(100):
        if done():
            return
        time.sleep(0.1)
    raise AssertionError


async def test_what_a_setting_asks_for_is_done_by_the_clock(programme, telegram, tmp_path):
    """The night's backup, and the end of the chain in the anchor chat."""
    made = programme(backup_dir=tmp_path / "backups", anchor_chat=str(STRANGER))
    phone = telegram.phone(STRANGER)
    await asyncio.to_thread(phone.start)
    running = asyncio.create_task(made.run())
    assert await asyncio.to_thread(phone.wait_for, "台账校验码")
    await asyncio.to_thread(until, lambda: list(tmp_path.glob("backups/*/manifest.json")))
    made._stop.set()
    await asyncio.wait_for(running, 10)


def test_without_those_settings_the_clock_does_neither(programme):
    asked_for = {nightly.tick, commitments.tick}
    assert not asked_for & set(programme()._schedule._ticks)


async def test_the_webhooks_health_is_what_check_tells(programme):
    told = await programme()._health()
    assert told["good"] is False
    assert [each["name"] for each in told["checks"]][:3] == ["token", "clock", "disk"]
