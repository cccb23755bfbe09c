"""How many messages and questions went to the people of each village: counts alone, no words."""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import func, select

from storage.repository import Repository
from storage.scope import Scope
from storage.tables import Outbox, PostGrant

_outbox, _grant = Outbox.__table__, PostGrant.__table__
_MESSAGES = ("send", "photo", "document")


class Messages(NamedTuple):
    """Messages that went out in a stretch of time, and to how many people."""

    unasked: int
    answers: int
    people: int


class Burden(Repository):
    """What the assistant cost the villages; an edit in place is no message."""

    def messages(self, scope: Scope, since: datetime, until: datetime) -> Mapping[int, Messages]:
        """By village, of those who hold a post there; `until` is no more part of it."""
        unasked = func.count().filter(~_outbox.c.asked)
        query = (
            select(
                _grant.c.place_id,
                unasked,
                func.count() - unasked,
                func.count(_outbox.c.person_id.distinct()),
            )
            .join(_grant, _grant.c.id == _outbox.c.grant_id)
            .where(
                scope.covers(_grant.c.place_id),
                _outbox.c.method.in_(_MESSAGES),
                _outbox.c.state == "sent",
                _outbox.c.sent_at >= since,
                _outbox.c.sent_at < until,
            )
            .group_by(_grant.c.place_id)
        )
        return {row[0]: Messages(*row[1:]) for row in self._db.execute(query)}

    def questions(self, scope: Scope, since: datetime, until: datetime) -> Mapping[int, int]:
        """How often somebody was asked to do or say something, by village of his post.

        A card that was edited into a question asks as well as a new one.
        """
        query = (
            select(_grant.c.place_id, func.count())
            .join(_grant, _grant.c.id == _outbox.c.grant_id)
            .where(
                scope.covers(_grant.c.place_id),
                _outbox.c.question,
                _outbox.c.state == "sent",
                _outbox.c.sent_at >= since,
                _outbox.c.sent_at < until,
            )
            .group_by(_grant.c.place_id)
        )
        return {row[0]: row[1] for row in self._db.execute(query)}
