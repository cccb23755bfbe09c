"""The readings of a scheme in a year, at the operator's machine."""

from collections.abc import Iterable, Iterator

from bot import settings
from bot.clock import Clock
from bot.ledger import open_ledger
from handlers.services.errors import ReadingsRefused
from handlers.services.readings import choose
from rubric.errors import Fault
from rubric.scheme import Scheme
from rubric.sheet import readings_used
from storage.unit_of_work import Store


def readings_told(scheme: Scheme, year: int, wanted: Iterable[str]) -> list[str]:
    """Choose what is wanted, if anything is; how the scheme is read in that year."""
    chosen = dict(_pairs(scheme, wanted))
    loaded = settings.load()
    with open_ledger(loaded) as store:
        store.require_current()
        if not chosen:
            return _told(store, scheme, year)
        with store.begin() as uow:
            after = choose(uow, scheme, year, chosen, Clock(loaded.clock_file).now())
    return [f"✓ {year}年采用:", *readings_used(scheme, after)]


def _told(store: Store, scheme: Scheme, year: int) -> list[str]:
    with store.read() as uow:
        return [f"{year}年采用:", *readings_used(scheme, uow.readings.of(scheme.id).get(year, {}))]


def _pairs(scheme: Scheme, wanted: Iterable[str]) -> Iterator[tuple[str, str]]:
    for each in wanted:
        name, equals, option = each.partition("=")
        if not equals:
            raise ReadingsRefused(
                (Fault(scheme.id, "", each, "应写成 读法=选项,例如 item16=each-period"),)
            )
        yield name, option
