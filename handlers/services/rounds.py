"""Who inspects whom in a round of cross-inspections (交叉巡查): drawn by lot from a seed. Pure."""

from collections.abc import Iterable, Mapping
from hashlib import sha256
from itertools import pairwise

from handlers.services.errors import NoRoster

FEWEST = 3
"""Two villages could only inspect each other."""
TRIES = 1000
"""About every third ring of many villages holds; of four at least every sixth."""


def roster(villages: Iterable[int], before: Mapping[int, int], seed: str) -> dict[int, int]:
    """The village that each one inspects; NoRoster if there is no way.

    All stand in one ring and inspect the next, so that each is inspected once and no two inspect
    each other; nobody gets whom he had in the round before.
    """
    standing = sorted(set(villages))
    if len(standing) < FEWEST:
        raise NoRoster
    for number in range(TRIES):
        ring = _ring(standing, f"{seed}/{number}")
        if all(before.get(inspector) != inspected for inspector, inspected in ring.items()):
            return {village: ring[village] for village in standing}
    raise NoRoster


def _ring(villages: list[int], lot: str) -> dict[int, int]:
    """By the hashes of a lot, which any program can compute again."""
    drawn = sorted(villages, key=lambda village: sha256(f"{lot}/{village}".encode()).digest())
    return dict(pairwise([*drawn, drawn[0]]))
