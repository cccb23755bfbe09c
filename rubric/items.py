"""The items of a village's score: what each has, may still reach, and falls to, and who says so."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple

from rubric.losses import Bounds, Loss, told
from rubric.rules import Charge, Rule
from rubric.scheme import Scheme
from rubric.scheme_tables import Item
from rubric.view import View

_BY_DATE = attrgetter("starts", "subject", "why")


class BasisKind(StrEnum):
    """Who vouches for an item's score."""

    CONFIRMED = "confirmed"
    REPORTED = "reported"
    PRESUMED = "presumed"


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


class _Planned(NamedTuple):
    """One item with the rules that apply to it, each with the names of facts it lives on.

    `whole` is its score where nothing is lost, by who vouches for it.
    """

    no: int
    bounds: Bounds
    rules: tuple[tuple[Rule, Iterable[str] | None], ...]
    whole: Mapping[BasisKind, ItemScore]


class Plan(NamedTuple):
    """What is the same for every village, so that only what something is told of is worked out.

    `untold` is each item's score if nothing is told. `always` are the items that may lose points
    all the same, `named` those to look at when a fact of that kind or name is told.
    """

    items: Mapping[int, _Planned]
    untold: Mapping[int, ItemScore]
    always: frozenset[int]
    named: Mapping[str, AbstractSet[int]]


@lru_cache(maxsize=256)
def plan_of(scheme: Scheme, chosen: tuple[tuple[str, str], ...]) -> Plan:
    """The plan of a scheme under the chosen readings."""
    readings = scheme.read_as(dict(chosen))
    items = {no: _planned(item, item.under(readings)) for no, item in scheme.items.items()}
    always: set[int] = set()
    named: defaultdict[str, set[int]] = defaultdict(set)
    for no, item in items.items():
        for _, names in item.rules:
            if names is None:
                always.add(no)
            for name in names or ():
                named[name].add(no)
    untold = {no: item.whole[BasisKind.PRESUMED] for no, item in items.items()}
    return Plan(items, untold, frozenset(always), named)


def _planned(item: Item, rules: Iterable[Rule]) -> _Planned:
    bounds = item.bounds
    kept = bounds.kept(bounds.start)
    whole = {
        basis: ItemScore(item.no, item.points, kept, kept, kept, basis, (), (), None)
        for basis in BasisKind
    }
    return _Planned(item.no, bounds, tuple((rule, rule.heeds()) for rule in rules), whole)


def item_scores(plan: Plan, view: View) -> tuple[ItemScore, ...]:
    """Every item of a village, in the scheme's order."""
    assessed, told_of = _assessed(plan, view), view.names()
    found = dict(plan.untold)
    for no in plan.always.union(assessed, *[plan.named.get(name, ()) for name in told_of]):
        found[no] = _item(plan.items[no], view, told_of, assessed=no in assessed)
    return tuple(found.values())


def _assessed(plan: Plan, view: View) -> AbstractSet[int]:
    opens = date(view.year, 1, 1)
    looked_at = (one.item for one in view.facts.assessments if one.on >= opens)
    return plan.items.keys() & looked_at


def _item(item: _Planned, view: View, told_of: AbstractSet[str], *, assessed: bool) -> ItemScore:
    rules = [rule for rule, names in item.rules if names is None or not told_of.isdisjoint(names)]
    charges = _charges(rules, view)
    basis = BasisKind.CONFIRMED if assessed else _vouched(rules, view)
    if not charges:
        return item.whole[basis]
    return _lacking(item.no, item.bounds, basis, charges, view.day, view.settlement)


@lru_cache(maxsize=2048)
def _lacking(
    no: int,
    bounds: Bounds,
    basis: BasisKind,
    charges: tuple[Charge, ...],
    day: date,
    settlement: date,
) -> ItemScore:
    """An item by what it lacks: villages that lack the same have the same, and most lack little."""
    left, floor, falls_on = _left([(one.starts, one.amount) for one in charges], bounds, day)
    final = [(one.final_from or settlement, one.amount) for one in charges]
    best, _, sinks_on = _left(final, bounds, day)
    losses, ahead = told(charges, bounds, day, settlement)
    changes_on = min((on for on in (falls_on, sinks_on) if on is not None), default=None)
    return ItemScore(no, bounds.most, left, best, floor, basis, losses, ahead, changes_on)


def _charges(rules: Iterable[Rule], view: View) -> tuple[Charge, ...]:
    """What counts before the year is closed, by date, whatever the order of the facts."""
    closes = view.settlement
    found = [one for rule in rules for one in rule.applied(view) if one.starts <= closes]
    return tuple(sorted(found, key=_BY_DATE))


def _left(
    steps: list[tuple[date, Decimal]], bounds: Bounds, day: date
) -> tuple[Decimal, Decimal, date | None]:
    """The points on the evening of the day and in the end, and from when on there are others."""
    points, later = bounds.start, []
    for step in steps:
        if step[0] <= day:
            points -= step[1]
        else:
            later.append(step)
    now, changes_on = bounds.kept(points), None
    later.sort()
    for since, amount in later:
        points -= amount
        if changes_on is None and bounds.kept(points) != now:
            changes_on = since
    return now, bounds.kept(points), changes_on


def _vouched(rules: Iterable[Rule], view: View) -> BasisKind:
    basis = BasisKind.PRESUMED
    for rule in rules:
        for confirmed in rule.vouched(view):
            if not confirmed:
                return BasisKind.REPORTED
            basis = BasisKind.CONFIRMED
    return basis
