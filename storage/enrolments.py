"""Which village is under which scheme, from when on."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Date, bindparam, case, or_, select

from storage.repository import Repository
from storage.scope import Scope
from storage.tables import Cycle, Enrolment

_enrolment, _cycle = Enrolment.__table__, Cycle.__table__
_ends_on = _enrolment.c.ends_on
_TODAY = bindparam("today", type_=Date())
_CYCLE = (
    select(_cycle.c.starts_on)
    .where(_cycle.c.enrolment_id == _enrolment.c.id)
    .order_by(case((_cycle.c.starts_on <= _TODAY, 0), else_=1), _cycle.c.id.desc())
    .limit(1)
    .scalar_subquery()
)
"""Of the cycles that have begun the one said last; if none has, the one said last of all."""
_EVER = select(_enrolment, _CYCLE.label("cycle_start")).order_by(_enrolment.c.id)
_CURRENT = _EVER.where(
    _enrolment.c.starts_on <= _TODAY,
    or_(_ends_on.is_(None), _ends_on >= _TODAY),
)
_OF_VILLAGES = _CURRENT.where(_enrolment.c.village_id.in_(bindparam("villages", expanding=True)))
_EVER_OF = _EVER.where(_enrolment.c.village_id == bindparam("village"))
_OF_VILLAGE = _CURRENT.where(_enrolment.c.village_id == bindparam("village"))


@dataclass(frozen=True, slots=True)
class EnrolmentRow:
    """A village is under a scheme from a day on; `cycle_start` is of its cycle as of a day."""

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
        """Say when a cycle (创建周期) of the village under the scheme begins; the former stay."""
        self._insert(_cycle, enrolment_id=enrolment_id, starts_on=first)

    def end(self, enrolment_id: int, last: date) -> None:
        """Say on which day it holds for the last time."""
        self._change(_enrolment, enrolment_id, ends_on=last)

    def ever(self, village_id: int, today: date) -> list[EnrolmentRow]:
        """All the village's enrolments, begun or not, ended or not."""
        given = {"village": village_id, "today": today}
        return [EnrolmentRow(**row) for row in self._db.execute(_EVER_OF, given).mappings()]

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
        given = {"villages": sorted(scope.villages or ()), "today": today}
        query = _CURRENT if scope.villages is None else _OF_VILLAGES
        return [EnrolmentRow(**row) for row in self._db.execute(query, given).mappings()]
