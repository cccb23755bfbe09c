"""What every rule primitive is: it says what it costs, and which facts speak of it."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from pydantic import Field

from rubric.model import Model, Word
from rubric.occurrences import ONE_DAY, Occurrence
from rubric.view import View


class Charge(NamedTuple):
    """Points lost from the evening of a day on.

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


class Rule(Model):
    """One line of a deduction rule; `reading` names the readings under which it applies."""

    clause: Word
    reading: Mapping[str, str] = Field(default_factory=dict)

    def charges(self, view: View) -> Iterator[Charge]:
        """What is lost, or will be if nothing more happens; the item cuts it to what it has."""
        raise NotImplementedError

    def vouched(self, view: View) -> Iterator[bool]:
        """For each fact that concerns the rule, whether another post has vouched for it."""
        raise NotImplementedError

    def duty_ids(self) -> tuple[str, ...]:
        return ()

    def finding_kinds(self) -> Mapping[str, str]:
        """The kinds of finding it deducts for, with their names."""
        return {}

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
