"""CPU of one whole logging step over HTTP, beside a stock python-telegram-bot echo bot.

    python -m benchmarks.log_step [steps]

Both bots run as processes of their own against the same stand-in in the same run; what is counted
is the CPU time of their processes from the first message to the last answer. A logging step is one
sentence that becomes a record, its audit row, its receipt and the supervisors' card.
"""

import os
import subprocess
import sys
import time
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from demo.botapi.clock import SHANGHAI
from demo.botapi.standin import StandIn
from demo.botapi.world import Person
from rubric.posts import Post
from storage.unit_of_work import Store

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


def main(steps: int) -> None:
    echo = measured(steps, _start_echo, LOG)
    ours = measured(steps, _start_ours, DONE)
    print(f"echo bot      {echo * 1000:6.2f} ms of CPU a message")
    print(f"logging step  {ours * 1000:6.2f} ms of CPU a message")
    print(f"ratio         {ours / echo:6.2f}   (aim: at most 2.5)")


def measured(steps, start, answer) -> float:
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


def _talk(telegram, persons, answer) -> None:
    """Everybody says the sentence at human distance from each other; wait for all answers."""
    for person in persons:
        telegram.world.people[person.id].started = True
        telegram.phone(person.id).say(LOG)
        time.sleep(0.05)
    for person in persons:
        telegram.phone(person.id).wait_for(answer, seconds=60)


def _cpu(pid: int) -> float:
    """Seconds of CPU a process has used, all its threads."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _start_echo(folder: Path, telegram) -> subprocess.Popen[bytes]:
    return _started([sys.executable, "-c", ECHO, telegram.token, telegram.base_url], {}, folder)


def _start_ours(folder: Path, telegram) -> subprocess.Popen[bytes]:
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


def _started(command, settings, folder) -> subprocess.Popen[bytes]:
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), **settings}  # noqa: TID251
    with (folder / "log").open("ab") as log:
        return subprocess.Popen(command, env=environment, cwd=folder, stderr=log)  # noqa: S603


def _seed(url: str, world) -> None:
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
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200)
