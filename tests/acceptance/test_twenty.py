"""Twenty people at once, on SQLite, while operators look, back up and verify beside them."""

import os
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import quantiles

import pytest
from sqlalchemy import select

from bot.clock import Clock
from demo.botapi.phone import words_of
from storage.tables import Inbox
from tests.acceptance.conftest import PATIENCE
from tests.drill import size

pytestmark = [pytest.mark.acceptance, pytest.mark.drill]

PEOPLE = 20
STEPS = size(2, 14)
PACE = 1.5
"""Seconds between a person's steps: more than one message a second to a chat is held back."""
LOG = "7月{}日支委会,5人参加"
DONE = "✓ 已记录"


class Person:
    """Says a sentence and waits for its receipt; reads the stand-in's own memory: it is cheap."""

    def __init__(self, phone, world):
        self.phone, self.world = phone, world
        self.waits = []
        self.said = []

    def receipts(self):
        shown = [m for m in tuple(self.world.messages.values()) if m.chat_id == self.phone.id]
        return sum(DONE in words_of(m.content) for m in shown if m.from_bot)

    def step(self, number):
        began = time.perf_counter()
        self.said.append(Clock().machine())
        self.phone.say(LOG.format(number))
        while self.receipts() < number:
            assert time.perf_counter() - began < PATIENCE, "no receipt"
            time.sleep(0.005)
        self.waits.append((time.perf_counter() - began) * 1000)
        time.sleep(max(0.0, PACE - (time.perf_counter() - began)))

    def work(self, place):
        """People do not write in lockstep: each begins at a moment of his own."""
        time.sleep(PACE * place / PEOPLE)
        for number in range(1, STEPS + 1):
            self.step(number)


def beside(programme, folder):
    """What an operator does in the meantime."""
    done = [programme.command("backup", str(folder)), programme.command("verify")]
    return [each.stderr for each in done if each.returncode]


def test_twenty_people_at_once_meet_no_busy_database(
    running, villagers, ledger, telegram, tmp_path, figure
):
    some = villagers(PEOPLE)
    people = [Person(phone, telegram.world) for _, phone in some]
    for person in people:
        telegram.world.people[person.phone.id].started = True
    began, before = len(running.logged()), _cores(running)
    with ThreadPoolExecutor(PEOPLE + 1) as threads:
        operator = threads.submit(beside, running, tmp_path / "backups")
        works = [threads.submit(person.work, place) for place, person in enumerate(people)]
        for work in works:
            work.result()
    assert operator.result() == []
    logged = running.logged()[began:]
    assert "locked" not in logged
    assert '"level": "error"' not in logged
    ran, waited = (
        (then - now) / PEOPLE / STEPS for then, now in zip(_cores(running), before, strict=True)
    )
    assert all(len(ledger.records(village)) == STEPS for village, _ in some)
    figure(
        f"{PEOPLE} people at once, {PEOPLE * STEPS} steps: handled and committed "
        f"{_cuts(_handled(ledger, people))} (aim: p99 250 ms); receipt on the phone "
        f"{_cuts([wait for person in people for wait in person.waits])}; "
        f"0 busy, a backup and a verify beside them; a step took the programme {ran:.0f} ms of a "
        f"core, and it waited {waited:.0f} ms for one (load {os.getloadavg()[0]:.0f} on "
        f"{os.cpu_count()})"
    )


def _handled(ledger, people):
    """Milliseconds from the phone's send to the commit of all that the step wrote."""
    with ledger.read() as uow:
        query = select(Inbox.__table__.c.sender, Inbox.__table__.c.done_at)
        rows = uow._connection.execute(query.order_by(Inbox.__table__.c.id)).all()
    done = {
        str(p.phone.id): [at for sender, at in rows if sender == str(p.phone.id)] for p in people
    }
    return [
        (at - said).total_seconds() * 1000
        for person in people
        for said, at in zip(person.said, done[str(person.phone.id)], strict=True)
    ]


def _cores(programme):
    """Milliseconds that its threads ran, and that they waited to run, as the kernel counts them."""
    tasks = Path(f"/proc/{programme.process.pid}/task").glob("*/schedstat")
    told = [[int(each) / 1e6 for each in task.read_text().split()[:2]] for task in tasks]
    return [sum(column) for column in zip(*told, strict=True)]


def _cuts(waits):
    cuts = quantiles(waits, n=100)
    return f"median {cuts[49]:.0f}, p95 {cuts[94]:.0f}, p99 {cuts[98]:.0f} ms"
