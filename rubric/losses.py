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
        if points > self.most:
            return self.most
        return points if points >= self.least else self.least  # noqa: FURB136 - max() costs thrice as much


def told(
    charges: Iterable[Charge], bounds: Bounds, day: date, settlement: date
) -> tuple[tuple[Loss, ...], tuple[Loss, ...]]:
    """The losses of the day, and those ahead; the charges come by date."""
    now: list[Loss] = []
    ahead: list[Loss] = []
    for amount, starts, final, subject, why, clause, todo, duty, period, adds in charges:
        until = _repairable_until(final, day, settlement)
        begun = starts <= day
        words = why if begun else todo
        loss = Loss(amount, words, clause, until, starts, subject, duty, period)
        known = now if begun else ahead
        if adds:
            _add(known, loss)
        else:
            known.append(loss)
    cut = tuple(_cut(now + ahead, bounds))
    return cut[: len(now)], tuple([loss for loss in cut[len(now) :] if loss.amount])


def _cut(losses: Iterable[Loss], bounds: Bounds) -> Iterator[Loss]:
    """The losses, each with what it takes within the bounds, so that they add up."""
    points, before = bounds.start, bounds.kept(bounds.start)
    for loss in losses:
        points -= loss.amount
        after = bounds.kept(points)
        yield loss if loss.amount == before - after else loss._replace(amount=before - after)
        before = after


def _repairable_until(final: date | None, day: date, settlement: date) -> date | None:
    if final is None:
        return settlement if day < settlement else None
    return final - ONE_DAY if final > day else None


def _add(losses: list[Loss], loss: Loss) -> None:
    """One loss a subject: what adds to an earlier one is told with it, in the newer words."""
    for at, known in enumerate(losses):
        if known.subject == loss.subject:
            losses[at] = known._replace(amount=known.amount + loss.amount, why=loss.why)
            return
    losses.append(loss)
