"""Rules about how things stand (现状): seen bad, they cost points until seen good."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Literal

from rubric.facts import State
from rubric.model import Count, Loses, Points, Word
from rubric.rules.base import Charge, Rule, spoken_loss
from rubric.view import Grounds, View
from rubric.wording import spoken_day


class _Stands(Rule):
    """`name` says what the state tells of; the unknown costs nothing."""

    state: Word
    name: Word

    def charges(self, view: View) -> Iterator[Charge]:
        newest = view.newest(self.state, self._cost)
        if newest is not None and (amount := self._cost(newest)):
            why = f"{self._told(newest)}({spoken_day(newest.seen_on)}查看)"
            subject = newest.ref or f"state/{newest.name}"
            yield Charge(amount, newest.seen_on, None, subject, why, self.clause)

    def vouched(self, view: View) -> Iterator[bool]:
        newest = view.newest(self.state, self._cost)
        if newest is not None:
            yield newest.confirmed is not None and newest.seen_on >= date(view.year, 1, 1)

    def heeds(self) -> Iterable[str]:
        return (self.state,)

    def state_names(self) -> Mapping[str, str]:
        return {self.state: self.name}

    def _cost(self, state: State) -> Decimal:
        raise NotImplementedError

    def _told(self, state: State) -> str:
        raise NotImplementedError


class StateNo(_Stands):
    """未…的不得分: a yes or no that is no."""

    rule: Literal["state-no"]
    no: Word
    loses: Loses

    def _cost(self, state: State) -> Decimal:
        return Decimal(0) if state.value else self.loses

    def _told(self, state: State) -> str:  # noqa: ARG002 - the words are the rule's own
        return self.no

    def plain(self, scheme: Grounds) -> str:  # noqa: ARG002 - it names nothing of the scheme
        return f"看到{self.no}的,{spoken_loss(self.loses)};补好就补回"


class StateCount(_Stands):
    """每处扣…分: a count of what is wrong."""

    rule: Literal["state-count"]
    each: Points

    def _cost(self, state: State) -> Decimal:
        return self.each * state.value

    def _told(self, state: State) -> str:
        return f"{self.name}{state.value}处"

    def plain(self, scheme: Grounds) -> str:  # noqa: ARG002 - it names nothing of the scheme
        return f"{self.name},每处{spoken_loss(self.each)};补好就补回"


class StateShort(_Stands):
    """不少于…处,每少1处扣…分; 无设立的不得分: a count that is too small."""

    rule: Literal["state-short"]
    of: Count
    each: Points
    none: Loses

    def _cost(self, state: State) -> Decimal:
        return self.each * max(self.of - state.value, 0) if state.value else self.none

    def _told(self, state: State) -> str:
        return f"{self.name}{state.value}处,应不少于{self.of}处"

    def plain(self, scheme: Grounds) -> str:  # noqa: ARG002 - it names nothing of the scheme
        none = spoken_loss(self.none)
        return f"{self.name}应不少于{self.of}处,每少1处{spoken_loss(self.each)},一处没有的{none}"
