"""Which reminders were given."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import exists, func, select

from storage.repository import Repository
from storage.tables import Reminder

_reminder = Reminder.__table__


class Reminders(Repository):
    """Reminders: one for an occurrence, stage and person."""

    def claim(
        self, village_id: int, occurrence: str, stage: str, person_id: int, at: datetime
    ) -> bool:
        """Claim the right to remind; False if that reminder was given before."""
        key = {"village_id": village_id, "occurrence": occurrence, "stage": stage}
        return self._insert_once(_reminder, **key, person_id=person_id, at=at) is not None

    def told(self, villages: Collection[int], person_id: int, but_for: str) -> dict[int, list[str]]:
        """What the person was reminded of, by village, but for what has that stage too."""
        person = _reminder.c.person_id == person_id
        ended = _reminder.alias("ended")
        over = exists().where(
            ended.c.village_id == _reminder.c.village_id,
            ended.c.person_id == person_id,
            ended.c.occurrence == _reminder.c.occurrence,
            ended.c.stage == but_for,
        )
        what = (_reminder.c.village_id, _reminder.c.occurrence)
        near = _reminder.c.village_id.in_(sorted(villages))
        query = select(*what).where(person, near, ~over).group_by(*what)
        found: dict[int, list[str]] = {}
        for village, occurrence in self._db.execute(query.order_by(func.min(_reminder.c.id))):
            found.setdefault(village, []).append(occurrence)
        return found

    def stages(self, village_id: int, occurrence: str) -> list[str]:
        """The stages of which anybody was reminded of it, oldest first."""
        query = select(_reminder.c.stage).where(
            _reminder.c.village_id == village_id, _reminder.c.occurrence == occurrence
        )
        return list(self._db.execute(query.order_by(_reminder.c.id)).scalars())
