"""One act: who does it, when, in which transaction; most often on a village's book."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypedDict

from handlers.services.actor import Actor
from handlers.services.book import Book
from handlers.services.errors import Denied
from rubric.posts import Post
from storage.fact_rows import FactRow, Kind
from storage.facts import NewEvent
from storage.unit_of_work import UnitOfWork


class Signed(TypedDict):
    """Who wrote a row, in which post, and when."""

    by_id: int
    by_grant_id: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Deed:
    """Somebody does something in his post. `at` is aware, in the county's time zone."""

    uow: UnitOfWork
    actor: Actor
    at: datetime

    @property
    def day(self) -> date:
        return self.at.date()

    @property
    def signed(self) -> Signed:
        """Whose word a row is that is written now, and since when."""
        return {
            "by_id": self.actor.person_id,
            "by_grant_id": self.actor.grant_id,
            "at": self.at,
        }

    def require(self, entitled: frozenset[Post], matter: str = "") -> None:
        """Refuse an actor whose post is not among those entitled, naming them and the matter."""
        if self.actor.post not in entitled:
            raise Denied(tuple(sorted(entitled)), matter)

    def _happened(self, fact: Kind, number: int, village: int, new: NewEvent) -> None:
        self.uow.facts.event(fact, number, village, new)
        self._noted(f"{fact}.{new.kind}", f"{fact}:{number}", village, {})

    def _noted(
        self, action: str, subject: str, village: int | None, data: Mapping[str, Any]
    ) -> None:
        self.uow.audit.append(
            self.at,
            action,
            subject,
            data,
            person_id=self.actor.person_id,
            grant_id=self.actor.grant_id,
            village_id=village,
        )


@dataclass(frozen=True, slots=True)
class Act(Deed):
    """What every service that writes to a village's book is given.

    There is none upon a village that the actor may not see: OutOfScope.
    """

    book: Book
    inbox_id: int | None = None

    def __post_init__(self) -> None:
        self.actor.scope.require(self.book.village.id)

    def state(self, fact: Kind, action: str, /, *shown: str, **said: Any) -> int:
        """Write a fact as this actor states it; its number. The audit shows some of what is said:
        codes and numbers only.
        """
        number = self.uow.facts.state(fact, self.book.village.id, **said, **self.signed)
        self.note(action, f"{fact}:{number}", **{name: said[name] for name in shown})
        return number

    def fact_event(
        self,
        row: FactRow,
        kind: str,
        reason: str = "",
        *,
        day: date | None = None,
        data: Mapping[str, Any] | None = None,
    ) -> None:
        """Append what became of a fact (today, unless a day is said), and to the audit."""
        on_day = day or self.day
        new = NewEvent(kind=kind, on_day=on_day, reason=reason, data=data, **self.signed)
        self._happened(row.kind, row.id, row.village_id, new)

    def record_event(self, record_id: int, kind: str, reason: str = "") -> None:
        """Append what happened to a record, and to the audit."""
        self.uow.records.event(record_id, kind, reason, self.day, **self.signed)
        self.note(f"record.{kind}", f"record:{record_id}")

    def note(self, action: str, subject: str, **data: Any) -> None:
        """One audit row: ids and kinds only, no words of a person."""
        self._noted(action, subject, self.book.village.id, data)
