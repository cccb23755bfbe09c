"""What the amounts come to that people gave item by item: the sum, and the line it reaches."""

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from rubric.facts import Facts
from rubric.scheme import Scheme
from rubric.scoring import Score, Standing, standing_of
from rubric.tiers import tier_of
from rubric.totals import total
from rubric.view import look


class Judged(NamedTuple):
    """The points without and with the bonus, and what they reach; `tier` only if there are any."""

    base: Decimal
    points: Decimal
    standing: Standing
    tier: str


def judged(scheme: Scheme, facts: Facts, proposed: Score, amounts: Mapping[int, Decimal]) -> Judged:
    """The total of the amounts, with the bonus and the vetoes of the proposal's day."""
    values = look(scheme, proposed.year, facts, proposed.as_of).values
    whole = total(scheme, amounts, values)
    points = whole.points + proposed.bonus
    vetoed = proposed.projected is Standing.VETOED
    tier = "" if vetoed else tier_of(scheme.tiers.values(), whole, values)
    return Judged(whole.points, points, standing_of(scheme, points, vetoed=vetoed), tier)
