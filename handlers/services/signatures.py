"""联合签署: which holders of 市联合认定组 signed a city sheet, have yet to, or abstain (回避)."""

from dataclasses import dataclass
from datetime import date

from handlers.services.own_work import workers
from handlers.services.scorings import judges_below
from rubric.posts import Post
from storage.grants import GrantRow
from storage.scorings import ScoringEventRow, ScoringRow
from storage.unit_of_work import UnitOfWork

PANEL = frozenset({Post.CITY_PANEL})


@dataclass(frozen=True, slots=True)
class Signatures:
    """Who signed the sheet as it now is, who has yet to, and who may not."""

    given: tuple[GrantRow, ...]
    wanted: tuple[GrantRow, ...]
    abstaining: tuple[GrantRow, ...]

    @property
    def complete(self) -> bool:
        return bool(self.given) and not self.wanted


def signatures(uow: UnitOfWork, row: ScoringRow, today: date) -> Signatures:
    """Signatures count since the sheet was last submitted, by holders who gave no amount.

    Whoever had a part in the village's work of the year, or in its town's score, is not waited for.
    """
    city = uow.places.city()
    holders = uow.grants.holders(city.id, PANEL, today) if city else []
    bound = [grant for grant in holders if grant.person_id not in row.scorers]
    below = judges_below(uow, row.scheme_id, row.year, row.level, row.village_id)
    barred = workers(uow, row.village_id, row.year) | below
    signed = frozenset(event.by_id for event in signatures_on(row))
    free = [grant for grant in bound if grant.person_id not in barred]
    return Signatures(
        given=tuple(grant for grant in free if grant.person_id in signed),
        wanted=tuple(grant for grant in free if grant.person_id not in signed),
        abstaining=tuple(grant for grant in bound if grant.person_id in barred),
    )


def signatures_on(row: ScoringRow) -> tuple[ScoringEventRow, ...]:
    """The signatures since the sheet was last submitted; sent back, it has none."""
    submitted = row.last("submit")
    if submitted is None or row.state not in ("submitted", "sealed"):
        return ()
    return tuple(event for event in row.events if event.kind == "sign" and event.id > submitted.id)
