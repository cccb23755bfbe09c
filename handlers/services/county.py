"""What the document leaves open and a county fixes for itself: a number each, and its reading.

The numbers here are readings and say so on every card that uses them; a county's own takes their
place, and whoever last chose one is in the audit.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from handlers.services.actor import CITY_RUNNERS
from handlers.services.errors import NotNow
from handlers.services.proceeding import Proceeding
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class CountyReading:
    """One number that the document does not give, in a range that makes sense."""

    default: int
    least: int
    most: int


SPOT_SHARE, SPOT_ITEMS, NOTICE_DAYS = "spot-share", "spot-items", "notice-days"
READINGS: Mapping[str, CountyReading] = {
    SPOT_SHARE: CountyReading(10, 1, 100),
    SPOT_ITEMS: CountyReading(3, 1, 100),
    NOTICE_DAYS: CountyReading(7, 1, 60),
}
"""抽查比例 (percent of a town's villages), 抽查项数 (items a village), 公示天数 (working days)."""


def reading(uow: UnitOfWork, name: str) -> int:
    """The county's own number, or the default reading."""
    kept: int | None = uow.settings.get(f"county.{name}")
    return READINGS[name].default if kept is None else kept


def choose(proceeding: Proceeding, name: str, value: int) -> None:
    """From now on this number; refused outside what makes sense."""
    proceeding.require(frozenset(CITY_RUNNERS))
    known = READINGS[name]
    if not known.least <= value <= known.most:
        raise NotNow("range", least=known.least, most=known.most)
    proceeding.uow.settings.put(f"county.{name}", value)
    proceeding.note("county.choose", f"county:{name}", value=value)
