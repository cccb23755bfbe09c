"""Named counts (数): what formulas and conditions of a scheme may speak of."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, NamedTuple

from pydantic import Field

from rubric.facts import Facts
from rubric.model import Count, Model, Word, Words

_MONTHS = 12


class Source(StrEnum):
    """Where a count comes from."""

    STATE = "state"
    RECORDS = "records"
    ASSIGNED = "assigned"
    DONE = "done"
    FINDINGS = "findings"
    HONOURS = "honours"
    YEARS_RUNNING = "years-running"
    MONTHS_SINCE = "months-since"


class NamedCount(Model):
    """A number told from the facts.

    `state`: the newest count or yes (1) and no (0) of the village; unknown until somebody saw it.
    `records`: events on record of the duties. `assigned` and `done`: tasks of the duties, and those
    of them that are done. `findings`: what was found and not cleared. `honours`: different pieces.
    `years-running`: years without a gap, up to this one, with such an honour. `months-since`: whole
    months from the day the state was last seen to the end of the year. `years` looks back: 2 is
    this year and the one before.
    """

    id: Annotated[str, Field(pattern="^[a-z][a-z0-9_]*$")]
    name: Word
    of: Source
    names: Words
    years: Annotated[Count, Field(ge=1)] = 1
    clause: Word


class Known(NamedTuple):
    """A count's value, the day of its newest fact, and who vouches for each fact."""

    value: Decimal
    since: date
    vouched: tuple[bool, ...] = ()


class _Fact(NamedTuple):
    """One fact that is counted: its day, how much it counts, what it is one with."""

    on: date
    times: int
    same_as: object
    confirmed: bool = True


def known_counts(counts: Iterable[NamedCount], facts: Facts, year: int) -> dict[str, Known]:
    """The value of every count that is known, from the facts seen on a day."""
    found = ((count.id, _known(count, facts, year)) for count in counts)
    return {name: known for name, known in found if known is not None}


def _known(count: NamedCount, facts: Facts, year: int) -> Known | None:
    match count.of:
        case Source.STATE | Source.MONTHS_SINCE:
            return _of_state(count, facts, year)
        case Source.YEARS_RUNNING:
            return _running(list(_facts(count, facts)), year)
        case _:
            first = year - count.years + 1
            return _summed(
                [one for one in _facts(count, facts) if first <= one.on.year <= year], year
            )


def _of_state(count: NamedCount, facts: Facts, year: int) -> Known | None:
    seen = [state for state in facts.states if state.name == count.names[0]]
    newest = max(
        seen, key=lambda one: (one.seen_on, one.confirmed is not None, one.ref), default=None
    )
    if newest is None:
        return None
    value = newest.value if count.of is Source.STATE else _months(newest.seen_on, year)
    return Known(Decimal(int(value)), newest.seen_on, (newest.confirmed is not None,))


def _months(since: date, year: int) -> int:
    """Whole months from a day to the end of the year."""
    return max(0, (year - since.year) * _MONTHS + _MONTHS - since.month + (since.day == 1))


def _running(found: list[_Fact], year: int) -> Known:
    years = {one.on.year for one in found}
    first = year
    while first in years:
        first -= 1
    return _summed([one for one in found if first < one.on.year <= year], year)._replace(
        value=Decimal(year - first)
    )


def _summed(found: list[_Fact], year: int) -> Known:
    """Facts that are one and the same count once."""
    one_each = {fact.same_as: fact for fact in found}.values()
    since = max((fact.on for fact in found), default=date(year, 1, 1))
    total = Decimal(sum(fact.times for fact in one_each))
    return Known(total, since, tuple(fact.confirmed for fact in found))


def _facts(count: NamedCount, facts: Facts) -> Iterator[_Fact]:
    names = set(count.names)
    match count.of:
        case Source.RECORDS:
            return _events(names, facts)
        case Source.ASSIGNED | Source.DONE:
            return _tasks(names, facts, done=count.of is Source.DONE)
        case Source.FINDINGS:
            found = (one for one in facts.findings if one.kind in names and not one.cleared_on)
            return (_Fact(one.found_on, one.count, at) for at, one in enumerate(found))
        case _:
            return (_Fact(one.on, 1, one.piece) for one in facts.honours if one.kind in names)


def _events(names: set[str], facts: Facts) -> Iterator[_Fact]:
    for record in facts.records:
        if record.returned is None and names & set(record.duties):
            event = (record.done_on, record.title)
            yield _Fact(record.done_on, 1, event, record.confirmed is not None)


def _tasks(names: set[str], facts: Facts, *, done: bool) -> Iterator[_Fact]:
    for at, task in enumerate(facts.tasks):
        if task.duty in names and (task.done_on is not None or not done):
            yield _Fact(task.due, 1, at, task.confirmed is not None)


def values(known: Mapping[str, Known]) -> dict[str, Decimal]:
    """The values alone, as formulas take them."""
    return {name: one.value for name, one in known.items()}
