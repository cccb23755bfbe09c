"""Suggestions, complaints and appeals, and their answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, or_, select

from storage.errors import NotFound
from storage.repository import Repository
from storage.tables import Feedback, Place, PostGrant

_feedback, _grant, _place = Feedback.__table__, PostGrant.__table__, Place.__table__
_asked_from = _feedback.outerjoin(_grant, _grant.c.id == _feedback.c.grant_id)
_TOLD = select(_feedback, _grant.c.place_id).select_from(_asked_from).order_by(_feedback.c.id)


@dataclass(frozen=True, slots=True)
class FeedbackRow:
    """What somebody wants to be heard on; `subject` says of what (a card, an item).

    `place_id` is where he held the post in which he said it; None if he held none.
    """

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
    place_id: int | None


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
        row = self._db.execute(_TOLD.where(_feedback.c.id == feedback_id)).mappings().one_or_none()
        if row is None:
            raise NotFound("意见建议", feedback_id)
        return FeedbackRow(**row)

    def unanswered(self, place_id: int) -> list[FeedbackRow]:
        """What was said in the place or below it and nobody answered, oldest first."""
        return self._said_under(place_id, _feedback.c.answered_at.is_(None))

    def since(self, at: datetime, place_id: int) -> list[FeedbackRow]:
        """All that was said there from that moment on, answered or not, oldest first."""
        return self._said_under(place_id, _feedback.c.at >= at)

    def _said_under(self, place_id: int, condition: ColumnElement[bool]) -> list[FeedbackRow]:
        rows = self._db.execute(_TOLD.where(_at_or_below(place_id), condition)).mappings()
        return [FeedbackRow(**row) for row in rows]

    def answer(self, feedback_id: int, person_id: int, text: str, at: datetime) -> bool:
        """Answer it; False if somebody answered before."""
        still_open = (_feedback.c.id == feedback_id, _feedback.c.answered_at.is_(None))
        values = {"answered_by": person_id, "answer": text, "answered_at": at}
        return bool(self._update(_feedback, *still_open, **values))


def _at_or_below(place_id: int) -> ColumnElement[bool]:
    """Villages hang below towns, and towns below the city."""
    children = select(_place.c.id).where(_place.c.parent_id == place_id)
    below = select(_place.c.id).where(
        or_(
            _place.c.id == place_id,
            _place.c.parent_id == place_id,
            _place.c.parent_id.in_(children),
        )
    )
    return _grant.c.place_id.in_(below)
