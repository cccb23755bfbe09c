"""What every rule primitive is: it says what it costs, and which facts speak of it."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Literal, NamedTuple

from pydantic import Field

from rubric.formula import Expression, Formula
from rubric.model import Model, Points, Word
from rubric.occurrences import ONE_DAY, Occurrence
from rubric.view import Grounds, View
from rubric.wording import spoken_points


class Charge(NamedTuple):
    """Points lost from the evening of a day on; an amount below 0 is earned.

    It counts from `starts`, and is beyond repair from `final_from` (None: repairable until the
    year is closed). `todo` is what averts it, as long as it lies ahead. One that `adds` makes the
    loss of its subject greater and is no loss of its own.
    """

    amount: Decimal
    starts: date
    final_from: date | None
    subject: str
    why: str
    clause: str
    todo: str = ""
    duty: str | None = None
    period: str | None = None
    adds: bool = False


Gives = Literal["loses", "earns"]


class Times(Model):
    """翻倍、减半: an amount multiplied where a condition holds."""

    factor: Points
    when: Expression


class Rule(Model):
    """One line of a rule; `reading` names the readings under which it applies.

    Any rule may have conditions (`when`), multipliers (`times`) and a cap (`at_most`).
    """

    clause: Word
    reading: Mapping[str, str] = Field(default_factory=dict)
    when: Expression | None = None
    times: tuple[Times, ...] = ()
    at_most: Points | None = None

    def applied(self, view: View) -> Iterable[Charge]:
        """The charges under the rule's own conditions, multipliers and cap."""
        if self.when is not None and not self.when.of(view.values):
            return ()
        charges = self.charges(view)
        for times in self.times:
            if times.when.of(view.values):
                charges = [one._replace(amount=one.amount * times.factor) for one in charges]
        return charges if self.at_most is None else _capped(charges, self.at_most)

    def formulas(self) -> Iterator[Formula]:
        """Everything it asks of named counts."""
        if self.when is not None:
            yield self.when
        yield from (times.when for times in self.times)

    def qualified(self, scheme: Grounds) -> str:
        """The rule in plain Chinese, with its conditions, multipliers and cap."""
        names = {name: count.name for name, count in scheme.counts.items()}
        when = f"符合 {self.when.spoken(names)} 的," if self.when else ""
        times = "".join(
            f";符合 {one.when.spoken(names)} 的乘{spoken_points(one.factor)}" for one in self.times
        )
        most = f";合计最多{spoken_points(self.at_most)}分" if self.at_most else ""
        return f"{when}{self.plain(scheme)}{times}{most}"

    def charges(self, view: View) -> Iterable[Charge]:
        """What is lost, or will be if nothing more happens; the item cuts it to what it has."""
        raise NotImplementedError

    def vouched(self, view: View) -> Iterable[bool]:
        """For each fact that concerns the rule, whether another post has vouched for it."""
        raise NotImplementedError

    def plain(self, scheme: Grounds) -> str:
        """The rule in plain Chinese."""
        raise NotImplementedError

    def heeds(self) -> Iterable[str] | None:
        """The kinds and names of facts it lives on: without any of them it has nothing to say.

        None if it may cost something all the same, as what was not done does.
        """
        return None

    def duty_ids(self) -> tuple[str, ...]:
        return ()

    def finding_kinds(self) -> Mapping[str, str]:
        """The kinds of finding it deducts for, with their names."""
        return {}

    def honour_kinds(self) -> tuple[str, ...]:
        """The kinds of honour that earn points here and not in the bonus."""
        return ()

    def state_names(self) -> Mapping[str, str]:
        """The states it looks at, with what they tell."""
        return {}


def missed(occurrence: Occurrence, amount: Decimal, clause: str) -> Charge:
    """What an occurrence costs that nobody has recorded."""
    closes = occurrence.counts_until
    return Charge(
        amount,
        occurrence.due + ONE_DAY,
        None if closes is None else closes + ONE_DAY,
        occurrence.key,
        f"{occurrence.label}未见记录",
        clause,
        occurrence.label,
        occurrence.duty,
        str(occurrence.period),
    )


def _capped(charges: Iterable[Charge], most: Decimal) -> Iterator[Charge]:
    """The charges by date, until they come to so much in all, lost or earned."""
    lost = earned = Decimal(0)
    for one in sorted(charges, key=lambda one: one.starts):
        amount = min(one.amount, most - lost) if one.amount > 0 else max(one.amount, earned - most)
        lost, earned = lost + max(amount, Decimal(0)), earned - min(amount, Decimal(0))
        if amount:
            yield one._replace(amount=amount)


def given(amount: Decimal, gives: Gives) -> Decimal:
    """The amount as a charge has it: what is earned is a loss below 0."""
    return amount if gives == "loses" else -amount


def spoken_gift(gives: Gives) -> str:
    return "扣分" if gives == "loses" else "加分"


def spoken_loss(amount: Decimal) -> str:
    """扣2分, or 这一项不得分 for everything."""
    return f"扣{spoken_points(amount)}分" if amount.is_finite() else "这一项不得分"


def spoken_duties(scheme: Grounds, duties: tuple[str, ...]) -> str:
    return "、".join(scheme.duties[duty].name for duty in duties)
