"""读法: how a county reads the open places of a scheme in a year, for all its villages alike."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from handlers.services.errors import ReadingsRefused
from handlers.services.worksheets import LEVELS
from rubric.errors import Fault
from rubric.scheme import Scheme
from storage.scope import Scope
from storage.unit_of_work import UnitOfWork

_SEALED = "这一年已有封存的评分表,读法不能再改"


def choose(
    uow: UnitOfWork, scheme: Scheme, year: int, chosen: Mapping[str, str], at: datetime
) -> dict[str, str]:
    """Read the scheme so in that year; the readings now in force.

    What is not named stays as it was. Refused for words the scheme does not know, and for a year
    in which a sheet is sealed: it keeps its rules.
    """
    faults = tuple(_faults(scheme, chosen))
    if faults:
        raise ReadingsRefused(faults)
    before = scheme.read_as(uow.readings.of(scheme.id).get(year, {}))
    after = before | dict(chosen)
    if after != before:
        _keep(uow, scheme, year, after, at)
    return after


def _keep(
    uow: UnitOfWork, scheme: Scheme, year: int, after: Mapping[str, str], at: datetime
) -> None:
    every = Scope.operator()
    if any(uow.sheets.figures("points", scheme.id, year, level, every) for level in LEVELS):
        raise ReadingsRefused((Fault(scheme.id, "", str(year), _SEALED),))
    uow.readings.choose(scheme.id, year, after)
    uow.audit.append(at, "readings.choose", f"scheme:{scheme.id}", {"year": year, **after})


def _faults(scheme: Scheme, chosen: Mapping[str, str]) -> Iterator[Fault]:
    for name, option in chosen.items():
        if name not in scheme.readings:
            yield Fault(scheme.id, "", name, f"没有这个读法,可以是 {'、'.join(scheme.readings)}")
            continue
        known = [each.id for each in scheme.readings[name].options]
        if option not in known:
            yield Fault(scheme.id, "", name, f"没有“{option}”这种读法,可以是 {'、'.join(known)}")
