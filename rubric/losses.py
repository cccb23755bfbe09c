"""Charges told as losses: by date, cut short where nothing is left, and until when repairable."""

from collections.abc import Iterable
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


def told(
    charges: Iterable[Charge], points: Decimal, day: date, settlement: date
) -> tuple[tuple[Loss, ...], tuple[Loss, ...]]:
    """The losses of the day, and those ahead; the charges come by date."""
    now: list[Loss] = []
    ahead: list[Loss] = []
    for charge in charges:
        amount = min(charge.amount, points)
        points -= amount
        until = _repairable_until(charge, day, settlement)
        if charge.starts <= day:
            _add(now, _loss(charge, amount, charge.why, until), adds=charge.adds)
        elif amount:
            _add(ahead, _loss(charge, amount, charge.todo, until), adds=charge.adds)
    return tuple(now), tuple(ahead)


def _repairable_until(charge: Charge, day: date, settlement: date) -> date | None:
    if charge.final_from is None:
        return settlement if day < settlement else None
    return charge.final_from - ONE_DAY if charge.final_from > day else None


def _loss(charge: Charge, amount: Decimal, why: str, until: date | None) -> Loss:
    return Loss(
        amount,
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
