"""CPU of one whole logging step over HTTP, beside stock echo bots of two libraries.

    python -m benchmarks.log_step [steps] [rounds]

All bots run as processes of their own against the same stand-in, in turn, several times; what is
counted is the CPU time of their processes from the first message to the last answer. A logging step
is one sentence that becomes a record, its audit row, a score before and after, and its receipt, all
durable; an echo keeps nothing. How long a person waits is told by benchmarks.reply_latency.
"""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.beside import ROOT, peer_python, seconds_of_cpu, show
from demo.botapi.clock import SHANGHAI
from demo.botapi.standin import StandIn
from demo.botapi.world import Person, World
from rubric.posts import Post
from storage.unit_of_work import Store

Start = Callable[[Path, StandIn], "subprocess.Popen[bytes]"]
EARLY = datetime(2026, 7, 15, 8, 30, tzinfo=SHANGHAI)
FIRST = 5001
LOG = "昨天支委会,5人参加"
DONE = "✓ 已记录"


def main(steps: int, rounds: int) -> None:
    taken = [
        (
            measured(steps, start_ours, DONE),
            measured(steps, partial(_start_echo, "echo_ptb.py"), LOG),
            measured(steps, partial(_start_echo, "echo_aiogram.py"), LOG),
        )
        for _ in range(rounds)
    ]
    names = ("logging step", "python-telegram-bot echo", "aiogram echo")
    for name, costs in zip(names, zip(*taken, strict=True), strict=True):
        show(f"{name}, CPU a message", [each * 1000 for each in costs], "ms")
    for place, aim in ((1, 0.6), (2, 1.0)):
        ratios = [each[0] / each[place] for each in taken]
        show(f"{names[0]} : {names[place]}, CPU", ratios, f"(aim: at most {aim})")


def measured(steps: int, start: Start, answer: str) -> float:
    """Seconds of CPU a message, once the bot has warmed up on one in ten."""
    persons = [Person(FIRST + number, f"示例{number}") for number in range(steps + steps // 10)]
    with TemporaryDirectory() as folder:
        file = Path(folder) / "clock"
        with StandIn(persons, now=EARLY, clock_file=file) as telegram:
            process = start(Path(folder), telegram)
            try:
                _talk(telegram, persons[steps:], answer)
                before = seconds_of_cpu(process.pid)
                _talk(telegram, persons[:steps], answer)
                return (seconds_of_cpu(process.pid) - before) / steps
            finally:
                process.kill()
                process.wait()


def _talk(telegram: StandIn, persons: Sequence[Person], answer: str) -> None:
    """Everybody says the sentence at human distance from each other; wait for all answers."""
    for person in persons:
        telegram.world.people[person.id].started = True
        telegram.phone(person.id).say(LOG)
        time.sleep(0.05)
    for person in persons:
        telegram.phone(person.id).wait_for(answer, seconds=60)


def _start_echo(script: str, folder: Path, telegram: StandIn) -> subprocess.Popen[bytes]:
    return start_peer(script, folder, telegram)


def start_peer(script: str, folder: Path, telegram: StandIn, *how: str) -> subprocess.Popen[bytes]:
    """A bot of benchmarks/peers, as a process of its own."""
    file = str(ROOT / "benchmarks" / "peers" / script)
    return _started([peer_python(), file, telegram.token, telegram.base_url, *how], {}, folder)


def start_ours(
    folder: Path, telegram: StandIn, also: Callable[[Store], None] = lambda _store: None
) -> subprocess.Popen[bytes]:
    """The product with a village for each person; `also` is done to the ledger before."""
    data = folder / "data"
    data.mkdir()
    _seed(f"sqlite:///{data / 'qinglian.db'}", telegram.world, also)
    settings = {
        "QINGLIAN_BOT_TOKEN": telegram.token,
        "QINGLIAN_BOT_API": telegram.base_url,
        "QINGLIAN_BOT_FILE_API": telegram.base_file_url,
        "QINGLIAN_DATA_DIR": str(data),
        "QINGLIAN_CLOCK_FILE": str(telegram.world.clock.file),
    }
    return _started([sys.executable, "-m", "bot", "run"], settings, folder)


def _started(
    command: Sequence[str], settings: Mapping[str, str], folder: Path
) -> subprocess.Popen[bytes]:
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), **settings}  # noqa: TID251
    with (folder / "log").open("ab") as log:
        return subprocess.Popen(command, env=environment, cwd=folder, stderr=log)  # noqa: S603


def _seed(url: str, world: World, also: Callable[[Store], None]) -> None:
    """A village for each person, who is its secretary."""
    store = Store(url)
    store.upgrade()
    with store.begin() as uow:
        town = uow.places.add("town", "示例镇", uow.places.add("city", "示例市"))
        for person in world.people.values():
            village = uow.places.add("village", f"示例{person.id}村", town)
            uow.enrolments.add(village, "wenling-2022", date(2026, 1, 1))
            who = uow.people.add(person.name)
            grant = uow.grants.add(who, Post.SECRETARY, village, date(2026, 1, 1))
            uow.grants.accept(grant, EARLY)
            uow.people.bind(who, str(person.id), str(person.id), EARLY)
    also(store)
    store.close()


if __name__ == "__main__":
    given = [int(each) for each in sys.argv[1:]]
    main(*given, *(100, 3)[len(given) :])
