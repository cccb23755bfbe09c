"""Rules about numbers: an amount by a formula, by steps, and points earned by honours."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Annotated, Literal

from pydantic import Field

from rubric.formula import Expression, Formula
from rubric.model import Model, Points, Word, Words, Worth
from rubric.rules.base import Charge, Gives, Rule, given, spoken_gift
from rubric.view import Grounds, View
from rubric.wording import spoken_points

_CENT = Decimal("0.01")


class _Numbers(Rule):
    """`name` says what the number tells of; what is unknown neither costs nor earns.

    What a number costs can be made good until the year is closed; what it earns is had.
    """

    name: Word
    gives: Gives = "loses"

    def charges(self, view: View) -> Iterator[Charge]:
        measure = self._measure()
        value = measure.of(view.values)
        amount = None if value is None else self._amount(value)
        if amount:
            since = [view.counts[name].since for name in measure.names]
            start = max(since, default=date(view.year, 1, 1))
            why = f"{self.name}{spoken_points(value or Decimal(0))}"
            final = None if self.gives == "loses" else start
            subject = f"{self.rule_name}/{self.name}"
            signed = given(amount, self.gives)
            yield Charge(signed, start, final, subject, why, self.clause)

    def vouched(self, view: View) -> Iterator[bool]:
        for name in self._measure().names:
            if name in view.counts:
                yield from view.counts[name].vouched

    def formulas(self) -> Iterator[Formula]:
        yield from super().formulas()
        yield self._measure()

    @property
    def rule_name(self) -> str:
        raise NotImplementedError

    def _measure(self) -> Formula:
        raise NotImplementedError

    def _amount(self, value: Decimal) -> Decimal:
        raise NotImplementedError


class Computed(_Numbers):
    """按算式: so many points as a formula over named counts says, to a hundredth; none below 0."""

    rule: Literal["computed"]
    amount: Expression

    @property
    def rule_name(self) -> str:
        return self.rule

    def plain(self, scheme: Grounds) -> str:
        return f"{self.name}:按算式 {_spoken(self.amount, scheme)} {spoken_gift(self.gives)}"

    def _measure(self) -> Formula:
        return self.amount

    def _amount(self, value: Decimal) -> Decimal:
        return max(value.quantize(_CENT, ROUND_HALF_UP), Decimal(0))


class Step(Model):
    """What reaching so much is worth."""

    reaching: Worth
    points: Points


class Steps(_Numbers):
    """分档: the highest step that a number reaches, and no other."""

    rule: Literal["steps"]
    measure: Expression
    steps: Annotated[tuple[Step, ...], Field(min_length=1)]

    @property
    def rule_name(self) -> str:
        return self.rule

    def plain(self, scheme: Grounds) -> str:
        steps = "、".join(
            f"达到{spoken_points(step.reaching)}的{spoken_points(step.points)}分"
            for step in self.steps
        )
        measure = _spoken(self.measure, scheme)
        return f"{self.name}({measure}):{steps},只取最高一档,{spoken_gift(self.gives)}"

    def _measure(self) -> Formula:
        return self.measure

    def _amount(self, value: Decimal) -> Decimal:
        reached = [step for step in self.steps if step.reaching <= value]
        return max(reached, key=lambda step: step.reaching).points if reached else Decimal(0)


class Earned(Rule):
    """按级别加分: honours of these kinds earn; of one and the same piece only the highest."""

    rule: Literal["earned"]
    honours: Words

    def charges(self, view: View) -> Iterator[Charge]:
        pieces: dict[str, Charge] = {}
        for honour in view.facts.honours:
            if honour.on.year == view.year and honour.kind in self.honours:
                kind = view.scheme.honours[honour.kind]
                why = f"{kind.name}“{honour.piece}”"
                subject = honour.ref or f"honour/{honour.piece}"
                charge = Charge(-kind.points, honour.on, honour.on, subject, why, self.clause)
                pieces[honour.piece] = min(charge, pieces.get(honour.piece, charge))
        yield from pieces.values()

    def vouched(self, view: View) -> Iterator[bool]:
        return (True for _ in self.charges(view))

    def plain(self, scheme: Grounds) -> str:
        kinds = [scheme.honours[kind] for kind in self.honours]
        told = "、".join(f"{kind.name}加{spoken_points(kind.points)}分" for kind in kinds)
        return f"{told};同一件事只取最高的一次"

    def heeds(self) -> Iterable[str]:
        return self.honours

    def honour_kinds(self) -> tuple[str, ...]:
        return self.honours


def _spoken(formula: Formula, scheme: Grounds) -> str:
    """The formula with the names of its counts."""
    names = {name: scheme.counts[name].name for name in formula.names}
    return formula.spoken(names)
