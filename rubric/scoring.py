"""The score of a village and a year on a day: a pure function of scheme and facts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from rubric.facts import Facts
from rubric.losses import Loss, told
from rubric.occurrences import ONE_DAY
from rubric.rules import Charge, Rule
from rubric.scheme import Scheme
from rubric.scheme_tables import Item
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
    """All figures of a village and a year; `valid_until` None: they never change again."""

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


def score(
    scheme: Scheme, year: int, facts: Facts, as_of: date, readings: Mapping[str, str] = _DEFAULTS
) -> Score:
    """What the village has, can still reach, and falls to without another fact."""
    view = look(scheme, year, facts, as_of)
    chosen = scheme.read_as(readings)
    assessed = _assessed(view)
    items = tuple(
        _item(item, item.under(chosen), view, assessed=item.no in assessed)
        for item in scheme.items.values()
    )
    bonus, basis = _bonus(scheme, view), _basis(items)
    provisional = sum((item.score for item in items), bonus)
    floor = sum((item.floor for item in items), bonus)
    vetoed = any(veto.lifted_on is None for veto in view.facts.vetoes)
    changes = [item.changes_on for item in items if item.changes_on is not None]
    return Score(
        scheme_id=scheme.id,
        year=year,
        as_of=as_of,
        settlement=view.settlement,
        provisional=provisional,
        ceiling=sum((item.ceiling for item in items), bonus),
        floor=floor,
        bonus=bonus,
        basis=basis,
        projected=_standing(scheme, provisional, vetoed=vetoed),
        assured=_standing(scheme, min(basis.confirmed + bonus, floor), vetoed=vetoed),
        valid_until=min(changes) - ONE_DAY if changes else None,
        items=items,
    )


def _assessed(view: View) -> set[int]:
    opens = date(view.year, 1, 1)
    return {one.item for one in view.facts.assessments if one.on >= opens}


def _bonus(scheme: Scheme, view: View) -> Decimal:
    """The highest honour of each piece, up to the scheme's most."""
    pieces: dict[str, Decimal] = {}
    for honour in view.facts.honours:
        if honour.on.year == view.year:
            points = scheme.honours[honour.kind].points
            pieces[honour.piece] = max(points, pieces.get(honour.piece, _ZERO))
    return min(sum(pieces.values(), _ZERO), scheme.bonus.most)


def _basis(items: Iterable[ItemScore]) -> Basis:
    parts = dict.fromkeys(BasisKind, _ZERO)
    for item in items:
        parts[item.basis] += item.score
    return Basis(*parts.values())


def _standing(scheme: Scheme, points: Decimal, *, vetoed: bool) -> Standing:
    if vetoed:
        return Standing.VETOED
    if points >= scheme.thresholds.demonstration:
        return Standing.DEMONSTRATION
    if points >= scheme.thresholds.up_to_standard:
        return Standing.UP_TO_STANDARD
    return Standing.BELOW


def _item(item: Item, rules: tuple[Rule, ...], view: View, *, assessed: bool) -> ItemScore:
    charges = _charges(rules, view)
    started = [(charge.starts, charge.amount) for charge in charges]
    final = [(charge.final_from or view.settlement, charge.amount) for charge in charges]
    changes = (_next(started, item.points, view.day), _next(final, item.points, view.day))
    losses, ahead = told(charges, item.points, view.day, view.settlement)
    return ItemScore(
        no=item.no,
        points=item.points,
        score=_left(started, item.points, view.day),
        ceiling=_left(final, item.points, view.day),
        floor=_left(started, item.points, view.settlement),
        basis=BasisKind.CONFIRMED if assessed else _vouched(rules, view),
        losses=losses,
        ahead=ahead,
        changes_on=min((day for day in changes if day is not None), default=None),
    )


def _charges(rules: tuple[Rule, ...], view: View) -> list[Charge]:
    """What counts before the year is closed, by date, whatever the order of the facts."""
    found = (charge for rule in rules for charge in rule.charges(view))
    return sorted(
        (charge for charge in found if charge.starts <= view.settlement),
        key=lambda charge: (charge.starts, charge.subject, charge.why),
    )


def _left(steps: list[tuple[date, Decimal]], points: Decimal, day: date) -> Decimal:
    """What is left of the points on the evening of the day."""
    return max(points - sum((amount for since, amount in steps if since <= day), _ZERO), _ZERO)


def _next(steps: list[tuple[date, Decimal]], points: Decimal, day: date) -> date | None:
    """The next day on which there will be less; what is at zero stays there."""
    if not _left(steps, points, day):
        return None
    return min((since for since, _ in steps if since > day), default=None)


def _vouched(rules: tuple[Rule, ...], view: View) -> BasisKind:
    basis = BasisKind.PRESUMED
    for rule in rules:
        for confirmed in rule.vouched(view):
            if not confirmed:
                return BasisKind.REPORTED
            basis = BasisKind.CONFIRMED
    return basis
