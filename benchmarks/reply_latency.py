"""Where the time between a message and its answer goes, over HTTP on loopback.

    python -m benchmarks.reply_latency [messages]

One person after another writes the sentence of a logging step and waits for the receipt. The phone
takes the whole time; the ledger holds when the update was handled, and when its answer was claimed
by delivery and settled.
"""

import sys
import time
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory

from sqlalchemy import Engine, create_engine, text

from benchmarks.log_step import DONE, EARLY, FIRST, LOG, start_ours
from demo.botapi.phone import Phone
from demo.botapi.standin import StandIn
from demo.botapi.world import Person

AIM_MS = 100
STAGES = """
    SELECT inbox.done_at, outbox.sending_since, outbox.sent_at
    FROM inbox JOIN outbox ON outbox.chat_id = inbox.sender ORDER BY inbox.id
"""


def main(messages: int) -> None:
    persons = [Person(FIRST + number, f"示例{number}") for number in range(messages + 5)]
    with (
        TemporaryDirectory() as folder,
        StandIn(persons, now=EARLY, clock_file=Path(folder) / "clock") as telegram,
    ):
        process = start_ours(Path(folder), telegram)
        try:
            for person in persons:
                telegram.world.people[person.id].started = True
            waits = [_wait(telegram.phone(person.id)) for person in persons][5:]
        finally:
            process.kill()
            process.wait()
        ledger = create_engine(f"sqlite:///{folder}/data/qinglian.db")
        _show("message → answer on the phone", waits, f"(aim: at most {AIM_MS})")
        _stages(ledger)
        ledger.dispose()


def _wait(phone: Phone) -> float:
    """Milliseconds until the person has the answer."""
    began = time.perf_counter()
    phone.say(LOG)
    phone.wait_for(DONE, seconds=20)
    return (time.perf_counter() - began) * 1000


def _stages(ledger: Engine) -> None:
    with ledger.connect() as connection:
        rows = [
            [datetime.fromisoformat(at) for at in row] for row in connection.execute(text(STAGES))
        ]
    for name, first in (("handled → claimed by delivery", 0), ("claimed → sent and settled", 1)):
        _show(name, [(row[first + 1] - row[first]).total_seconds() * 1000 for row in rows[5:]])


def _show(name: str, figures: Sequence[float], aim: str = "") -> None:
    worst = quantiles(figures, n=20)[-1]
    print(f"{name:31} median {median(figures):6.1f} ms, 95 of 100 within {worst:6.1f} ms {aim}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 60)
