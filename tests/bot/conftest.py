"""A real ledger in a file, a clock that is set by hand, and a Telegram that is scripted."""

import asyncio
import shutil
from datetime import UTC, datetime, timedelta

import pytest
from telegram import User
from telegram.ext import Application

from bot.api import RawBot
from bot.clock import SHANGHAI, Clock
from bot.writer import Writer
from storage.unit_of_work import Store
from tests.bot import county

NOON = datetime(2026, 7, 15, 12, 0, tzinfo=SHANGHAI)


class HandClock(Clock):
    """People's time, the machine's time and the pacing time, all moved by hand."""

    def __init__(self):
        super().__init__()
        self.moment = NOON
        self.passed = 0.0

    def now(self):
        return self.moment

    def machine(self):
        return NOON.astimezone(UTC) + timedelta(seconds=self.passed)

    def monotonic(self):
        return self.passed

    async def sleep(self, seconds):
        """Others have their turn; the hands stay."""
        await asyncio.sleep(min(seconds, 0))


class ScriptedBot:
    """Answers each method from a list of results and exceptions, and keeps what it was asked."""

    id = 42
    username = "example_bot"

    def __init__(self):
        self.calls = []
        self.script = {}
        self.batches = []
        self.numbers = iter(range(100, 10_000))

    async def call(self, method, **data):
        self.calls.append((method, data))
        answers = self.script.get(method)
        answer = answers.pop(0) if answers else {"message_id": next(self.numbers)}
        if isinstance(answer, Exception):
            raise answer
        return answer

    async def poll(self, offset, _seconds=30):
        self.calls.append(("getUpdates", {"offset": offset}))
        batch = self.batches.pop(0)
        if isinstance(batch, Exception):
            raise batch
        return batch

    def asked(self, method):
        return [data for name, data in self.calls if name == method]


@pytest.fixture
def application():
    """PTB as the programme uses it, without the call that asks Telegram for the bot's name."""
    bot = RawBot("1:offline")
    bot._bot_user = User(1, "bot", is_bot=True, username="example_bot")
    built = Application.builder().bot(bot).updater(None).job_queue(None).build()
    built._initialized = True
    return built


@pytest.fixture
def clock():
    return HandClock()


@pytest.fixture
def bot():
    return ScriptedBot()


@pytest.fixture
def store(tmp_path, new_ledger):
    opened = Store(new_ledger(tmp_path / "ledger.db"))
    yield opened
    opened.close()


@pytest.fixture
def writer(store):
    opened = Writer(store)
    yield opened
    opened.close()


@pytest.fixture
def wakes():
    """How often something was woken: its length."""
    return []


@pytest.fixture
def wake(wakes):
    return lambda: wakes.append(1)


@pytest.fixture
def kept(store, clock):
    """Takes every open update out of the inbox, oldest first."""

    def drain():
        rows = []
        with store.begin() as uow:
            while taken := uow.inbox.take(clock.machine(), 100):
                rows += taken
                for row in taken:
                    uow.inbox.done(row.id, clock.machine())
        return sorted(rows, key=lambda row: row.id)

    return drain


@pytest.fixture(scope="session")
def county_template(tmp_path_factory, new_ledger):
    folder = tmp_path_factory.mktemp("county") / "data"
    county.settled(new_ledger, folder)
    return folder


@pytest.fixture
def loaded(county_template, tmp_path):
    """The settings of a county's data directory: ledger, photos, a template of its own."""
    return county.settings(shutil.copytree(county_template, tmp_path / "data"))


@pytest.fixture
def live(loaded):
    """That county's ledger."""
    opened = Store(loaded.database)
    yield opened
    opened.close()
