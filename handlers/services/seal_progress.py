"""Where a town stands with scoring its villages, and by when every sheet has to be sealed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from handlers.services.actor import Actor
from handlers.services.reminders import stage_day
from handlers.services.worksheets import LEVELS
from rubric.duty import Stage, day_in
from rubric.period import Cadence, Period
from rubric.scheme import Scheme
from storage.places import PlaceRow
from storage.schemes import Schemes
from storage.scope import Scope
from storage.scorings import ScoringRow
from storage.unit_of_work import UnitOfWork

State = Literal["none", "open", "submitted", "sealed"]
ORDER: tuple[State, ...] = ("submitted", "open", "none", "sealed")
"""What somebody has to act upon comes first."""


@dataclass(frozen=True, slots=True)
class VillageProgress:
    """A village; `missing` are the items nobody has given an amount yet.

    `points` are of its sealed sheet, if it has one. One of which a correction is under way is in
    that correction's state.
    """

    village: PlaceRow
    state: State
    missing: int
    scoring: ScoringRow | None
    points: Decimal | None


@dataclass(frozen=True, slots=True)
class Progress:
    """A town's villages under one scheme; `due` is the day by which all are sealed."""

    scheme: Scheme
    year: int
    due: date | None
    rows: tuple[VillageProgress, ...]

    def count(self, state: State) -> int:
        return sum(row.state == state for row in self.rows)

    @property
    def unsealed(self) -> int:
        """Villages that have no sealed sheet at all."""
        return sum(row.points is None for row in self.rows)


@dataclass(frozen=True, slots=True)
class SealingDue:
    """What a town has to be reminded of: so many of its villages are not sealed; which stage."""

    progress: Progress
    stage: Stage

    @property
    def key(self) -> str:
        """By which the reminder is claimed once for each stage and person."""
        return f"sealing/{self.progress.scheme.id}/{self.progress.year}"

    @property
    def label(self) -> str:
        return f"{self.progress.unsealed}村评分未封存"

    def late(self, today: date) -> int:
        """Days since it was due; 0 while it is not late."""
        return max(0, (today - self.progress.due).days) if self.progress.due else 0


def progress(
    uow: UnitOfWork, schemes: Schemes, scope: Scope, town_id: int, today: date, year: int
) -> tuple[Progress, ...]:
    """One for each scheme with points that villages of the town are under."""
    villages = {each.id: each for each in uow.places.villages_of(town_id)}
    under: dict[str, dict[int, PlaceRow]] = {}
    for row in uow.enrolments.current(Scope.of(villages, scope.why), today):
        if scope.allows(row.village_id) and schemes[row.scheme_id].kind == "points":
            under.setdefault(row.scheme_id, {})[row.village_id] = villages[row.village_id]
    return tuple(
        _of_scheme(uow, schemes[each], year, own, scope.why) for each, own in under.items()
    )


def waiting(uow: UnitOfWork, schemes: Schemes, actor: Actor, today: date) -> list[ScoringRow]:
    """Submitted sheets of the town's level that this person may check and seal."""
    if actor.post not in LEVELS["town"].sealers:
        return []
    used = {row.scheme_id for row in uow.enrolments.current(actor.scope, today)}
    return [
        row
        for each in used
        if schemes[each].kind == "points"
        for year in (today.year - 1, today.year)
        for row in uow.scorings.under_way(each, year, "town", actor.scope)
        if row.state == "submitted" and actor.person_id not in row.scorers
    ]


def _of_scheme(
    uow: UnitOfWork, scheme: Scheme, year: int, villages: dict[int, PlaceRow], why: str
) -> Progress:
    return Progress(scheme, year, seal_by(scheme, year), _rows(uow, scheme, year, villages, why))


def seal_by(scheme: Scheme, year: int) -> date | None:
    """The last day for the town's sealed scores, if the scheme sets one."""
    told = scheme.scored.recognition
    return day_in(told.seal_by, Period(year, Cadence.YEAR)) if told else None


def _rows(
    uow: UnitOfWork, scheme: Scheme, year: int, villages: dict[int, PlaceRow], why: str
) -> tuple[VillageProgress, ...]:
    own = Scope.of(villages, why)
    sealed = uow.sheets.figures("points", scheme.id, year, "town", own)
    points = {village: Decimal(told) for village, told in sealed.items()}
    under_way = uow.scorings.under_way(scheme.id, year, "town", own)
    scorings = {row.village_id: row for row in under_way}
    rows = [
        _row(scheme, each, scorings.get(each.id), points.get(each.id)) for each in villages.values()
    ]
    return tuple(sorted(rows, key=lambda row: (ORDER.index(row.state), row.village.id)))


def _row(
    scheme: Scheme, village: PlaceRow, scoring: ScoringRow | None, points: Decimal | None
) -> VillageProgress:
    if scoring is None and points is None:
        return VillageProgress(village, "none", len(scheme.items), None, None)
    if scoring is None:
        return VillageProgress(village, "sealed", 0, None, points)
    missing = len(scheme.items) - len(scoring.given)
    state: State = "submitted" if scoring.state == "submitted" else "open"
    return VillageProgress(village, state, missing, scoring, points)


def due_for(uow: UnitOfWork, schemes: Schemes, town_id: int, today: date) -> tuple[SealingDue, ...]:
    """What the town is to be reminded of by today: the newest stage reached of each scheme.

    The stages are the scheme's own; the town does it itself, so all of them speak to it.
    """
    return tuple(_due(uow, schemes, Scope.tick(), town_id, today))


def owed_by(uow: UnitOfWork, schemes: Schemes, actor: Actor, today: date) -> tuple[SealingDue, ...]:
    """The same for whoever looks at what his own town owes."""
    return tuple(_due(uow, schemes, actor.scope, actor.place_id, today))


def _due(
    uow: UnitOfWork, schemes: Schemes, scope: Scope, town_id: int, today: date
) -> Iterator[SealingDue]:
    for one in progress(uow, schemes, scope, town_id, today, today.year):
        reached = _newest(one, today)
        if reached is not None and one.unsealed:
            yield SealingDue(one, reached)


def _newest(one: Progress, today: date) -> Stage | None:
    if one.due is None:
        return None
    reached = [(stage_day(stage, one.due), at) for at, stage in enumerate(one.scheme.stages)]
    spoken = [each for each in reached if each[0] <= today]
    return one.scheme.stages[max(spoken)[1]] if spoken else None
