"""Which reminders were given."""

from datetime import datetime

from sqlalchemy import select

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

    def stages(self, village_id: int, occurrence: str) -> list[str]:
        """The stages of which anybody was reminded of it, oldest first."""
        query = select(_reminder.c.stage).where(
            _reminder.c.village_id == village_id, _reminder.c.occurrence == occurrence
        )
        return list(self._db.execute(query.order_by(_reminder.c.id)).scalars())
