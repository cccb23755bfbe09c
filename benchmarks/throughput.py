"""Updates a second when the API takes 50 ms to answer: 200 people, each person's order kept.

    python -m benchmarks.throughput [people] [messages each] [rounds]

All messages wait when a bot starts. The product logs each of them durably, and then answers at the
pace that Telegram allows (30 a second in all), so two figures are told: updates handled, which
their rows in the ledger tell, and answers. Stock python-telegram-bot echoes, keeps nothing and no
pace: with `concurrent_updates`, where it breaks the order, and without, where each update waits
for the answer to the last.

What bounds a bot is told by how much of its time it wanted a processor: about 1 is a bot that waits
for nothing else. On a busy machine only the CPU of an update can then be compared.
"""

import re
import sqlite3
import sys
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from subprocess import Popen
from tempfile import TemporaryDirectory
from typing import NamedTuple

from benchmarks.beside import seconds_of_cpu, show
from benchmarks.log_step import EARLY, FIRST, Start, start_ours, start_peer
from demo.botapi import acts
from demo.botapi.standin import StandIn
from demo.botapi.world import Person

DELAY, PATIENCE = 0.05, 100
MONTH = re.compile(r"(\d)月10日")


class Look(NamedTuple):
    """At a moment: the answers so far, and the seconds of CPU that the bot used, or waited for."""

    moment: float
    answers: int
    used: float
    waited: float


class Run(NamedTuple):
    """A second: updates handled and answered; seconds of CPU an answer; the share of its time in
    which the bot wanted a processor; how often a person's order was broken.
    """

    handled: float
    answered: float
    cpu: float
    wanted: float
    breaks: int


def main(people: int, each: int, rounds: int) -> None:
    names = ("product", "concurrent PTB", "sequential PTB")
    told = [
        [_run(people, each, start) for start in (start_ours, _start_concurrent, _start_sequential)]
        for _ in range(rounds)
    ]
    sides = dict(zip(names, zip(*told, strict=True), strict=True))
    show("product, updates handled", [run.handled for run in sides["product"]], "a second")
    for name, runs in sides.items():
        show(f"{name}, answers", [run.answered for run in runs], "a second")
        show(f"{name}, CPU an answer", [run.cpu * 1000 for run in runs], "ms")
        show(f"{name}, processor wanted", [run.wanted for run in runs], "of its time")
        show(f"{name}, order breaks", [run.breaks for run in runs], "(aim: 0)")
    for at, name in enumerate(names[1:], start=1):
        show(f"product handled : {name}", [run[0].handled / run[at].answered for run in told], "")
        show(f"product : {name}, CPU", [run[0].cpu / run[at].cpu for run in told], "")
    print("aim: product handled : concurrent PTB at least 8")


def _start_concurrent(folder: Path, telegram: StandIn) -> "Popen[bytes]":
    return start_peer("echo_ptb.py", folder, telegram, "concurrent")


def _start_sequential(folder: Path, telegram: StandIn) -> "Popen[bytes]":
    return start_peer("echo_ptb.py", folder, telegram)


def _run(people: int, each: int, start: Start) -> Run:
    persons = [Person(FIRST + number, f"示例{number}", started=True) for number in range(people)]
    with TemporaryDirectory() as folder:
        telegram = StandIn(persons, now=EARLY, clock_file=Path(folder) / "clock")
        telegram.world.faults.add(
            {"method": "sendMessage", "kind": "delay", "times": 10**9, "seconds": DELAY}
        )
        for month in range(7 - each, 7):
            for person in persons:
                acts.say(telegram.world, person.id, f"{month}月10日支委会,5人参加")
        with telegram:
            process = start(Path(folder), telegram)
            try:
                looks = list(_watched(telegram, process.pid, people * each))
            finally:
                process.kill()
                process.wait()
        return Run(_handled(Path(folder)), *_told(looks), _breaks(telegram))


def _watched(telegram: StandIn, pid: int, wanted: int) -> Iterator[Look]:
    """A look whenever answers have come."""
    seen, ends = 0, time.perf_counter() + PATIENCE
    while seen < wanted and time.perf_counter() < ends:
        time.sleep(0.02)
        sent = sum(message.from_bot for message in list(telegram.world.messages.values()))
        if sent > seen:
            seen = sent
            yield Look(time.perf_counter(), sent, seconds_of_cpu(pid), _waited(pid))


def _waited(pid: int) -> float:
    """Seconds in which a process could have gone on, had there been a processor for it."""
    tasks = Path(f"/proc/{pid}/task").glob("*/schedstat")
    return sum(int(task.read_text(encoding="ascii").split()[1]) for task in tasks) / 1e9


def _told(looks: list[Look]) -> tuple[float, float, float]:
    """Without the first tenth, in which a bot warms up."""
    last = looks[-1]
    first = next(look for look in looks if look.answers >= last.answers / 10)
    answers, seconds = last.answers - first.answers, last.moment - first.moment
    used = last.used - first.used
    return answers / seconds, used / answers, (used + last.waited - first.waited) / seconds


def _handled(folder: Path) -> float:
    """Updates a second by the product's ledger, without the first tenth; 0 where there is none."""
    if not (folder / "data").exists():
        return 0.0
    with sqlite3.connect(folder / "data" / "qinglian.db") as ledger:
        rows = ledger.execute("SELECT done_at FROM inbox ORDER BY done_at").fetchall()
    done = [datetime.fromisoformat(at).timestamp() for (at,) in rows][len(rows) // 10 :]
    return len(done) / (done[-1] - done[0])


def _breaks(telegram: StandIn) -> int:
    last: dict[int, int] = {}
    breaks = 0
    for message in telegram.world.messages.values():
        told = MONTH.search(str(message.content.get("text", ""))) if message.from_bot else None
        if told:
            breaks += int(told[1]) < last.get(message.chat_id, 0)
            last[message.chat_id] = int(told[1])
    return breaks


if __name__ == "__main__":
    given = [int(each) for each in sys.argv[1:]]
    main(*(given + [200, 3, 1][len(given) :]))
