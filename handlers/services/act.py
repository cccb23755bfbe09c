"""One act: who does it, when, on which village's book, in which transaction."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypedDict

from handlers.services.actor import Actor
from handlers.services.book import Book
from handlers.services.errors import Denied
from rubric.posts import Post
from storage.unit_of_work import UnitOfWork


class Signed(TypedDict):
    """Who wrote a row, in which post, and when."""

    by_id: int
    by_grant_id: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Act:
    """What every service that writes is given. `at` is aware, in the village's time zone."""

    uow: UnitOfWork
    book: Book
    actor: Actor
    at: datetime
    inbox_id: int | None = None

    @property
    def day(self) -> date:
        return self.at.date()

    @property
    def signed(self) -> Signed:
        """Whose word a row is that this act writes, and since when."""
        return {
            "by_id": self.actor.person_id,
            "by_grant_id": self.actor.grant_id,
            "at": self.at,
        }

    def require(self, entitled: frozenset[Post]) -> None:
        """Refuse an actor whose post is not among those entitled, naming them."""
        if self.actor.post not in entitled:
            raise Denied(tuple(sorted(entitled)))

    def record_event(self, record_id: int, kind: str, reason: str = "") -> None:
        """Append what happened to a record, and to the audit."""
        self.uow.records.event(record_id, kind, reason, self.day, **self.signed)
        self.note(f"record.{kind}", f"record:{record_id}")

    def note(self, action: str, subject: str, **data: Any) -> None:
        """One audit row: ids and kinds only, no words of a person."""
        self.uow.audit.append(
            self.at,
            action,
            subject,
            data,
            person_id=self.actor.person_id,
            grant_id=self.actor.grant_id,
            village_id=self.book.village.id,
        )
