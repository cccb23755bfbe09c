"""The bot as a subprocess; a tiny bot stands for ours."""

import asyncio
import os
import sys
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from demo.botapi.app import build
from demo.botapi.clock import Clock
from demo.botapi.signal import Signal
from demo.botapi.standin import SECRETARY, listen, people, server
from demo.botapi.world import World
from demo.program import Program, complaint
from tests.demo.conftest import NOON

SMALL_BOT = (sys.executable, str(Path(__file__).parent / "small_bot.py"))


@asynccontextmanager
async def program(folder, seed=lambda _url, _now: None):
    """A served world and its bot, not yet started."""
    world = World(people(), Clock(NOON, running=False, file=folder / "clock"))
    with listen() as sock:
        web = server(build(world))
        serving = asyncio.create_task(web.serve(sockets=[sock]))
        made = Program(world, folder, f"http://127.0.0.1:{sock.getsockname()[1]}", seed, SMALL_BOT)
        try:
            yield made
        finally:
            await made.stop()
            web.should_exit = True
            await serving


async def until(world, condition):
    """Wait for a change of the world that makes the condition true."""
    signal = Signal(world)
    async with asyncio.timeout(60):
        while not condition():
            await signal.changed()


def said(world):
    return [each.content["text"] for each in world.messages.values() if each.from_bot]


async def test_the_bot_starts_on_a_seeded_ledger_and_greets_everybody(tmp_path):
    seeds = []
    async with program(tmp_path, lambda url, now: seeds.append((url, now))) as made:
        await made.start()
        await until(made.world, lambda: len(said(made.world)) == 3)
        assert made.world.bot_state["state"] == "running"
        assert seeds == [(made.database_url, NOON)]
        assert made.world.person(SECRETARY).keyboard is not None


async def test_a_bot_that_dies_is_reported_with_its_last_words(tmp_path):
    async with program(tmp_path) as made:
        await made.start()
        await until(made.world, lambda: len(said(made.world)) == 3)
        made.world.queue_raw({"message": {"chat": {"id": SECRETARY}, "text": "死"}})
        await until(made.world, lambda: made.world.bot_state["state"] == "stopped")
        assert made.world.bot_state["note"] == "退出状态 1。到此为止"


async def test_a_ledger_that_cannot_be_prepared_starts_no_bot(tmp_path):
    async with program(tmp_path) as made:
        made.data.mkdir()
        (made.data / "refuse-to-upgrade").touch()
        await made.start()
        assert made.world.bot_state == {
            "state": "stopped",
            "note": "“db upgrade”没有成功。数据库坏了。",
        }
        assert made.world.updates == []


async def test_starting_over_brings_back_the_first_moment_and_an_empty_folder(tmp_path):
    async with program(tmp_path) as made:
        await made.start()
        await until(made.world, lambda: len(said(made.world)) == 3)
        (made.data / "left").touch()
        made.world.clock.turn("month")
        await made.restart()
        assert made.world.clock.now() == NOON
        assert not (made.data / "left").exists()
        await until(made.world, lambda: len(said(made.world)) == 3)
        assert made.world.bot_state["state"] == "running"


async def test_the_environment_of_the_caller_does_not_reach_the_bot(tmp_path, monkeypatch):
    monkeypatch.setenv("QINGLIAN_WEBHOOK_URL", "https://elsewhere.example")
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    async with program(tmp_path) as made:
        settings = made.settings()
    assert settings["QINGLIAN_CLOCK_FILE"] == str(tmp_path / "clock")
    assert "HTTP_PROXY" not in settings
    assert "QINGLIAN_WEBHOOK_URL" not in settings


async def test_stopping_ends_the_process_and_stopping_again_is_harmless(tmp_path):
    async with program(tmp_path) as made:
        await made.start()
        number = made._process.pid
        await made.stop()
        await made.stop()
        with pytest.raises(ProcessLookupError):
            os.kill(number, 0)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("ValueError: 没有令牌", "ValueError: 没有令牌"),
        ('{"level": "info", "event": "已启动"}', ""),
        ('{"level": "error", "event": "数据库太旧"}', "数据库太旧"),
        ("3", ""),
        ("", ""),
    ],
)
def test_only_complaints_are_passed_on_from_the_log(line, said):
    assert complaint(line) == said
