"""Updates a second when the API takes 50 ms to answer: 200 people, each person's order kept.

    python -m benchmarks.throughput [people] [messages each] [rounds]

All messages wait when a bot starts. The product logs each of them durably, and then answers at the
pace that Telegram allows (25 a second in all), so two figures are told: updates handled, which
their rows in the ledger tell, and answers. Stock python-telegram-bot with `concurrent_updates`
echoes, keeps nothing and no pace.
"""

import re
import sqlite3
import sys
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from subprocess import Popen
from tempfile import TemporaryDirectory
from typing import NamedTuple

from benchmarks.beside import show
from benchmarks.log_step import EARLY, FIRST, start_ours, start_peer
from demo.botapi.standin import StandIn
from demo.botapi.world import Person

DELAY, PATIENCE = 0.05, 100
MONTH = re.compile(r"(\d)月10日")


class Run(NamedTuple):
    """Updates handled and answered a second, and how often a person's order was broken."""

    handled: float
    answered: float
    breaks: int


def main(people: int, each: int, rounds: int) -> None:
    told = [(_ours(people, each), _stock(people, each)) for _ in range(rounds)]
    show("product, updates handled", [ours.handled for ours, _ in told], "a second")
    show("product, answers", [ours.answered for ours, _ in told], "a second")
    show("python-telegram-bot, echoes", [stock.answered for _, stock in told], "a second")
    ratios = [ours.handled / stock.answered for ours, stock in told]
    show("product handled : python-telegram-bot", ratios, "(aim: at least 8)")
    for name, at in (("product", 0), ("python-telegram-bot", 1)):
        show(f"{name}, order breaks", [run[at].breaks for run in told], "(aim: 0)")


def _ours(people: int, each: int) -> Run:
    def handled(folder: Path) -> float:
        with sqlite3.connect(folder / "data" / "qinglian.db") as ledger:
            rows = ledger.execute("SELECT done_at FROM inbox ORDER BY done_at").fetchall()
        return _a_second([datetime.fromisoformat(at).timestamp() for (at,) in rows])

    return _run(people, each, start_ours, handled)


def _stock(people: int, each: int) -> Run:
    def start(folder: Path, telegram: StandIn) -> "Popen[bytes]":
        return start_peer("echo_ptb.py", folder, telegram, "concurrent")

    return _run(people, each, start, lambda _folder: 0.0)


def _run(
    people: int,
    each: int,
    start: Callable[[Path, StandIn], "Popen[bytes]"],
    handled: Callable[[Path], float],
) -> Run:
    persons = [Person(FIRST + number, f"示例{number}", started=True) for number in range(people)]
    with (
        TemporaryDirectory() as folder,
        StandIn(persons, now=EARLY, clock_file=Path(folder) / "clock") as telegram,
    ):
        telegram.world.faults.add(
            {"method": "sendMessage", "kind": "delay", "times": 10**9, "seconds": DELAY}
        )
        for month in range(7 - each, 7):
            for person in persons:
                telegram.phone(person.id).say(f"{month}月10日支委会,5人参加")
        process = start(Path(folder), telegram)
        try:
            moments = _answers(telegram, people * each)
        finally:
            process.kill()
            process.wait()
        return Run(handled(Path(folder)), _a_second(moments), _breaks(telegram))


def _answers(telegram: StandIn, wanted: int) -> list[float]:
    """When each answer came."""
    moments: list[float] = []
    ends = time.perf_counter() + PATIENCE
    while len(moments) < wanted and time.perf_counter() < ends:
        time.sleep(0.02)
        sent = sum(message.from_bot for message in list(telegram.world.messages.values()))
        moments += [time.perf_counter()] * (sent - len(moments))
    return moments


def _a_second(moments: list[float]) -> float:
    """Without the first tenth, in which a bot warms up."""
    steady = sorted(moments)[len(moments) // 10 :]
    return len(steady) / max(steady[-1] - steady[0], 1e-3)


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
