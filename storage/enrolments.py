"""Which village is under which scheme, from when on."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import bindparam, or_, select

from storage.repository import Repository
from storage.scope import Scope
from storage.tables import Enrolment

_enrolment = Enrolment.__table__
_ends_on = _enrolment.c.ends_on
_CURRENT = (
    select(_enrolment)
    .where(
        _enrolment.c.starts_on <= bindparam("today"),
        or_(_ends_on.is_(None), _ends_on >= bindparam("today")),
    )
    .order_by(_enrolment.c.id)
)
_OF_VILLAGE = _CURRENT.where(_enrolment.c.village_id == bindparam("village"))


@dataclass(frozen=True, slots=True)
class EnrolmentRow:
    """A village is under a scheme from a day on."""

    id: int
    village_id: int
    scheme_id: str
    starts_on: date
    ends_on: date | None
    cycle_start: date | None = None


class Enrolments(Repository):
    """Villages under schemes."""

    def add(self, village_id: int, scheme_id: str, starts_on: date) -> int | None:
        """Enrol a village; None if it was enrolled from that day before."""
        values = {"village_id": village_id, "scheme_id": scheme_id, "starts_on": starts_on}
        return self._insert_once(_enrolment, **values)

    def start_cycle(self, enrolment_id: int, first: date) -> None:
        """Say when the village's cycle (创建周期) under the scheme begins."""
        self._change(_enrolment, enrolment_id, cycle_start=first)

    def end(self, enrolment_id: int, last: date) -> None:
        """Say on which day it holds for the last time."""
        self._change(_enrolment, enrolment_id, ends_on=last)

    def ever(self, village_id: int) -> list[EnrolmentRow]:
        """All the village's enrolments, begun or not, ended or not."""
        return [EnrolmentRow(**row) for row in self._all(_enrolment, village_id=village_id)]

    def of(self, village_id: int, today: date) -> list[EnrolmentRow]:
        """The village's enrolments that have begun and not ended."""
        given = {"village": village_id, "today": today}
        return [EnrolmentRow(**row) for row in self._db.execute(_OF_VILLAGE, given).mappings()]

    def schemes_of(self, village_id: int) -> frozenset[str]:
        """What the village is under for good, begun or not."""
        rows = self._all(_enrolment, village_id=village_id)
        return frozenset(row["scheme_id"] for row in rows if row["ends_on"] is None)

    def current(self, scope: Scope, today: date) -> list[EnrolmentRow]:
        """All enrolments of the villages in scope that have begun and not ended."""
        query = _CURRENT.where(scope.covers(_enrolment.c.village_id))
        return [EnrolmentRow(**row) for row in self._db.execute(query, {"today": today}).mappings()]
