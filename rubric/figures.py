"""The figures of a score by name: what a case may expect, and the JSON others read."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from rubric.losses import Loss
from rubric.scoring import ItemScore, Score
from rubric.wording import spoken_points

NEVER = "never"
NO_TIER = "none"
Figure = Decimal | date | str
"""Points, a day, a standing, or "never"."""


def figures(score: Score) -> dict[str, Figure]:
    """Every figure by the name a case's [expect] gives it."""
    return {
        "provisional": score.provisional,
        "ceiling": score.ceiling,
        "floor": score.floor,
        "bonus": score.bonus,
        "projected": score.projected.value,
        "assured": score.assured.value,
        "tier": score.tier or NO_TIER,
        "basis.confirmed": score.basis.confirmed,
        "basis.reported": score.basis.reported,
        "basis.presumed": score.basis.presumed,
        "valid_until": score.valid_until or NEVER,
    } | {f"items.{item.no}": item.score for item in score.items}


def differences(expected: Mapping[str, Figure], found: Mapping[str, Figure]) -> list[str]:
    """A line for each figure that is not as expected."""
    return [
        f"{name}:应为 {_written(figure)},算得 {_written(found[name])}"
        for name, figure in expected.items()
        if found[name] != figure
    ]


def _written(figure: Figure) -> str:
    return spoken_points(figure) if isinstance(figure, Decimal) else str(figure)


def as_json(village: str, score: Score) -> dict[str, Any]:
    """The score as JSON values: points are numbers, days ISO strings."""
    return {
        "scheme": score.scheme_id,
        "village": village,
        "year": score.year,
        "as_of": score.as_of.isoformat(),
        "provisional": number(score.provisional),
        "ceiling": number(score.ceiling),
        "floor": number(score.floor),
        "bonus": number(score.bonus),
        "basis": {name: number(points) for name, points in score.basis._asdict().items()},
        "projected": score.projected.value,
        "assured": score.assured.value,
        "valid_until": _iso(score.valid_until),
        "items": [_item(item) for item in score.items],
    } | ({"tier": score.tier} if score.tier else {})


def _item(item: ItemScore) -> dict[str, Any]:
    return {
        "no": item.no,
        "points": number(item.points),
        "score": number(item.score),
        "basis": item.basis.value,
        "losses": [_loss(loss) for loss in item.losses],
    }


def _loss(loss: Loss) -> dict[str, Any]:
    return {
        "amount": number(loss.amount),
        "why": loss.why,
        "clause": loss.clause,
        "repairable_until": _iso(loss.repairable_until),
    }


def number(points: Decimal) -> int | float:
    """A JSON number: whole where it is whole."""
    return int(points) if points == points.to_integral_value() else float(points)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
