"""Charges told as losses: by date, cut short where nothing is left, and until when repairable."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from rubric.occurrences import ONE_DAY
from rubric.rules import Charge


class Loss(NamedTuple):
    """What one occurrence, finding, matter, task or state costs, from the evening of `on`."""

    amount: Decimal
    why: str
    clause: str
    repairable_until: date | None
    on: date
    subject: str
    duty: str | None
    period: str | None


class Bounds(NamedTuple):
    """With how many points an item starts, and between which it stays."""

    start: Decimal
    least: Decimal
    most: Decimal

    def kept(self, points: Decimal) -> Decimal:
        return min(max(points, self.least), self.most)


def told(
    charges: Iterable[Charge], bounds: Bounds, day: date, settlement: date
) -> tuple[tuple[Loss, ...], tuple[Loss, ...]]:
    """The losses of the day, and those ahead; the charges come by date."""
    now: list[Loss] = []
    ahead: list[Loss] = []
    for charge in charges:
        until = _repairable_until(charge, day, settlement)
        if charge.starts <= day:
            _add(now, _loss(charge, charge.why, until), adds=charge.adds)
        else:
            _add(ahead, _loss(charge, charge.todo, until), adds=charge.adds)
    cut = tuple(_cut([*now, *ahead], bounds))
    return cut[: len(now)], tuple(loss for loss in cut[len(now) :] if loss.amount)


def _cut(losses: Iterable[Loss], bounds: Bounds) -> Iterator[Loss]:
    """The losses, each with what it takes within the bounds, so that they add up."""
    points, before = bounds.start, bounds.kept(bounds.start)
    for loss in losses:
        points -= loss.amount
        after = bounds.kept(points)
        yield loss if loss.amount == before - after else loss._replace(amount=before - after)
        before = after


def _repairable_until(charge: Charge, day: date, settlement: date) -> date | None:
    if charge.final_from is None:
        return settlement if day < settlement else None
    return charge.final_from - ONE_DAY if charge.final_from > day else None


def _loss(charge: Charge, why: str, until: date | None) -> Loss:
    return Loss(
        charge.amount,
        why,
        charge.clause,
        until,
        charge.starts,
        charge.subject,
        charge.duty,
        charge.period,
    )


def _add(losses: list[Loss], loss: Loss, *, adds: bool) -> None:
    """One loss a subject: what adds to an earlier one is told with it, in the newer words."""
    for at, known in enumerate(losses if adds else ()):
        if known.subject == loss.subject:
            losses[at] = known._replace(amount=known.amount + loss.amount, why=loss.why)
            return
    losses.append(loss)
