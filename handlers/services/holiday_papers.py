"""What a holiday letter (节前廉洁提醒函) is made of: the festival, its days off, who writes it."""

from dataclasses import dataclass
from datetime import date

from handlers.services.workdays import DAY, SATURDAY, Holiday, holidays, is_workday
from storage.unit_of_work import UnitOfWork

_MAKE_UP_WITHIN = 14
"""Days before and after a holiday among which its make-up days are looked for."""


@dataclass(frozen=True, slots=True)
class HolidayPaper:
    """节前廉洁提醒函 of a town or city; `make_up` are weekend days on which people work."""

    issuer: str
    contact: str
    holiday: Holiday
    make_up: tuple[date, ...]
    as_of: date


def holiday_paper(
    uow: UnitOfWork, place_id: int, today: date, festival: str = ""
) -> HolidayPaper | None:
    """The letter before the next holiday, or before the next of this name; None if none is known.

    The issuer is the place itself, or the town of a village.
    """
    coming = (
        one
        for one in holidays(today.year, today.year + 1)
        if one.last >= today and festival in one.name
    )
    found = next(coming, None)
    place = uow.places.get(place_id)
    issuer = uow.places.town_of(place_id) if place.kind == "village" else place
    if found is None:
        return None
    return HolidayPaper(issuer.name, issuer.contact, found, _make_up(found), today)


def _make_up(holiday: Holiday) -> tuple[date, ...]:
    """Weekend days near the holiday that are worked; unknown as long as it is tentative."""
    if holiday.tentative:
        return ()
    near = range(1, _MAKE_UP_WITHIN + 1)
    days = [holiday.first - DAY * n for n in near] + [holiday.last + DAY * n for n in near]
    return tuple(sorted(day for day in days if day.weekday() >= SATURDAY and is_workday(day)))
