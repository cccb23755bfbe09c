"""What a burden statement (负担情况表) is made of: messages and questions by village and month."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from rubric.period import Cadence, Period
from storage.audit import Head
from storage.burden import Messages
from storage.places import PlaceRow
from storage.scope import Scope
from storage.unit_of_work import UnitOfWork

_NONE = Messages(0, 0, 0)


@dataclass(frozen=True, slots=True)
class BurdenRow:
    """One village and month: what nobody asked for, what was answered, what was asked of people.

    `people` is how many of the village were written to.
    """

    village: str
    month: Period
    sent_unasked: int
    sent_answers: int
    questions: int
    people: int = 0


@dataclass(frozen=True, slots=True)
class BurdenPaper:
    """负担情况表 of a town for a year; every village has a row for each month that has begun."""

    town: str
    year: int
    as_of: date
    rows: tuple[BurdenRow, ...]
    head: Head


def burden_paper(
    uow: UnitOfWork, scope: Scope, place_id: int, year: int, now: datetime
) -> BurdenPaper:
    """The year of a town's villages up to now, which is aware: months are those of its zone."""
    villages = [one for one in uow.places.villages_of(place_id) if scope.allows(one.id)]
    within = Scope.of((village.id for village in villages), "负担情况表")
    months = (month for month in Period.of_year(year, Cadence.MONTH) if month.first <= now.date())
    found = [row for month in months for row in _month(uow, within, villages, month, now)]
    order = {village.name: at for at, village in enumerate(villages)}
    rows = sorted(found, key=lambda row: (order[row.village], row.month))
    return BurdenPaper(
        uow.places.get(place_id).name, year, now.date(), tuple(rows), uow.audit.head()
    )


def _month(
    uow: UnitOfWork, scope: Scope, villages: list[PlaceRow], month: Period, now: datetime
) -> Iterator[BurdenRow]:
    since, until = (
        datetime(day.year, day.month, day.day, tzinfo=now.tzinfo)
        for day in (month.first, month.next_first)
    )
    messages = uow.burden.messages(scope, since, until)
    questions = uow.burden.questions(scope, since, until)
    for village in villages:
        went = messages.get(village.id, _NONE)
        yield BurdenRow(
            village.name,
            month,
            went.unasked,
            went.answers,
            questions.get(village.id, 0),
            went.people,
        )
