"""One life of a county, of which hypothesis chooses what happens, and when.

Who, and on what, is drawn from a seed of hypothesis: evenly, so that few lives meet much.
"""

from collections.abc import Callable, Collection
from contextlib import ExitStack
from datetime import timedelta
from random import Random
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from handlers.services.act import Act
from handlers.services.sealed import verify
from rubric.posts import Post
from storage.scope import Scope
from tests.handlers.machine.county import SEATS, County
from tests.handlers.stage import Stage

TICK = Scope.tick()
Tried = Callable[[Act, Any], object]


class Life(RuleBasedStateMachine):
    """After every step the judge looks at what came to stand on the ledger."""

    stage: Stage
    lives = steps = 0

    @initialize(seed=st.integers(0, 2**32 - 1))
    def begin(self, seed: int) -> None:
        type(self).lives += 1
        self.chance, self.held, self.began = Random(seed), ExitStack(), self.stage.now
        self.held.enter_context(self.stage.rehearsal())
        self.uow = self.held.enter_context(self.stage.begin())
        self.county = County(self.stage, self.uow)
        self.judge, self.updates = self.county.judge, 100_000
        self.wrote: list[int] = []

    def teardown(self) -> None:
        if hasattr(self, "held"):
            try:
                self.looked_back()
            finally:
                self.held.close()
                self.stage.now = self.began

    def looked_back(self) -> None:
        """At the end of a life all of it is looked at once more; not where it ended unlawfully."""
        if self.judge.found:
            return
        self.looked()
        self.judge.look_back()
        self.judge.require(not self.uow.audit.verify(), "the chain of the audit is broken")
        sheets = (self.uow.sheets.get(each, TICK) for each in self.judge.kept["sheet"])
        self.judge.require(all(map(verify, sheets)), "a sheet is not what was sealed")

    # --- who, and on what

    def looked(self) -> int:
        type(self).steps += 1
        new = self.judge.look()
        if new and self.judge.last_by in self.county.people.values():
            self.wrote.append(self.judge.last_by)
        return new

    def somebody(self, posts: Collection[Post] = (), village: str = "first") -> str:
        """Most often somebody in such a post there, or who wrote of late; else anybody."""
        names = {person: name for name, person in self.county.people.items()}
        groups = [
            self.county.fitting(posts, village),
            [names[person] for person in self.wrote[-3:]],
            list(SEATS),
        ]
        return self.chance.choice(self.chance.choices(groups, (6, 3, 1))[0] or list(SEATS))

    def village(self) -> str:
        return self.chance.choice(("first", "first", "first", "second"))

    def tries(self, posts: Collection[Post], act: Callable[[Act], object]) -> None:
        """Two do something in a village."""
        for _ in range(2):
            village = self.village()
            self.county.tries(self.somebody(posts, village), village, act)
            self.looked()

    def tries_on(self, kind: str, posts: Collection[Post], act: Tried) -> None:
        """Three do something to some of the newest of a kind."""
        known = self.of(kind)[-3:]
        for _ in range(3 if known else 0):
            thing = self.chance.choice(known)
            self.does(self.somebody(posts, self.where(kind, thing)), kind, thing, act)

    def of(self, kind: str, status: str = "") -> list[int]:
        """Those there are, oldest first."""
        things = self.judge.things.items()
        return [each for (of, each), it in things if of == kind and status in ("", it.status)]

    def where(self, kind: str, thing: int) -> str:
        """The village in whose book it is."""
        number = self.judge.things[kind, thing].village
        return next(name for name, each in self.county.hall.places.items() if each == number)

    def does(self, who: str, kind: str, thing: int, act: Tried) -> None:
        """On the book it is in."""
        village = self.where(kind, thing)
        self.county.tries(who, village, lambda given: act(given, self.row(kind, thing)))
        self.looked()

    def row(self, kind: str, number: int):
        if kind == "veto":
            return next(row for row in self.uow.facts.rows("veto", TICK) if row.id == number)
        return getattr(self.uow, f"{kind}s").get(number, TICK)

    # --- time

    @rule()
    def clock(self) -> None:
        self.stage.now += timedelta(hours=self.chance.choice((1, 13, 25, 60)))

    @rule()
    def tick(self) -> None:
        self.stage.tick()
        self.looked()
