"""Suggestions, complaints and appeals, and their answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from storage.errors import NotFound
from storage.repository import Repository
from storage.tables import Feedback

_feedback = Feedback.__table__


@dataclass(frozen=True, slots=True)
class FeedbackRow:
    """What somebody wants to be heard on; `subject` says of what (a card, an item)."""

    id: int
    person_id: int
    grant_id: int | None
    kind: str
    subject: Mapping[str, Any]
    text: str
    at: datetime
    answered_by: int | None
    answer: str
    answered_at: datetime | None


class Voices(Repository):
    """Feedback."""

    def add(
        self,
        person_id: int,
        grant_id: int | None,
        kind: str,
        subject: Mapping[str, Any],
        text: str,
        at: datetime,
    ) -> int:
        values = {"person_id": person_id, "grant_id": grant_id, "kind": kind, "text": text}
        return self._insert(_feedback, **values, subject=dict(subject), at=at)

    def get(self, feedback_id: int) -> FeedbackRow:
        query = select(_feedback).where(_feedback.c.id == feedback_id)
        row = self._db.execute(query).mappings().one_or_none()
        if row is None:
            raise NotFound("意见建议", feedback_id)
        return FeedbackRow(**row)

    def unanswered(self) -> list[FeedbackRow]:
        query = select(_feedback).where(_feedback.c.answered_at.is_(None)).order_by(_feedback.c.id)
        return [FeedbackRow(**row) for row in self._db.execute(query).mappings()]

    def answer(self, feedback_id: int, person_id: int, text: str, at: datetime) -> bool:
        """Answer it; False if somebody answered before."""
        still_open = (_feedback.c.id == feedback_id, _feedback.c.answered_at.is_(None))
        values = {"answered_by": person_id, "answer": text, "answered_at": at}
        return bool(self._update(_feedback, *still_open, **values))
