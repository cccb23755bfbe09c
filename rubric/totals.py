"""How items come to a total: caps and floors of sections and of all, weights, composites."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import NamedTuple

from rubric.scheme import Scheme
from rubric.scheme_tables import PointsHead, Section

_ZERO, _HUNDRED = Decimal(0), Decimal(100)


class Total(NamedTuple):
    """What sections and all items come to."""

    sections: Mapping[int, Decimal]
    points: Decimal


def points_of(scheme: Scheme, items: Iterable[Decimal], values: Mapping[str, Decimal]) -> Decimal:
    """The points of the whole alone, from those of the items in the scheme's order.

    Most schemes only add up, and are scored very often.
    """
    if scheme.adds_up:
        return sum(items, _ZERO)
    return total(scheme, dict(zip(scheme.items, items, strict=True)), values).points


def total(scheme: Scheme, items: Mapping[int, Decimal], values: Mapping[str, Decimal]) -> Total:
    """The points of every section and of the whole, from those of the items."""
    sums = dict.fromkeys(scheme.sections, _ZERO)
    for no, points in items.items():
        sums[scheme.items[no].section] += points
    sections = {no: _section(scheme.sections[no], points) for no, points in sums.items()}
    own = sum((_weighed(scheme.sections[no], one) for no, one in sections.items()), _ZERO)
    return Total(sections, _bounded(scheme.scored, _composed(scheme.scored, own, values)))


def _section(section: Section, points: Decimal) -> Decimal:
    if section.most is not None:
        points = min(points, section.most)
    return points if section.least is None else max(points, section.least)


def _weighed(section: Section, points: Decimal) -> Decimal:
    return points if section.percent is None else points * section.percent / _HUNDRED


def _composed(head: PointsHead, own: Decimal, values: Mapping[str, Decimal]) -> Decimal:
    """The share of the items, and of what is scored elsewhere; the unknown is presumed full."""
    if head.composite is None:
        return own
    parts = (values.get(part.count, part.full) * part.percent for part in head.composite.parts)
    return (own * head.composite.own_percent + sum(parts, _ZERO)) / _HUNDRED


def _bounded(head: PointsHead, points: Decimal) -> Decimal:
    if head.most is not None:
        points = min(points, head.most)
    return points if head.least is None else max(points, head.least)
