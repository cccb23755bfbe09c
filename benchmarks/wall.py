"""What the second wall (row-level security on PostgreSQL) costs a logging step.

    QINGLIAN_DATABASE_URL=postgresql+psycopg://…/an_empty_database python -m benchmarks.wall [steps]

The demo's secretary logs a sentence and takes it back, with the wall and without, in turn. The
database is filled, and thrown away by whoever made it.
"""

import sys
import time
from contextlib import closing, nullcontext, suppress
from datetime import datetime

from bot.settings import load
from demo.botapi.clock import SHANGHAI
from demo.seed import PHONES, seed
from handlers.chat import build
from handlers.chat.guard import guarded
from handlers.chat.inbound import on_text
from handlers.chat.turn import Turn
from rubric.posts import Post
from rubric.utterance import Lexicon
from storage import schemes as scheme_files
from storage.unit_of_work import Store

assert build
NOW = datetime(2026, 7, 15, 9, 30, tzinfo=SHANGHAI)
WARM = 20
SAID = "昨天支委会,5人参加"
SECRETARY = PHONES[Post.SECRETARY]


class Over(Exception):
    """The step is taken back."""


def main(steps: int) -> None:
    url = load().database
    with closing(Store(url)) as store:
        store.upgrade()
        seed(url, NOW)
        walled, bare = measure(store, steps)
    print(f"walled   {walled:6.2f} ms a step")
    print(f"bare     {bare:6.2f} ms a step")
    print(f"cost     {walled - bare:6.2f} ms, {(walled / bare - 1) * 100:.0f} %")


def measure(store: Store, steps: int) -> tuple[float, float]:
    """Milliseconds of a step with the wall and without, each the quickest of so many."""
    schemes = scheme_files.load()
    lexicon = Lexicon(schemes.vocabulary.duties.values())
    taken: dict[bool, list[float]] = {True: [], False: []}
    for number in range(2 * steps + WARM):
        walled = bool(number % 2)
        began = time.perf_counter()
        step(store, schemes, lexicon, number, walled=walled)
        if number >= WARM:
            taken[walled].append((time.perf_counter() - began) * 1000)
    return min(taken[True]), min(taken[False])


def step(
    store: Store, schemes: scheme_files.Schemes, lexicon: Lexicon, number: int, *, walled: bool
) -> None:
    """One sentence in a transaction that is not kept: each step finds the same ledger."""
    with suppress(Over), store.begin() as uow:
        if not walled:
            uow.narrowed = lambda _scope: nullcontext()  # type: ignore[method-assign]
        (inbox,) = uow.inbox.put(1, [(number, SECRETARY, {}, NOW.date())], NOW)
        turn = Turn(uow, NOW, NOW.date(), schemes, lexicon, inbox, SECRETARY, SECRETARY)
        guarded(turn, lambda: on_text(turn, SAID))
        raise Over


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100)
