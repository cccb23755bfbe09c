"""What a town of 60 villages and a county of 1,000 wait for their lists: 95 of 100 within …

    python -m benchmarks.dashboards [villages of the county] [times]

In process, from the word on the key to the stored card. Each village has 45 records.
"""

import gc
import sys
import time
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory

from benchmarks.beside import Cost
from benchmarks.ledger import NOON, appoint, town
from handlers.chat import build
from handlers.chat.guard import guarded
from handlers.chat.inbound import on_text
from handlers.chat.turn import Turn
from rubric.posts import Post
from rubric.utterance import Lexicon
from storage import schemes as scheme_files
from storage.unit_of_work import Store

assert build
TOWN, RECORDS = 60, 45
OFFICE, CITY = "90001", "80001"
LISTS = (
    (OFFICE, "全镇进度", 100),
    (OFFICE, "各村得分", 100),
    (OFFICE, "看逾期", 100),
    (CITY, "各镇进度", 1000),
    (CITY, "各村得分", 1000),
)
"""Whose word, and the milliseconds aimed at."""


def main(villages: int, times: int) -> None:
    with TemporaryDirectory() as folder:
        store = Store(f"sqlite:///{Path(folder) / 'county.db'}")
        store.upgrade()
        with store.begin() as uow:
            city = uow.places.add("city", "示例市")
            appoint(uow, Post.CITY_AGRICULTURE, city, CITY)
            for number, first in enumerate(range(0, villages, TOWN), start=1):
                list(town(uow, number, city, min(TOWN, villages - first), RECORDS))
        for sender, word, aim in LISTS:
            _wait(store, sender, word)
            gc.freeze()  # as `qinglian run` does
            _show(word, [_wait(store, sender, word) for _ in range(times)], aim)
        store.close()


def _wait(store: Store, sender: str, word: str) -> Cost:
    """What it takes from the word to the committed card."""
    loaded = scheme_files.load()
    lexicon = Lexicon(loaded.vocabulary.duties.values())
    cpu, wall = time.process_time(), time.perf_counter()
    with store.begin() as uow:
        told = (time.perf_counter_ns(), sender, {}, NOON.date())
        (inbox,) = uow.inbox.put(1, [told], NOON)
        turn = Turn(uow, NOON, NOON.date(), loaded, lexicon, inbox, sender, sender)
        guarded(turn, lambda: on_text(turn, word))
    return Cost(time.process_time() - cpu, time.perf_counter() - wall)


def _show(name: str, waits: list[Cost], aim: int) -> None:
    for clock, told in zip(("CPU", "wall"), zip(*waits, strict=True), strict=True):
        worst = quantiles(told, n=20, method="inclusive")[-1] * 1000
        middle = median(told) * 1000
        print(f"{name}, {clock}: median {middle:.0f} ms, p95 {worst:.0f} ms (aim: at most {aim})")


if __name__ == "__main__":
    given = [int(each) for each in sys.argv[1:]]
    main(*(given + [1000, 20][len(given) :]))
