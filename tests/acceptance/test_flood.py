"""One person sends a thousand messages: the others are answered as ever, and he is told once."""

import sqlite3
import time
from contextlib import closing
from threading import Thread

import pytest

from tests.acceptance.talk import PATIENCE, NearPhone
from tests.drill import size

pytestmark = [pytest.mark.acceptance, pytest.mark.drill, pytest.mark.usefixtures("running")]

FLOOD = size(100, 1000)
OTHERS = size(6, 20)
WORD, ANSWER = "看得分", "提示分"
NOTICE = "已经全部收下"
THINKS = 1.5
"""Seconds between an answer and the next question: faster, it is the pacing that is measured."""


class Neighbour(Thread):
    """Somebody who asks so many times, each time after an answer; how long he waited for each."""

    def __init__(self, telegram, person, times):
        super().__init__()
        self.phone, self.times, self.waits = NearPhone(telegram, person), times, []

    def run(self):
        with closing(self.phone):
            for _ in range(self.times):
                asked = self.phone.say(WORD)["message_id"]
                began = time.monotonic()
                if not self.phone.wait(lambda state, asked=asked: answered(state, asked)):
                    return
                self.waits.append(time.monotonic() - began)
                time.sleep(THINKS)


def answered(state, asked):
    later = [each for each in state["messages"] if each["message_id"] > asked]
    return any(each["from_bot"] and ANSWER in each.get("text", "") for each in later)


def waits(telegram, people, times):
    """Seconds from each word of these people to its answer, shortest first."""
    neighbours = [Neighbour(telegram, person, times) for person in people]
    for each in neighbours:
        each.start()
    for each in neighbours:
        each.join()
    return sorted(wait for each in neighbours for wait in each.waits)


def p95(waits):
    return f"{waits[int(len(waits) * 0.95)]:.2f} s"


@pytest.fixture
def handled(programme):
    """What became of a person's updates, in the order in which they came."""
    file = programme.folder / "data" / "qinglian.db"

    def handled(person):
        query = "SELECT state, done_at FROM inbox WHERE sender = ? ORDER BY id"
        with closing(sqlite3.connect(file, timeout=30)) as ledger:
            return ledger.execute(query, (str(person),)).fetchall()

    return handled


def test_the_others_are_answered_and_he_is_told_once_that_all_is_kept(
    telegram, villagers, handled, figure
):
    (flooder, *others) = [phone.id for _, phone in villagers(1 + OTHERS)]
    calm = waits(telegram, others, 3)
    with closing(NearPhone(telegram, flooder)) as phone:
        phone.inject(*[written(telegram, flooder, number) for number in range(FLOOD)])
        beside = waits(telegram, others, 3)
        wait_until_done(handled, flooder)
        phone.await_(NOTICE)
        notices = [each for each in phone.replies() if NOTICE in each["text"]]
    figure(
        f"{FLOOD} messages of one person: {len(beside)} answers to {OTHERS} others,"
        f" p95 {p95(beside)} (without the flood {p95(calm)})"
    )
    assert len(calm) == len(beside) == 3 * OTHERS
    assert len(notices) == 1
    states, done_at = zip(*handled(flooder), strict=True)
    assert set(states) == {"done"}
    assert len(states) == FLOOD
    assert list(done_at) == sorted(done_at), "in the order in which he wrote"


def written(telegram, person, number):
    told = telegram.world.people[person]
    date = telegram.world.now()
    content = {"message_id": 900_000 + number, "date": date, "text": WORD}
    return {"message": content | {"from": told.as_user(), "chat": told.as_chat()}}


def wait_until_done(handled, person):
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        states = [state for state, _ in handled(person)]
        if len(states) == FLOOD and "open" not in states:
            return
        time.sleep(0.1)
