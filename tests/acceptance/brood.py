"""The programme as children of one process that has its modules loaded: it starts in a moment, and
can be killed a thousand times.
"""

import json
import os
import subprocess
import sys
import time
from datetime import date
from select import select
from signal import SIGKILL, SIGTERM

from rubric.posts import Post
from storage.unit_of_work import Store
from tests.acceptance.conftest import PATIENCE, ROOT, STARTED, Programme, until
from tests.acceptance.nursery import LOG
from tests.databases import run_on_postgres, sessions

SINCE = date(2026, 1, 1)


class Nursery:
    """That process."""

    def __init__(self):
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.acceptance.nursery"],
            env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},  # noqa: TID251 - the child needs to find Python's tools
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            bufsize=0,
        )

    def bear(self, environment):
        self.process.stdin.write(json.dumps(environment).encode() + b"\n")
        return self._told()

    def end_of_child(self):
        """How it ended, waiting for it: the number of the signal, or as `os.wait` tells."""
        return self._told()

    def close(self):
        self.process.stdin.close()
        self.process.wait(30)
        self.process.stdout.close()

    def _told(self):
        told, _, _ = select([self.process.stdout], [], [], PATIENCE)
        assert told, "nothing was told in time"
        return int(self.process.stdout.readline())


class Brood(Programme):
    """One ledger's programme, one child after another."""

    def __init__(self, folder, telegram, nursery, url=""):
        super().__init__(folder, telegram)
        if url:
            self.environment["QINGLIAN_DATABASE_URL"] = url
        self.nursery = nursery
        self.child = None
        self.said = 0

    def bear(self, **settings):
        """A child; it takes a moment until it listens."""
        self.said = self.log.stat().st_size if self.log.exists() else 0
        self.child = self.nursery.bear(self.environment | settings | {LOG: str(self.log)})

    def bear_later(self, **settings):
        """The next child, after so long that the last one's leases have run out. There are none on
        SQLite: nobody else may be at work.
        """
        if self.store_url.startswith("postgresql"):
            until(lambda: sessions(self.store_url) == 0)  # the server may still end what it began
            let_leases_run_out(self.store_url)
        self.bear(**settings)

    def listens(self):
        if not self.log.exists():
            return False
        with self.log.open("rb") as log:
            log.seek(self.said)
            return STARTED.encode() in log.read()

    def start(self, **settings):
        """A child that listens."""
        self.bear(**settings)
        until(self.listens)

    @property
    def alive(self):
        return self.child is not None

    def stop(self):
        """As a service manager does it; the exit status."""
        os.kill(self.child, SIGTERM)
        return os.waitstatus_to_exitcode(self.death())

    def kill(self):
        self.slay()

    def slay(self):
        """Kill the child, if it lives."""
        if self.child is not None:
            os.kill(self.child, SIGKILL)
            assert self.death() == SIGKILL, "it ended before, and by itself"

    def death(self):
        """Wait until the child has ended, and tell of what signal."""
        status = self.nursery.end_of_child()
        self.child = None
        return status


def let_leases_run_out(url):
    """As if what is on its way now had been for longer than a lease, on PostgreSQL."""
    run_on_postgres(
        "UPDATE outbox SET sending_since = sending_since - interval '1 hour'"
        " WHERE state = 'sending'",
        "UPDATE job SET run_after = run_after - interval '1 hour' WHERE state = 'running'",
        url=url,
    )


def found(store_url, villages, towns, first_phone, now):
    """So many villages, each with a secretary and a chair on phones that follow each other; the
    villages' numbers.
    """
    store = Store(store_url)
    with store.begin() as uow:
        city = uow.places.add("city", "示例市")
        below = [uow.places.add("town", f"示例{number}镇", city) for number in range(towns)]
        made = [
            _village(uow, below[number % towns], first_phone + 2 * number, now)
            for number in range(villages)
        ]
    store.close()
    return made


def _village(uow, town, phone, now):
    place = uow.places.add("village", f"示例{phone}村", town)
    uow.enrolments.add(place, "wenling-2022", SINCE)
    for at, post in enumerate((Post.SECRETARY, Post.SUPERVISOR_CHAIR)):
        person, number = uow.people.add(f"示例{post}"), str(phone + at)
        uow.grants.accept(uow.grants.add(person, post, place, SINCE), now)
        uow.people.bind(person, number, number, now)
    return place


def settle(ledger, patience):
    """Wait until everything that is on its way has arrived, so many seconds at most."""
    deadline = time.monotonic() + patience
    while ledger.unsettled() and time.monotonic() < deadline:
        time.sleep(0.1)
