"""Delivery where Telegram takes 30 messages a second: 300 chats, 4 messages each.

    python -m benchmarks.delivery_limit [chats] [messages each]

The product, also where the network holds each message up by chance, so that some overtake others
and come close together; beside it python-telegram-bot's AIORateLimiter. The stand-in refuses
whatever goes beyond the limit in any second with 429, and executes it not.
"""

import sys
import time
from collections import Counter, deque
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from threading import Thread
from typing import NamedTuple

from benchmarks.beside import of_peer
from benchmarks.log_step import EARLY, FIRST, start_ours
from demo.botapi.errors import too_many_requests
from demo.botapi.faults import SENDING, Fault, Faults
from demo.botapi.standin import StandIn
from demo.botapi.world import Person
from storage.unit_of_work import Store

LIMIT, PATIENCE, QUIET = 30, 110, 8
LATE = (0.0, 0.02, 0.1)
"""Seconds by which the network holds a message up, at most."""


class Limited(Faults):
    """So many sends a second in all, whatever the chat; they arrive late by chance."""

    def __init__(self, late: float) -> None:
        super().__init__()
        self.late = late
        self.chance = Random(1)
        self.refused = 0
        self.taken: deque[float] = deque()
        self.moments: list[float] = []

    def take(self, method: str, chat_id: int | None) -> Fault | None:
        if method not in SENDING or not self.late:
            return super().take(method, chat_id)
        return Fault(method, "delay", seconds=self.chance.uniform(0, self.late))

    def flood(self, method: str, chat_id: int | None) -> None:
        if method not in SENDING or chat_id is None:
            return
        now = self.monotonic()
        while self.taken and self.taken[0] <= now - 1:
            self.taken.popleft()
        if len(self.taken) >= LIMIT:
            self.refused += 1
            raise too_many_requests(1)
        self.taken.append(now)
        self.moments.append(now)


class Told(NamedTuple):
    a_second: float
    refused: int
    lost: int
    out_of_order: int


def main(chats: int, each: int) -> None:
    for late in LATE:
        _show(f"product, messages up to {late * 1000:.0f} ms late", _ours(chats, each, late))
    _show("AIORateLimiter", _peer(chats, each))
    print("aims: at least 0.95 of the limit, 0 × 429, 0 lost, 0 out of order")


def _show(name: str, told: Told) -> None:
    print(
        f"{name:36} {told.a_second:5.1f} a second, {told.a_second / LIMIT:.2f} of the limit, "
        f"{told.refused} × 429, {told.lost} lost, {told.out_of_order} out of order",
        flush=True,
    )


def _ours(chats: int, each: int, late: float) -> Told:
    with TemporaryDirectory() as folder, _limited(Path(folder), chats, late) as telegram:
        process = start_ours(Path(folder), telegram, lambda store: _order(store, chats, each))
        try:
            return _watched(telegram, chats * each)
        finally:
            process.kill()
            process.wait()


def _order(store: Store, chats: int, each: int) -> None:
    """What is to be said, as a morning's reminders are."""
    with store.begin() as uow:
        for number in range(each):
            for chat in range(chats):
                payload = {"text": str(number)}
                uow.outbox.put(str(FIRST + chat), "send", payload, 0, at=EARLY)


def _peer(chats: int, each: int) -> Told:
    with TemporaryDirectory() as folder, _limited(Path(folder), chats) as telegram:
        asked = {"token": telegram.token, "base": telegram.base_url, "each": each}
        chat_ids = [FIRST + number for number in range(chats)]
        sending = Thread(target=of_peer, args=("limiter_ptb.py", asked | {"chats": chat_ids}))
        sending.start()
        told = _watched(telegram, chats * each)
        sending.join()
        return told


def _limited(folder: Path, chats: int, late: float = 0.0) -> StandIn:
    persons = [Person(FIRST + number, f"示例{number}", started=True) for number in range(chats)]
    telegram = StandIn(persons, now=EARLY, clock_file=folder / "clock")
    telegram.world.faults = Limited(late)
    return telegram


def _watched(telegram: StandIn, wanted: int) -> Told:
    """Until all came, or nothing more for a while."""
    faults = telegram.world.faults
    assert isinstance(faults, Limited)
    ends = time.monotonic() + PATIENCE
    while len(faults.moments) < wanted and time.monotonic() < ends:
        time.sleep(0.1)
        if faults.moments and time.monotonic() - faults.moments[-1] > QUIET:
            break
    came = [message for message in telegram.world.messages.values() if message.from_bot]
    last, swapped = Counter[int](), 0
    for message in came:
        number = int(message.content["text"])
        swapped += number < last[message.chat_id]
        last[message.chat_id] = number
    took = max(faults.moments[-1] - faults.moments[0], 1e-3)
    return Told(len(faults.moments) / took, faults.refused, wanted - len(came), swapped)


if __name__ == "__main__":
    given = [int(each) for each in sys.argv[1:]]
    main(*(given + [300, 4][len(given) :]))
