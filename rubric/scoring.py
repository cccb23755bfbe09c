"""The score of a village and a year on a day: a pure function of scheme and facts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from rubric.facts import Facts, Veto
from rubric.items import BasisKind, ItemScore, item_scores, plan_of
from rubric.occurrences import ONE_DAY
from rubric.scheme import Scheme
from rubric.tiers import tier_of
from rubric.totals import points_of, total
from rubric.view import View, look

__all__ = [
    "Basis",
    "BasisKind",
    "ItemScore",
    "Score",
    "Standing",
    "score",
    "standing_of",
]

_ZERO = Decimal(0)
_DEFAULTS: Mapping[str, str] = MappingProxyType({})


class Standing(StrEnum):
    """达标村居, 示范(标杆)村居: always a hint, conferred only by sealed sheets."""

    VETOED = "vetoed"
    DEMONSTRATION = "demonstration"
    UP_TO_STANDARD = "up-to-standard"
    BELOW = "below"


class Basis(NamedTuple):
    """The base part of `provisional`, by who vouches for it."""

    confirmed: Decimal
    reported: Decimal
    presumed: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """All figures of a village and a year; `valid_until` None: they never change again.

    `tier` is the scheme's own tier that the village reaches by itself, if it has tiers.
    """

    scheme_id: str
    year: int
    as_of: date
    settlement: date
    provisional: Decimal
    ceiling: Decimal
    floor: Decimal
    bonus: Decimal
    basis: Basis
    projected: Standing
    assured: Standing
    valid_until: date | None
    items: tuple[ItemScore, ...]
    tier: str = ""


def score(
    scheme: Scheme, year: int, facts: Facts, as_of: date, readings: Mapping[str, str] = _DEFAULTS
) -> Score:
    """What the village has, can still reach, and falls to without another fact."""
    view = look(scheme, year, facts, as_of)
    items = item_scores(plan_of(scheme, tuple(readings.items())), view)
    basis, bonus = _basis(scheme, view, items), _bonus(scheme, view)
    scores = [item.score for item in items]
    provisional = points_of(scheme, scores, view.values) + bonus
    ceiling = points_of(scheme, [item.ceiling for item in items], view.values) + bonus
    floor = points_of(scheme, [item.floor for item in items], view.values) + bonus
    vetoed = any(_stands(scheme, veto, view) for veto in view.facts.vetoes)
    return Score(
        scheme_id=scheme.id,
        year=year,
        as_of=as_of,
        settlement=view.settlement,
        provisional=provisional,
        ceiling=ceiling,
        floor=floor,
        bonus=bonus,
        basis=basis,
        projected=standing_of(scheme, provisional, vetoed=vetoed),
        assured=standing_of(scheme, min(basis.confirmed + bonus, floor), vetoed=vetoed),
        valid_until=_valid_until(items),
        items=items,
        tier="" if vetoed or not scheme.tiers else _tier(scheme, scores, view),
    )


def _valid_until(items: Iterable[ItemScore]) -> date | None:
    """The day before the first on which an item's points change."""
    changes = [item.changes_on for item in items if item.changes_on is not None]
    return min(changes) - ONE_DAY if changes else None


def _tier(scheme: Scheme, scores: Iterable[Decimal], view: View) -> str:
    """The scheme's own tier that the items come to, the bonus aside."""
    whole = total(scheme, dict(zip(scheme.items, scores, strict=True)), view.values)
    return tier_of(scheme.tiers.values(), whole, view.values)


def _stands(scheme: Scheme, veto: Veto, view: View) -> bool:
    """Whether it is in force: not lifted, and no exception holds."""
    unless = scheme.vetoes[veto.kind].unless
    return veto.lifted_on is None and not (unless and unless.of(view.values))


def _bonus(scheme: Scheme, view: View) -> Decimal:
    """The highest honour of each piece, up to the scheme's most."""
    most = scheme.scored.bonus.most if scheme.scored.bonus else _ZERO
    pieces: dict[str, Decimal] = {}
    for honour in view.facts.honours:
        if honour.on.year == view.year and honour.kind not in scheme.earning:
            points = scheme.honours[honour.kind].points
            pieces[honour.piece] = max(points, pieces.get(honour.piece, _ZERO))
    return min(sum(pieces.values(), _ZERO), most)


def _basis(scheme: Scheme, view: View, items: Iterable[ItemScore]) -> Basis:
    """What the total comes to with the confirmed items, the reported ones, and the rest."""
    if scheme.adds_up:
        return _added(items)
    parts, counted = {}, dict.fromkeys(scheme.items, _ZERO)
    elsewhere = so_far = points_of(scheme, counted.values(), view.values)
    for kind in BasisKind:
        counted |= {item.no: item.score for item in items if item.basis is kind}
        points = points_of(scheme, counted.values(), view.values)
        parts[kind] = points - so_far
        so_far = points
    parts[_basis_elsewhere(scheme, view)] += elsewhere
    return Basis(*parts.values())


def _added(items: Iterable[ItemScore]) -> Basis:
    """The same, where nothing bounds or weighs the total."""
    parts = dict.fromkeys(BasisKind, _ZERO)
    for item in items:
        parts[item.basis] += item.score
    return Basis(*parts.values())


def _basis_elsewhere(scheme: Scheme, view: View) -> BasisKind:
    """Who vouches for what is scored elsewhere and enters the total with a weight."""
    composite = scheme.scored.composite
    known = [view.counts.get(part.count) for part in composite.parts] if composite else []
    if None in known:
        return BasisKind.PRESUMED
    sure = all(all(one.vouched) for one in known if one)
    return BasisKind.CONFIRMED if sure else BasisKind.REPORTED


def standing_of(scheme: Scheme, points: Decimal, *, vetoed: bool) -> Standing:
    """Which line the points come to; none where the scheme draws none."""
    lines = scheme.scored.thresholds
    if vetoed:
        return Standing.VETOED
    if lines and points >= lines.demonstration:
        return Standing.DEMONSTRATION
    if lines and points >= lines.up_to_standard:
        return Standing.UP_TO_STANDARD
    return Standing.BELOW
