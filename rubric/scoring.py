"""The score of a village and a year on a day: a pure function of scheme and facts."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from rubric.facts import Facts, Veto
from rubric.losses import Bounds, Loss, told
from rubric.occurrences import ONE_DAY
from rubric.rules import Charge, Rule
from rubric.scheme import Scheme
from rubric.tiers import tier_of
from rubric.totals import points_of, total
from rubric.view import View, look

_ZERO = Decimal(0)
_DEFAULTS: Mapping[str, str] = MappingProxyType({})


class Standing(StrEnum):
    """达标村居, 示范(标杆)村居: always a hint, conferred only by sealed sheets."""

    VETOED = "vetoed"
    DEMONSTRATION = "demonstration"
    UP_TO_STANDARD = "up-to-standard"
    BELOW = "below"


class BasisKind(StrEnum):
    """Who vouches for an item's score."""

    CONFIRMED = "confirmed"
    REPORTED = "reported"
    PRESUMED = "presumed"


class Basis(NamedTuple):
    """The base part of `provisional`, by who vouches for it."""

    confirmed: Decimal
    reported: Decimal
    presumed: Decimal


class ItemScore(NamedTuple):
    """One item: `losses` add up to what it lost, `ahead` to what it loses if nothing is done."""

    no: int
    points: Decimal
    score: Decimal
    ceiling: Decimal
    floor: Decimal
    basis: BasisKind
    losses: tuple[Loss, ...]
    ahead: tuple[Loss, ...]
    changes_on: date | None


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
    items = tuple(_items(scheme, view, scheme.read_as(readings)))
    basis, bonus = _basis(scheme, view, items), _bonus(scheme, view)
    scores = {item.no: item.score for item in items}
    best, worst = {item.no: item.ceiling for item in items}, {item.no: item.floor for item in items}
    provisional, ceiling, floor = (
        points_of(scheme, points, view.values) + bonus for points in (scores, best, worst)
    )
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


def _items(scheme: Scheme, view: View, readings: Mapping[str, str]) -> Iterator[ItemScore]:
    assessed = _assessed(view)
    for item in _plan(scheme, tuple(readings.items())):
        yield _item(item, view, assessed=item.no in assessed)


class _Planned(NamedTuple):
    """One item with its bounds, and the rules that apply to it."""

    no: int
    points: Decimal
    bounds: Bounds
    rules: tuple[Rule, ...]


@lru_cache(maxsize=256)
def _plan(scheme: Scheme, readings: tuple[tuple[str, str], ...]) -> tuple[_Planned, ...]:
    """What is the same for every village: told once for a scheme and its readings."""
    return tuple(
        _Planned(item.no, item.points, item.bounds, item.under(dict(readings)))
        for item in scheme.items.values()
    )


def _valid_until(items: Iterable[ItemScore]) -> date | None:
    """The day before the first on which an item's points change."""
    changes = [item.changes_on for item in items if item.changes_on is not None]
    return min(changes) - ONE_DAY if changes else None


def _tier(scheme: Scheme, scores: Mapping[int, Decimal], view: View) -> str:
    """The scheme's own tier that the items come to, the bonus aside."""
    return tier_of(scheme.tiers.values(), total(scheme, scores, view.values), view.values)


def _stands(scheme: Scheme, veto: Veto, view: View) -> bool:
    """Whether it is in force: not lifted, and no exception holds."""
    unless = scheme.vetoes[veto.kind].unless
    return veto.lifted_on is None and not (unless and unless.of(view.values))


def _assessed(view: View) -> set[int]:
    opens = date(view.year, 1, 1)
    return {one.item for one in view.facts.assessments if one.on >= opens}


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
    parts, counted = {}, dict.fromkeys(scheme.items, _ZERO)
    elsewhere = so_far = points_of(scheme, counted, view.values)
    for kind in BasisKind:
        counted |= {item.no: item.score for item in items if item.basis is kind}
        points = points_of(scheme, counted, view.values)
        parts[kind] = points - so_far
        so_far = points
    parts[_basis_elsewhere(scheme, view)] += elsewhere
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


def _item(item: _Planned, view: View, *, assessed: bool) -> ItemScore:
    charges, bounds = _charges(item.rules, view), item.bounds
    basis = BasisKind.CONFIRMED if assessed else _vouched(item.rules, view)
    if not charges:
        kept = bounds.kept(bounds.start)
        return ItemScore(item.no, item.points, kept, kept, kept, basis, (), (), None)
    started = [(charge.starts, charge.amount) for charge in charges]
    final = [(charge.final_from or view.settlement, charge.amount) for charge in charges]
    left, falls_on = _left(started, bounds, view.day)
    best, sinks_on = _left(final, bounds, view.day)
    floor, _ = _left(started, bounds, view.settlement)
    losses, ahead = told(charges, bounds, view.day, view.settlement)
    return ItemScore(
        no=item.no,
        points=item.points,
        score=left,
        ceiling=best,
        floor=floor,
        basis=basis,
        losses=losses,
        ahead=ahead,
        changes_on=min((day for day in (falls_on, sinks_on) if day is not None), default=None),
    )


def _charges(rules: tuple[Rule, ...], view: View) -> list[Charge]:
    """What counts before the year is closed, by date, whatever the order of the facts."""
    found = [
        charge
        for rule in rules
        for charge in rule.applied(view)
        if charge.starts <= view.settlement
    ]
    return sorted(found, key=lambda charge: (charge.starts, charge.subject, charge.why))


def _left(
    steps: list[tuple[date, Decimal]], bounds: Bounds, day: date
) -> tuple[Decimal, date | None]:
    """The points on the evening of the day, and from when on there are others."""
    points, later = bounds.start, []
    for since, amount in steps:
        if since <= day:
            points -= amount
        else:
            later.append((since, amount))
    now = bounds.kept(points)
    for since, amount in sorted(later):
        points -= amount
        if bounds.kept(points) != now:
            return now, since
    return now, None


def _vouched(rules: tuple[Rule, ...], view: View) -> BasisKind:
    basis = BasisKind.PRESUMED
    for rule in rules:
        for confirmed in rule.vouched(view):
            if not confirmed:
                return BasisKind.REPORTED
            basis = BasisKind.CONFIRMED
    return basis
