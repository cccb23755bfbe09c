"""Several processes side by side on PostgreSQL behind a webhook: some die, freeze, restart."""

import os
import signal
import threading
from collections import Counter
from contextlib import ExitStack, closing, contextmanager
from datetime import date, timedelta
from functools import partial
from itertools import islice
from pathlib import Path

import psycopg
import pytest

from bot.parcel import RESENT
from demo.botapi.phone import words_of
from demo.botapi.standin import CHAIR, SECRETARY
from rubric.posts import Post
from storage.unit_of_work import Store
from tests.acceptance.brood import Brood, Nursery, let_leases_run_out
from tests.acceptance.conftest import (
    EARLY,
    FIRST_VILLAGER,
    STRANGERS,
    County,
    Ledger,
)
from tests.acceptance.conftest import until as happens
from tests.acceptance.crowd import PATIENCE, SECRET, Crowd, post, together
from tests.databases import POSTGRES, run_on_postgres, upgraded
from tests.drill import size
from tests.ports import held_port

pytestmark = [
    pytest.mark.acceptance,
    pytest.mark.drill,
    pytest.mark.skipif(not POSTGRES, reason="a server that QINGLIAN_TEST_POSTGRES names"),
]

until = partial(happens, seconds=PATIENCE)
PROCESSES = size(2, 3)
RESTARTED = size(1, 3)
PEOPLE = size(4, 12)
ROUNDS = size(2, 5)
DONE = "✓ 已记录"
SAID = ("/start", "支委会,5人参加", "昨天", "今天党员大会,到会8人")
"""In another order, or twice, it would come to something else: the third answers the second."""
TOLD = [("branch-committee", date(2026, 7, 14), 5), ("members-meeting", date(2026, 7, 15), 8)]
MEMBER = STRANGERS[0]


class Process(Brood):
    """One of several, with a port of its own."""

    def __init__(self, folder, telegram, url, port):
        folder.mkdir()
        super().__init__(folder, telegram, Nursery())
        self.port = port
        self.environment |= {
            "QINGLIAN_DATA_DIR": str(folder.parent / "data"),
            "QINGLIAN_DATABASE_URL": url,
            "QINGLIAN_WEBHOOK_URL": "http://127.0.0.1:9/hook",
            "QINGLIAN_WEBHOOK_SECRET": SECRET,
            "QINGLIAN_WEBHOOK_LISTEN": f"127.0.0.1:{self.port}",
        }

    def start(self, **settings):
        super().start(**settings)
        until(lambda: settings or post(self.port, "") == 400)

    def wait_until_frozen(self):
        state = Path(f"/proc/{self.child}/status")
        until(lambda: "State:\tT" in state.read_text())

    def thaw(self):
        os.kill(self.child, signal.SIGCONT)


class Fleet:
    """The processes, who writes to them, and what the ledger holds."""

    def __init__(self, processes, url, telegram, villages):
        self.processes = processes
        self.url = url
        self.telegram = telegram
        self.villages = villages
        self.silent = iter(villages)
        self.ledger = Ledger(url)
        self.crowd = Crowd([each.port for each in processes], EARLY)

    def rows(self, query):
        with psycopg.connect(self.url.replace("+psycopg", "")) as connection:
            return connection.execute(query).fetchall()

    def settled(self):
        """All is handled, and all that could be sent has been."""
        ((left,),) = self.rows(
            "SELECT (SELECT count(*) FROM inbox WHERE state = 'open')"
            " + (SELECT count(*) FROM outbox WHERE state IN ('open', 'sending'))"
        )
        return left == 0

    def receipts(self, person):
        texts = map(words_of, self.telegram.phone(person).replies())
        return [text for text in texts if DONE in text]

    def people(self):
        """So many villagers who have said nothing yet."""
        return list(islice(self.silent, PEOPLE))

    def check(self, people):
        """Each in order, nothing lost, no fact twice; a second copy of a receipt says so."""
        until(self.settled)
        for person in people:
            records = self.ledger.records(self.villages[person])
            assert [(*row.duties, row.done_on, row.heads) for row in records] == TOLD
            first = [text for text in self.receipts(person) if RESENT.strip() not in text]
            assert len(first) <= len(TOLD)
            assert len(self.receipts(person)) >= len(TOLD)
        handled = self.rows("SELECT sender, done_at, state FROM inbox ORDER BY id")
        assert {state for *_, state in handled} == {"done"}
        for sender in {each for each, *_ in handled}:
            times = [at for who, at, _ in handled if who == sender]
            assert times == sorted(times)

    def copies(self, people):
        """How many receipts were sent again."""
        return sum(RESENT.strip() in text for who in people for text in self.receipts(who))


@contextmanager
def database():
    """One of this run alone, dropped at its end."""
    name = f"qinglian_several_{os.getpid()}"
    run_on_postgres(f"CREATE DATABASE {name}")
    try:
        yield upgraded(f"{POSTGRES.rpartition('/')[0]}/{name}")
    finally:
        run_on_postgres(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="module")
def url():
    with database() as made:
        yield made


@pytest.fixture(scope="module")
def county(url):
    """Villages whose secretaries are bound: (the county, village by phone)."""
    with closing(Store(url)) as store, store.begin() as uow:
        made = County(uow, EARLY)
        made.appoint(uow, made.village, Post.SUPERVISOR, MEMBER)
        phones = range(FIRST_VILLAGER, FIRST_VILLAGER + 4 * PEOPLE)
        villages = {phone: made.found(uow, f"示例{phone}号村", phone) for phone in phones}
    return made, villages


@pytest.fixture(scope="module")
def ports():
    with ExitStack() as held:
        yield [held.enter_context(held_port()) for _ in range(PROCESSES)]


@pytest.fixture(scope="module")
def fleet(folder, telegram, url, county, ports):
    processes = [Process(folder / f"process-{port}", telegram, url, port) for port in ports]
    (folder / "data").mkdir()
    for person in (*county[1], SECRETARY, CHAIR, MEMBER):
        telegram.world.person(person).started = True
    together(*((each.start,) for each in processes))
    yield Fleet(processes, url, telegram, county[1])
    for process in processes:
        process.slay()
        process.nursery.close()


@pytest.fixture
def first(fleet):
    return fleet.processes[0]


@contextmanager
def speaking(fleet, people):
    """They all write while something is done to the processes."""
    spoken = dict.fromkeys(people, SAID)
    crowd = threading.Thread(target=fleet.crowd.say_all, args=(spoken,))
    crowd.start()
    yield
    crowd.join()


def test_whoever_takes_them_each_persons_updates_keep_their_order(fleet, figure):
    people = fleet.people()
    with speaking(fleet, people):
        pass
    fleet.check(people)
    assert fleet.copies(people) == 0
    assert all(fleet.crowd.taken.values())
    figure(f"{len(people)} people, {PROCESSES} processes: 0 lost, 0 twice, all in order")


def test_a_rolling_restart_loses_nothing_and_sends_nothing_twice(fleet, figure):
    people = fleet.people()
    with speaking(fleet, people):
        for process in fleet.processes[:RESTARTED]:
            assert process.stop() == 0
            process.start()
    fleet.check(people)
    assert fleet.copies(people) == 0
    figure(f"{RESTARTED} of {PROCESSES} processes restarted one by one: 0 lost, 0 twice")


def test_one_is_killed_and_the_others_and_its_successor_finish_its_work(fleet, first, figure):
    people, before = fleet.people(), fleet.crowd.taken[first.port]
    with speaking(fleet, people):
        until(lambda: fleet.crowd.taken[first.port] > before)
        first.slay()
    let_leases_run_out(fleet.url)
    first.start()
    fleet.check(people)
    figure(
        f"one of {PROCESSES} killed: 0 lost, 0 facts twice, {fleet.copies(people)} copies marked"
    )


def test_one_freezes_holding_locks_and_harms_nobody_then_nor_when_it_wakes(fleet, first, figure):
    """Within ten seconds the server takes back what it holds."""
    assert first.stop() == 0
    first.start(QINGLIAN_KILL_POINT="schedule.ticked:1:freeze")
    first.wait_until_frozen()
    people = fleet.people()
    with speaking(fleet, people):
        pass
    fleet.check(people)
    first.thaw()
    until(lambda: post(first.port, "") == 400)
    fleet.crowd.give(fleet.crowd.text(people[0], "看得分"), first.port)
    until(fleet.settled)
    assert fleet.copies(people) == 0
    figure(f"one of {PROCESSES} frozen in a transaction: 0 lost, 0 twice, back at work after")


def test_one_freezes_in_a_call_and_comes_back_too_late(fleet, first, telegram, county):
    """The receipt it sent is sent again, and marked; what it learns afterwards changes nothing."""
    for each in fleet.processes:
        assert each.stop() == 0
    first.start(QINGLIAN_KILL_POINT="delivery.called:1:freeze")
    fleet.crowd.give(fleet.crowd.text(SECRETARY, "昨天支委会,5人参加"), first.port)
    first.wait_until_frozen()
    let_leases_run_out(fleet.url)
    for other in fleet.processes[1:]:
        other.start()
    telegram.phone(SECRETARY).wait_for(RESENT.strip(), seconds=PATIENCE)
    first.thaw()
    fleet.crowd.give(fleet.crowd.text(SECRETARY, "看得分"), first.port)
    until(fleet.settled)
    once, again = sorted(fleet.receipts(SECRETARY), key=len)
    assert RESENT.strip() in again
    assert RESENT.strip() not in once
    (record,) = fleet.ledger.records(county[0].village)
    assert record.heads == 5


def test_two_who_confirm_the_same_record_at_once_confirm_it_once(fleet, county, ports, figure):
    """Each through a process of his own, as often as there is a record to race for."""
    days = [f"7月{day}日支委会,{day}人参加" for day in range(1, ROUNDS + 1)]
    for said in days:
        fleet.crowd.give(fleet.crowd.text(SECRETARY, said))
    for who in (CHAIR, MEMBER):
        fleet.crowd.give(fleet.crowd.text(who, "去确认"))
    raced = 0
    while taps := taps_of(fleet):
        raced += len(taps) > 1
        together(*((fleet.crowd.give, tap, port) for tap, port in zip(taps, ports, strict=False)))
    confirmed = Counter(
        record.id
        for record in fleet.ledger.records(county[0].village)
        for event in record.events
        if event.kind == "confirm"
    )
    assert set(confirmed.values()) == {1}
    assert raced
    figure(f"{raced} races of two processes for {len(confirmed)} records: each confirmed once")


def taps_of(fleet):
    """What both supervisors could tap now, once all is handled and on their screens."""
    until(fleet.settled)
    with fleet.ledger.read() as uow:
        cards = [(who, uow.cards.latest(str(who), "review_ask")) for who in (CHAIR, MEMBER)]
    return [
        fleet.crowd.press(who, card, number)
        for who, card in cards
        for number, button in enumerate(card.buttons)
        if button["action"] == "review.confirm"
    ]


def test_the_ticks_of_all_remind_each_person_once(fleet, telegram, figure):
    telegram.phone(SECRETARY).set_clock((EARLY + timedelta(hours=1)).isoformat())
    told = "SELECT person_id, chat_id FROM outbox WHERE urgency = 3"
    until(lambda: fleet.rows(told) and fleet.settled())
    noted = "SELECT count(*) FROM setting WHERE key = 'last_tick' AND value::text LIKE '%T09:3%'"
    until(lambda: fleet.rows(noted) == [(1,)])
    reminded = Counter(fleet.rows(told))
    assert set(reminded.values()) == {1}
    figure(f"{len(reminded)} people reminded by {PROCESSES} processes: each once")
