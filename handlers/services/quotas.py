"""任务数: how many villages of each standing a town is to bring forth in a year.

Annex 1 of the document holds for the document's own year. 备注 of annex 1 leaves later years to be
settled anew (“综合确定”): the city enters them, and where nothing was entered there is no quota.
"""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime

from handlers.services.actor import CITY_RUNNERS, Actor
from handlers.services.errors import NotNow
from handlers.services.proceeding import Proceeding
from rubric.scheme import Scheme
from storage.unit_of_work import UnitOfWork

MOST = 999


@dataclass(frozen=True, slots=True)
class TownQuota:
    """One town's numbers for a year; `entered` if a person entered them, else the document's."""

    town_id: int
    up_to_standard: int
    demonstration: int
    entered: bool = False


def quotas(uow: UnitOfWork, scheme: Scheme, year: int) -> dict[int, TownQuota]:
    """The year's quotas by town; a town without one is not in it."""
    return _annexed(uow, scheme, year) | _entered(uow, scheme, year)


def _annexed(uow: UnitOfWork, scheme: Scheme, year: int) -> dict[int, TownQuota]:
    """Annex 1, in the year the document came into force."""
    if year != scheme.in_force_from.year:
        return {}
    towns = {town.name: town.id for town in uow.places.towns()}
    return {
        towns[each.town]: TownQuota(towns[each.town], each.up_to_standard, each.demonstration)
        for each in scheme.recognition.quotas
        if each.town in towns
    }


def _entered(uow: UnitOfWork, scheme: Scheme, year: int) -> dict[int, TownQuota]:
    """What was entered, of each town the newest."""
    rows: list[Mapping[str, int]] = uow.settings.get(_key(scheme, year)) or []
    return {
        row["town_id"]: TownQuota(
            row["town_id"], row["up_to_standard"], row["demonstration"], entered=True
        )
        for row in rows
    }


def _key(scheme: Scheme, year: int) -> str:
    return f"quotas/{scheme.id}/{year}"


def set_one(proceeding: Proceeding, town_id: int, up_to_standard: int, demonstration: int) -> None:
    """Enter a town's quotas for the year of the procedure."""
    proceeding.require(frozenset(CITY_RUNNERS))
    new = TownQuota(town_id, up_to_standard, demonstration)
    enter(
        proceeding.uow,
        proceeding.scheme,
        proceeding.year,
        [new],
        proceeding.at,
        proceeding.actor,
    )


def enter(
    uow: UnitOfWork,
    scheme: Scheme,
    year: int,
    new: list[TownQuota],
    at: datetime,
    actor: Actor | None = None,
) -> None:
    """Keep these beside all that were entered before; without an actor by the operator."""
    for each in new:
        if not all(0 <= number <= MOST for number in (each.up_to_standard, each.demonstration)):
            raise NotNow("range", least=0, most=MOST)
    rows = uow.settings.get(_key(scheme, year)) or []
    uow.settings.put(_key(scheme, year), [*rows, *_rows(new, at, actor)])
    by = {"person_id": actor.person_id, "grant_id": actor.grant_id} if actor else {}
    told = {str(each.town_id): [each.up_to_standard, each.demonstration] for each in new}
    uow.audit.append(at, "quota.enter", f"quota:{scheme.id}/{year}", told, **by)


def _rows(
    new: list[TownQuota], at: datetime, actor: Actor | None
) -> Iterator[dict[str, int | str | None]]:
    by = actor.grant_id if actor else None
    for each in new:
        numbers = {name: value for name, value in asdict(each).items() if name != "entered"}
        yield numbers | {"by_grant_id": by, "at": at.isoformat()}
