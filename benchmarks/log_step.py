"""CPU of one whole logging step over HTTP, beside a stock python-telegram-bot echo bot.

    python -m benchmarks.log_step [steps] [rounds]

Both bots run as processes of their own against the same stand-in, in turn, several times; what is
counted is the CPU time of their processes from the first message to the last answer. A logging step
is one sentence that becomes a record, its audit row, a score before and after, and its receipt.
"""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from demo.botapi.clock import SHANGHAI
from demo.botapi.standin import StandIn
from demo.botapi.world import Person, World
from rubric.posts import Post
from storage.unit_of_work import Store

Start = Callable[[Path, StandIn], "subprocess.Popen[bytes]"]
ROOT = Path(__file__).parent.parent
EARLY = datetime(2026, 7, 15, 8, 30, tzinfo=SHANGHAI)
FIRST = 5001
LOG = "昨天支委会,5人参加"
DONE = "✓ 已记录"
ECHO = """
import sys
from telegram.ext import Application, MessageHandler, filters

async def echo(update, _context):
    await update.message.reply_text(update.message.text)

token, base = sys.argv[1:]
application = Application.builder().token(token).base_url(base).build()
application.add_handler(MessageHandler(filters.TEXT & ~filters.COMMAND, echo))
application.run_polling()
"""


def main(steps: int, rounds: int) -> None:
    pairs = [
        (measured(steps, _start_echo, LOG), measured(steps, start_ours, DONE))
        for _ in range(rounds)
    ]
    _show("echo bot", [echo * 1000 for echo, _ in pairs], "ms of CPU a message")
    _show("logging step", [ours * 1000 for _, ours in pairs], "ms of CPU a message")
    _show("ratio", [ours / echo for echo, ours in pairs], "(aim: at most 2.5)")


def _show(name: str, figures: Sequence[float], unit: str) -> None:
    extent = f"[{min(figures):.2f} to {max(figures):.2f}]"
    print(f"{name:13} {median(figures):6.2f} {extent:18} {unit}")


def measured(steps: int, start: Start, answer: str) -> float:
    """Seconds of CPU a message, once the bot has warmed up on one in ten."""
    persons = [Person(FIRST + number, f"示例{number}") for number in range(steps + steps // 10)]
    with TemporaryDirectory() as folder:
        file = Path(folder) / "clock"
        with StandIn(persons, now=EARLY, clock_file=file) as telegram:
            process = start(Path(folder), telegram)
            try:
                _talk(telegram, persons[steps:], answer)
                before = _cpu(process.pid)
                _talk(telegram, persons[:steps], answer)
                return (_cpu(process.pid) - before) / steps
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
        telegram.phone(person.id).wait_for(answer, seconds=20)


def _cpu(pid: int) -> float:
    """Seconds of CPU a process has used, all its threads."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _start_echo(folder: Path, telegram: StandIn) -> subprocess.Popen[bytes]:
    return _started([sys.executable, "-c", ECHO, telegram.token, telegram.base_url], {}, folder)


def start_ours(folder: Path, telegram: StandIn) -> subprocess.Popen[bytes]:
    data = folder / "data"
    data.mkdir()
    _seed(f"sqlite:///{data / 'qinglian.db'}", telegram.world)
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


def _seed(url: str, world: World) -> None:
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
    store.close()


if __name__ == "__main__":
    given = [int(each) for each in sys.argv[1:]]
    main(*given, *(200, 3)[len(given) :])
