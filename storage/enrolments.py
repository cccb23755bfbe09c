"""Which village is under which scheme, from when on."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, or_, select

from storage.repository import Repository
from storage.scope import Scope
from storage.tables import Enrolment

_enrolment = Enrolment.__table__


@dataclass(frozen=True, slots=True)
class EnrolmentRow:
    """A village is under a scheme from a day on."""

    id: int
    village_id: int
    scheme_id: str
    starts_on: date
    ends_on: date | None


class Enrolments(Repository):
    """Villages under schemes."""

    def add(self, village_id: int, scheme_id: str, starts_on: date) -> int | None:
        """Enrol a village; None if it was enrolled from that day before."""
        values = {"village_id": village_id, "scheme_id": scheme_id, "starts_on": starts_on}
        return self._insert_once(_enrolment, **values)

    def of(self, village_id: int, today: date) -> list[EnrolmentRow]:
        """The village's enrolments that have begun and not ended."""
        return self._list(_enrolment.c.village_id == village_id, _current(today))

    def current(self, scope: Scope, today: date) -> list[EnrolmentRow]:
        """All enrolments of the villages in scope that have begun and not ended."""
        return self._list(scope.covers(_enrolment.c.village_id), _current(today))

    def _list(self, *conditions: ColumnElement[bool]) -> list[EnrolmentRow]:
        query = select(_enrolment).where(*conditions).order_by(_enrolment.c.id)
        return [EnrolmentRow(**row) for row in self._db.execute(query).mappings()]


def _current(today: date) -> ColumnElement[bool]:
    ends_on = _enrolment.c.ends_on
    return (_enrolment.c.starts_on <= today) & or_(ends_on.is_(None), ends_on >= today)
