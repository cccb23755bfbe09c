"""How long a backup takes, and its restore with all its proofs, while somebody goes on writing.

    python -m benchmarks.backup [rows of the audit chain]

The backup is that of `qinglian backup`: the ledger's copy, its counts, its scores and its sums.
Restoring compares all of it and verifies the chain. Beside it: how often the writer got in.
"""

import sys
import time
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event, Thread
from typing import Self, TypeVar

from benchmarks.verify_chain import NOW, fill, note
from bot.backup import back_up
from bot.restore import restore
from bot.settings import Settings
from demo.seed import seed
from storage.unit_of_work import Store

T = TypeVar("T")


def main(rows: int) -> None:
    with TemporaryDirectory() as folder:
        live = Settings(_env_file=None, data_dir=Path(folder) / "data")
        live.data_dir.mkdir()
        with closing(Store(live.database)) as store:
            store.upgrade()
            seed(live.database, NOW)
            fill(store, rows)
            measure(store, live, Path(folder), rows)


def measure(store: Store, live: Settings, folder: Path, rows: int) -> None:
    with closing(Store(live.database)) as other, Writing(other, rows) as writing:
        made, took = timed(lambda: back_up(store, live.data_dir, folder / "kept", NOW, NOW.date()))
    print(f"backup   {rows:,} rows: {took:.1f} s (aim: 60 a million)")
    print(f"writer   {writing.written:,} acts meanwhile, the longest took {writing.longest:.2f} s")
    fresh = Settings(_env_file=None, data_dir=folder / "fresh")
    restored, took = timed(lambda: restore(made, fresh))
    assert restored.faults == []
    told = restored.manifest.contents
    print(f"restore  {told.audit_seq:,} rows: {took:.1f} s (aim: 60 a million)")
    print(f"equal    all tables, the chain's end, {told.villages} villages' scores")


def timed(work: Callable[[], T]) -> tuple[T, float]:
    began = time.perf_counter()
    return work(), time.perf_counter() - began


class Writing(Thread):
    """Somebody who writes all the while."""

    def __init__(self, store: Store, rows: int) -> None:
        super().__init__()
        self.store, self.number = store, rows
        self.over = Event()
        self.written, self.longest = 0, 0.0

    def run(self) -> None:
        while not self.over.wait(0.01):
            _, took = timed(self.write)
            self.written, self.longest = self.written + 1, max(self.longest, took)

    def write(self) -> None:
        with self.store.begin() as uow:
            note(uow, self.number + self.written)
            uow.settings.put("written", str(NOW + timedelta(seconds=self.written)))

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.over.set()
        self.join()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
