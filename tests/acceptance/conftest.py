"""The whole programme as a process of its own, against the Bot API stand-in, over HTTP."""

import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from itertools import islice
from pathlib import Path

import pytest

from bot.clock import SHANGHAI
from bot.invite_key import invite_key
from demo.botapi.standin import CHAIR, OFFICE, SECRETARY, StandIn, people
from demo.botapi.world import Person
from handlers.services import bind
from rubric.posts import Post
from storage.scope import Scope
from storage.unit_of_work import Store
from tests.guards import telling
from tests.ports import held_port

ROOT = Path(__file__).parents[2]
SCHEME = "wenling-2022"
VILLAGERS = 50
FIRST_VILLAGER = 5001
STRANGERS = (9001, 9002, 9003)
"""Phones that nobody in the ledger has yet."""
PATIENCE = 120.0
STARTED = "已启动"
EARLY = datetime(2026, 7, 15, 8, 30, tzinfo=SHANGHAI)
"""Before the hour of reminders: only what a test does makes the bot speak."""
BEFORE = timedelta(hours=1)
"""So long before the tests people took up their posts: the clock file tells whole seconds only."""


class Programme:
    """`qinglian`, to be started, killed and started again on the same ledger."""

    python = sys.executable
    module = "bot"

    def __init__(self, folder, telegram):
        self.folder = folder
        self.log = folder / "log"
        self.process = None
        self.environment = {
            "PATH": os.environ["PATH"],  # noqa: TID251 - the child needs to find Python's tools
            "PYTHONPATH": str(ROOT),
            "PYTHONUTF8": "1",
            "QINGLIAN_BOT_TOKEN": telegram.token,
            "QINGLIAN_BOT_API": telegram.base_url,
            "QINGLIAN_BOT_FILE_API": telegram.base_file_url,
            "QINGLIAN_DATA_DIR": str(folder / "data"),
            "QINGLIAN_LOG_LEVEL": "DEBUG",
            "QINGLIAN_CLOCK_FILE": str(telegram.world.clock.file),
        }

    @property
    def store_url(self):
        beside = f"sqlite:///{self.folder / 'data' / 'qinglian.db'}"
        return self.environment.get("QINGLIAN_DATABASE_URL", beside)

    def command(self, *arguments, **settings):
        """A command that ends by itself."""
        return subprocess.run(  # noqa: S603 - our own programme
            [self.python, "-m", "bot", *arguments],
            env=self.environment | settings,
            cwd=self.folder,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=PATIENCE,
            check=False,
        )

    def start(self, **settings):
        """Run, and wait until it listens, or has died of what the settings bade it."""
        began = len(self.logged())
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(  # noqa: S603 - our own programme
                [self.python, "-m", self.module, "run"],
                env=self.environment | settings,
                cwd=self.folder,
                stderr=log,
            )
        until(lambda: STARTED in self.logged()[began:] or not self.alive)
        assert settings or self.alive, self.logged()[-2000:]

    def logged(self):
        return self.log.read_text(encoding="utf-8") if self.log.exists() else ""

    @property
    def alive(self):
        return self.process is not None and self.process.poll() is None

    def kill(self):
        """As the power does it."""
        if self.alive:
            self.process.kill()
            self.process.wait(PATIENCE)

    def stop(self):
        """As a service manager does it; the exit status."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(PATIENCE)

    def wait_for_death(self):
        return self.process.wait(PATIENCE)


class Ledger:
    """Looks into the programme's ledger, beside it."""

    def __init__(self, url):
        self.url = url

    @contextmanager
    def read(self):
        store = Store(self.url)
        try:
            with store.read() as uow:
                yield uow
        finally:
            store.close()

    def records(self, village):
        with self.read() as uow:
            return uow.records.of_village(village, Scope.operator())

    def inbox(self):
        with self.read() as uow:
            return uow.inbox.counts()


def until(condition, seconds=PATIENCE):
    """Wait for what another process does."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            raise AssertionError("it did not happen in time")
        time.sleep(0.02)


class County:
    """A town, and a village whose secretary and chair are bound; more are founded on demand."""

    def __init__(self, uow, now):
        self.now = now
        city = uow.places.add("city", "示例市")
        self.town = uow.places.add("town", "示例镇", city, contact="示例镇清廉办")
        self.appoint(uow, self.town, Post.TOWN_OFFICE, OFFICE)
        self.village = self.found(uow, "示例一村", SECRETARY)
        self.appoint(uow, self.village, Post.SUPERVISOR_CHAIR, CHAIR)

    def found(self, uow, name, secretary):
        village = uow.places.add("village", name, self.town)
        uow.enrolments.add(village, SCHEME, date(self.now.year, 1, 1))
        self.appoint(uow, village, Post.SECRETARY, secretary)
        return village

    def appoint(self, uow, place, post, telegram_id=None):
        """A person in a post; bound if a phone is named. Tells the grant's number."""
        person = uow.people.add(f"示例{post}")
        grant = uow.grants.add(person, post, place, date(self.now.year, 1, 1))
        if telegram_id:
            uow.grants.accept(grant, self.now)
            uow.people.bind(person, str(telegram_id), str(telegram_id), self.now)
        return grant


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("programme")


@pytest.fixture(scope="module")
def telegram(folder):
    phones = (*range(FIRST_VILLAGER, FIRST_VILLAGER + VILLAGERS), *STRANGERS)
    more = [Person(number, f"示例{number}") for number in phones]
    with StandIn([*people(), *more], now=EARLY, clock_file=folder / "clock") as served:
        yield served


@pytest.fixture(scope="module")
def programme(folder, telegram, new_ledger):
    """One programme and one ledger for all tests of a module; each test uses people of its own."""
    made = Programme(folder, telegram)
    (folder / "data").mkdir()
    new_ledger(folder / "data" / "qinglian.db")
    yield made
    made.kill()
    names = [f"示例{post}" for post in Post]
    assert telling(made.logged(), telegram.token, *names) == []


@pytest.fixture
def prepared(programme):
    """The programme, not running."""
    programme.kill()
    return programme


@pytest.fixture
def running(programme):
    """The programme, running."""
    if not programme.alive:
        programme.start()
    return programme


@pytest.fixture(scope="module")
def ledger(programme):
    return Ledger(programme.store_url)


@pytest.fixture(scope="module")
def county(programme, telegram):
    """A town with a village whose secretary and chair are bound."""
    store = Store(programme.store_url)
    with store.begin() as uow:
        made = County(uow, telegram.world.clock.now() - BEFORE)
    store.close()
    return made


@pytest.fixture(scope="module")
def _villages(programme, county):
    """Fifty more villages, each with a bound secretary: (village, phone number)."""
    store = Store(programme.store_url)
    with store.begin() as uow:
        made = [
            (
                county.found(uow, f"示例{number}号村", FIRST_VILLAGER + number),
                FIRST_VILLAGER + number,
            )
            for number in range(VILLAGERS)
        ]
    store.close()
    return iter(made)


@pytest.fixture
def villagers(telegram, _villages):
    """So many villages that no other test uses, and their secretaries' phones."""

    def villagers(count):
        chosen = islice(_villages, count)
        return [(village, telegram.phone(person)) for village, person in chosen]

    return villagers


@pytest.fixture
def village(villagers):
    """A village that no other test uses, and its secretary's phone."""
    (only,) = villagers(1)
    return only


@pytest.fixture
def secretary(village):
    _, phone = village
    return phone


@pytest.fixture
def records(village, ledger):
    """What the village's ledger holds."""
    number, _ = village
    return lambda: ledger.records(number)


@pytest.fixture(scope="module")
def strangers(telegram):
    return iter([telegram.phone(number) for number in STRANGERS])


@pytest.fixture
def invite(programme, county):
    """A fresh invite for a supervisor nobody has bound yet; tells its secret."""

    def invite(*, typed):
        store = Store(programme.store_url, invite_key(programme.folder / "data"))
        with store.begin() as uow:
            grant = uow.grants.get(county.appoint(uow, county.village, Post.SUPERVISOR))
            made = bind.invite(uow, grant, county.now, typed=typed)
        store.close()
        return made.text

    return invite


@pytest.fixture
def port():
    with held_port() as held:
        yield held
