"""The sound tables of a scheme file, and where each of them stands in it."""

from collections.abc import Sequence
from dataclasses import dataclass

from rubric.counts import NamedCount
from rubric.duty import Duty
from rubric.grade_tables import NegativeKind
from rubric.matter import MatterKind
from rubric.parts import Parts
from rubric.scheme_tables import (
    HonourKind,
    Item,
    PlanYear,
    Reading,
    Section,
    Target,
    Tier,
    VetoKind,
)

NAMED_BY = {
    "sections": "no",
    "stages": "id",
    "items": "no",
    "duties": "id",
    "matters": "id",
    "honours": "kind",
    "vetoes": "kind",
    "readings": "id",
    "negatives": "kind",
    "targets": "id",
    "plan": "year",
    "counts": "id",
    "tiers": "id",
}
"""The key by which the tables of a list are told apart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tables:
    """The sound tables of a scheme file, in its order."""

    sections: Sequence[Section]
    items: Sequence[Item]
    duties: Sequence[Duty]
    matters: Sequence[MatterKind]
    honours: Sequence[HonourKind]
    vetoes: Sequence[VetoKind]
    readings: Sequence[Reading]
    negatives: Sequence[NegativeKind]
    targets: Sequence[Target]
    plan: Sequence[PlanYear]
    counts: Sequence[NamedCount]
    tiers: Sequence[Tier]


def place_of(parts: Parts, table: str, name: object) -> str:
    """Where the table of this name stands, as faults name it."""
    return next(place for place, known in parts.numbered(table, NAMED_BY[table]) if known == name)
