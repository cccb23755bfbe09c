"""Tiers (档次) of villages: what one needs by itself, and how many there may be of each."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from rubric.scheme_tables import Tier
from rubric.totals import Total


def tier_of(tiers: Iterable[Tier], total: Total, values: Mapping[str, Decimal]) -> str:
    """The first tier whose lines, marks of sections and conditions are all met; else none."""
    return next((tier.id for tier in tiers if _meets(tier, total, values)), "")


def _meets(tier: Tier, total: Total, values: Mapping[str, Decimal]) -> bool:
    marks = all(total.sections[mark.section] >= mark.points for mark in tier.marks)
    conditions = tier.when is None or bool(tier.when.of(values))
    return total.points >= tier.reaching and marks and conditions


class Candidate(NamedTuple):
    """A village with its points and the tier it reached by itself."""

    village: str
    points: Decimal
    tier: str


class Placed(NamedTuple):
    """A village with its place (equal points share one) and the tier it gets.

    `tied`: it stands level with others at the end of a quota, and a person has to decide.
    """

    village: str
    place: int
    tier: str
    tied: bool


def place(tiers: Sequence[Tier], candidates: Sequence[Candidate]) -> tuple[Placed, ...]:
    """Villages by points; who does not fit into a tier's number falls to the next."""
    order = sorted(candidates, key=lambda one: (-one.points, one.village))
    given: dict[str, tuple[str, bool]] = {}
    for at, tier in enumerate(tiers):
        better = {above.id for above in tiers[: at + 1]}
        free = [one for one in order if one.tier in better and one.village not in given]
        given |= dict(_filled(tier, free, len(order)))
    return tuple(
        Placed(one.village, _place(order, one), *given.get(one.village, ("", False)))
        for one in order
    )


def _filled(
    tier: Tier, free: Sequence[Candidate], villages: int
) -> Iterator[tuple[str, tuple[str, bool]]]:
    room = tier.room(villages)
    if room is None or room >= len(free):
        yield from ((one.village, (tier.id, False)) for one in free)
        return
    first_out = free[room].points
    for one in free[:room]:
        if one.points > first_out:
            yield one.village, (tier.id, False)
    for one in free:
        if one.points == first_out and free[:room] and free[room - 1].points == first_out:
            yield one.village, (tier.id, True)


def _place(order: Sequence[Candidate], one: Candidate) -> int:
    return 1 + sum(other.points > one.points for other in order)
