"""kill -9 at random moments while whole villages talk: nothing lost, half done or done twice."""

import random
import threading
import time
from contextlib import closing
from datetime import datetime, timedelta
from itertools import count
from queue import Empty, SimpleQueue

import pytest

from bot.clock import SHANGHAI
from demo.botapi.standin import StandIn
from demo.botapi.world import Person
from storage.jobs import LEASE
from tests.acceptance.brood import Brood, Nursery, found, settle
from tests.acceptance.conftest import Ledger, until
from tests.acceptance.talk import PATIENCE, STATUSES, TALKS, NearPhone, Unfinished, Village
from tests.acceptance.wholeness import Wholeness, resent
from tests.drill import size

pytestmark = [pytest.mark.acceptance, pytest.mark.drill]

SEED = 20260715
KILLS = size(12, 1000)
SIDE_BY_SIDE = size(2, 6)
"""Villages that talk at the same time."""
VILLAGES, TOWNS = size((8, 2), (300, 15))
FIRST = 10_001
IN_START_UP = 0.15
"""The share of those killed before they listen; the others live about as long again as it takes to
listen, on a slow machine longer, now and then much longer.
"""
BEFORE_REMINDERS = datetime(2026, 7, 15, 8, 58, tzinfo=SHANGHAI)
STEP = timedelta(seconds=18)
"""The rehearsed clock goes on at each birth: reminders fall into the drill, leases end."""


class Talkers:
    """Threads in which one village after another says all that villages say."""

    def __init__(self, villages):
        self.waiting = SimpleQueue()
        for village in villages:
            self.waiting.put(village)
        self.enough = threading.Event()
        self.talked, self.unfinished, self.conversations = [], [], count()
        self.threads = [threading.Thread(target=self._talk) for _ in range(SIDE_BY_SIDE)]

    def __enter__(self):
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_):
        self.enough.set()
        for thread in self.threads:
            thread.join()

    def _talk(self):
        while not self.enough.is_set():
            try:
                made = self.waiting.get_nowait()
            except Empty:
                return
            self._say_all(made())

    def _say_all(self, village):
        self.talked.append(village)
        with closing(village.secretary), closing(village.chair):
            for talk in TALKS:
                try:
                    talk(village)
                except Unfinished as what:
                    self.unfinished.append((talk.__name__, str(what)))
                    return
                next(self.conversations)


@pytest.fixture
def telegram(tmp_path):
    people = [Person(FIRST + at, "示例", started=True) for at in range(2 * VILLAGES)]
    with StandIn(people, now=BEFORE_REMINDERS, running=False, clock_file=tmp_path / "clock") as it:
        yield it


@pytest.fixture
def brood(tmp_path, telegram, url):
    with closing(Nursery()) as nursery:
        made = Brood(tmp_path, telegram, nursery, url)
        yield made
        made.slay()


@pytest.fixture
def villages(brood, telegram):
    """What makes each village's phones when its turn has come."""
    places = found(brood.store_url, VILLAGES, TOWNS, FIRST, BEFORE_REMINDERS)

    def village(place, phone):
        return lambda: Village(place, *(NearPhone(telegram, phone + at) for at in range(2)))

    return [village(place, FIRST + 2 * at) for at, place in enumerate(places)]


def test_killed_at_random_moments_it_loses_halves_and_doubles_nothing(
    brood, telegram, villages, figure, url
):
    chance, began, clock = random.Random(SEED), time.monotonic(), telegram.world.clock
    with Talkers(villages) as talkers:
        for _ in range(KILLS):
            clock.set(clock.now() + STEP)
            _live_and_die(brood, chance)
        minutes = (time.monotonic() - began) / 60
        clock.set(clock.now() + LEASE)
        brood.bear_later()
    ledger, records = Wholeness(url), Ledger(url)
    settle(ledger, PATIENCE)
    lost, half, twice = ledger.lost(telegram.world), ledger.half(), ledger.twice(telegram.world)
    differing = [each.place for each in talkers.talked if _of(records, each.place) != STATUSES]
    updates = len(ledger.rows("SELECT id FROM inbox"))
    figure(
        f"{KILLS} kills in {minutes:.1f} min (seed {SEED}), {next(talkers.conversations)}"
        f" conversations of {len(talkers.talked)} villages, {updates} updates: lost {len(lost)},"
        f" half {len(half)}, twice {len(twice) + len(differing)},"
        f" unfinished {len(talkers.unfinished)}; {resent(telegram.world)} sent again and marked"
    )
    faults = [*lost, *half, *twice, *differing, *talkers.unfinished]
    assert faults == [], "\n".join(map(str, faults))
    assert '"level": "error"' not in brood.logged()


def _live_and_die(brood, chance):
    born = time.monotonic()
    brood.bear_later()
    if chance.random() < IN_START_UP:
        time.sleep(chance.uniform(0, 0.3))
    else:
        until(brood.listens)
        time.sleep((time.monotonic() - born) * chance.expovariate(1))
    brood.slay()


def _of(records, place):
    """The village's records as they stand: duty, day, what became of them."""
    kept = records.records(place)
    return sorted((each.duties[0], str(each.done_on), each.status) for each in kept)
