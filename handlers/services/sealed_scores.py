"""What was sealed about the villages of a year's procedure, in the figures recognition goes by."""

from dataclasses import dataclass
from decimal import Decimal

from handlers.services.proceeding import Seen


@dataclass(frozen=True, slots=True)
class Sealed:
    """镇级评分 as sealed, whether a veto is in force now, and what a spot check made of it.

    `fell_short`: the spot check's points do not reach 达标.
    """

    points: Decimal
    vetoed: bool = False
    spot: Decimal | None = None
    fell_short: bool = False

    def reaches(self, line: Decimal) -> bool:
        return self.points >= line and not self.vetoed and not self.fell_short


def town_scores(seen: Seen) -> dict[int, Sealed]:
    """Every village of the scope with a town score in force."""
    spots, barred = points_at(seen, "spot"), vetoed(seen)
    line = seen.scheme.thresholds.up_to_standard
    return {
        village: Sealed(
            total, village in barred, spots.get(village), spots.get(village, line) < line
        )
        for village, total in points_at(seen, "town").items()
    }


def reaching(seen: Seen, line: Decimal) -> dict[int, Sealed]:
    """Those of them whose score reaches a line, and whom nothing bars by now."""
    return {village: one for village, one in town_scores(seen).items() if one.reaches(line)}


def points_at(seen: Seen, level: str) -> dict[int, Decimal]:
    """The total in force at a level, by village: 市级评定分 at the city's."""
    told = seen.uow.sheets.figures("points", seen.scheme.id, seen.year, level, seen.scope)
    return {village: Decimal(total) for village, total in told.items()}


def vetoed(seen: Seen) -> frozenset[int]:
    """The villages with a veto of the scheme in force on the day."""
    return frozenset(
        row.village_id
        for row in seen.uow.facts.rows("veto", seen.scope)
        if row.counts
        and row.said["kind"] in seen.scheme.vetoes
        and row.said["on_day"] <= seen.day
        and row.since("lift") is None
    )
