"""Samples drawn by lot: by a seed that nobody can choose and anybody can use again.

The seed is a fresh random number joined to the end of the audit chain as it then stood. The lot of
each number is the SHA-256 of seed and number; the lowest lots are drawn.
"""

from collections.abc import Collection
from hashlib import sha256
from math import ceil
from secrets import token_hex

from handlers.services.proceeding import CITY, Proceeding
from storage.audit import Head
from storage.draws import NewDraw

VILLAGES, ITEMS = "spot-villages", "spot-items"
_RANDOM_BYTES = 16


def fresh_seed(head: Head) -> str:
    """A new seed; it names the audit row after which it was made."""
    return f"{token_hex(_RANDOM_BYTES)}:{head.seq}:{head.hash}"


def lots(seed: str, population: Collection[int], count: int) -> tuple[int, ...]:
    """So many of the population as the seed draws them, by number."""
    drawn = sorted(population, key=lambda each: sha256(f"{seed}:{each}".encode()).hexdigest())
    return tuple(sorted(drawn[:count]))


def share_of(percent: int, population: int) -> int:
    """So many percent of them, rounded up; at least one where there is one."""
    return ceil(percent * population / 100)


def draw(
    proceeding: Proceeding, what: str, place_id: int, population: Collection[int], count: int
) -> tuple[int, ...]:
    """Draw, and keep population, seed and sample; the sample."""
    proceeding.require(CITY)
    seed = fresh_seed(proceeding.uow.audit.head())
    sample = lots(seed, population, count)
    number = proceeding.uow.draws.add(
        NewDraw(
            what=what,
            scheme_id=proceeding.scheme.id,
            year=proceeding.year,
            place_id=place_id,
            seed=seed,
            population=tuple(sorted(population)),
            sample=sample,
            **proceeding.signed,
        )
    )
    proceeding.note("draw", f"draw:{number}", sample=list(sample), seed=seed)
    return sample


def drawn_from(proceeding: Proceeding, what: str, place_id: int) -> frozenset[int]:
    """Everything the year's lots were drawn from there: nobody draws again until the lot fits."""
    rows = proceeding.uow.draws.of(what, proceeding.scheme.id, proceeding.year, place_id)
    return frozenset(each for row in rows for each in row.population)


def sampled(proceeding: Proceeding, what: str, place_id: int) -> frozenset[int]:
    """Everything that was drawn there in the year."""
    rows = proceeding.uow.draws.of(what, proceeding.scheme.id, proceeding.year, place_id)
    return frozenset(each for row in rows for each in row.sample)
