"""Durable updates a second from 64 people at once, beside what the disk's fdatasync allows.

    python -m benchmarks.commits [rounds]

Each update is stored, handled in a savepoint of its own and marked done; the worker commits eight
at a time. The handler writes one draft: what a real one computes is told by benchmarks.log_step.
"""

import asyncio
import os
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.beside import show
from bot.clock import Clock
from bot.worker import Worker
from bot.writer import Writer
from storage.inbox import InboxRow, NewUpdate
from storage.unit_of_work import Store, UnitOfWork

PEOPLE, EACH, SYNCS = 64, 4, 200
PAGE = b"\0" * 4096


class Draft:
    """Handles an update by writing one row."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def handle(self, uow: UnitOfWork, row: InboxRow) -> None:
        uow.drafts.open(int(row.sender), "log", {}, awaits_text=False, at=self._clock.now())

    def tell_parked(self, uow: UnitOfWork, row: InboxRow) -> None:
        """Nothing fails here."""


def main(rounds: int) -> None:
    with TemporaryDirectory(dir=Path.cwd()) as folder:
        told = [
            (_durable(Path(folder) / f"{number}.db"), _synced(Path(folder) / "page"))
            for number in range(rounds)
        ]
    show("product, durable updates", [ours for ours, _ in told], "a second")
    show("fdatasync after 4096 bytes", [disk for _, disk in told], "a second")
    show("updates : fdatasync", [ours / disk for ours, disk in told], "(aim: at least 3)")


def _durable(file: Path) -> float:
    store = Store(f"sqlite:///{file}")
    store.upgrade()
    with store.begin() as uow:
        for number in range(PEOPLE):
            uow.people.add(f"示例{number}")
    took = asyncio.run(_handled(Writer(store), Clock(None)))
    store.close()
    return PEOPLE * EACH / took


async def _handled(writer: Writer, clock: Clock) -> float:
    """Seconds from the first update in to the last one done."""
    worker = Worker(writer, clock, Draft(clock), lambda: None)
    began = time.perf_counter()
    for turn in range(EACH):
        rows = [
            NewUpdate(turn * PEOPLE + number, str(number + 1), {}, clock.now().date())
            for number in range(PEOPLE)
        ]
        await writer.do(lambda uow, rows=rows: uow.inbox.put(1, rows, clock.now()))  # type: ignore[misc]
    while await worker.step() == 0:
        pass
    took = time.perf_counter() - began
    writer.close()
    return took


def _synced(file: Path) -> float:
    with file.open("wb", buffering=0) as page:
        began = time.perf_counter()
        for _ in range(SYNCS):
            page.write(PAGE)
            os.fdatasync(page.fileno())
        return SYNCS / (time.perf_counter() - began)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
