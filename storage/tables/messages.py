"""Tables of conversations: what came in, what is begun, what goes out."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, Index, text
from sqlalchemy import UniqueConstraint as Unique
from sqlmodel import Field

from storage.tables.base import Numbered, one_of
from storage.types import Instant

_AWAITING = text("awaits_text AND closed_at IS NULL")


class Inbox(Numbered, table=True):
    """An update as it came, kept before it is confirmed to the messenger."""

    __table_args__ = (
        Unique("bot_id", "update_id"),
        Index(None, "state", "sender", "id"),
        Index(None, "state", "id"),
        one_of("state", "open", "done", "parked"),
    )
    bot_id: int = Field(sa_type=BigInteger)
    update_id: int = Field(sa_type=BigInteger)
    sender: str
    body: dict[str, Any] = Field(sa_type=JSON)
    received_at: datetime = Field(sa_type=Instant)
    written_on: date
    state: str = "open"
    tries: int = 0
    not_before: datetime | None = Field(default=None, sa_type=Instant)
    error: str = ""
    done_at: datetime | None = Field(default=None, sa_type=Instant)
    person_id: int | None = Field(default=None, foreign_key="person.id", index=True)


class Draft(Numbered, table=True):
    """What a person has begun; at most one open draft a person waits for his next words."""

    __table_args__ = (
        Index(
            "uq_draft_awaiting",
            "person_id",
            unique=True,
            sqlite_where=_AWAITING,
            postgresql_where=_AWAITING,
        ),
    )
    person_id: int = Field(foreign_key="person.id", index=True)
    kind: str
    data: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    awaits_text: bool
    opened_at: datetime = Field(sa_type=Instant)
    closed_at: datetime | None = Field(default=None, sa_type=Instant)


class Card(Numbered, table=True):
    """A message with buttons that lives on a screen and is edited in place."""

    __table_args__ = (Index(None, "chat_id", "kind", "id"),)
    token: str = Field(unique=True)
    person_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    chat_id: str
    kind: str
    data: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    version: int = 1
    buttons: list[Any] = Field(default_factory=list, sa_type=JSON)
    text: str
    message_id: int | None = Field(default=None, sa_type=BigInteger)
    created_at: datetime = Field(sa_type=Instant)
    updated_at: datetime = Field(sa_type=Instant)


class Act(Numbered, table=True):
    """A button that acted: once for each version of its card."""

    __table_args__ = (Unique("card_id", "version", "button"),)
    card_id: int = Field(foreign_key="card.id")
    version: int
    button: int
    at: datetime = Field(sa_type=Instant)


class Outbox(Numbered, table=True):
    """What is to be said. `urgency`: 0 a reply, 1 a receipt, 2 news to others, 3 a reminder.

    Nobody `asked` for a reminder; a `question` waits for an act of its reader.
    """

    __table_args__ = (
        Index(None, "state", "chat_id", "urgency", "id"),
        Index(None, "state", "urgency", "id"),
        Index(None, "card_id", "card_version"),
        one_of("method", "send", "edit", "photo", "document"),
        one_of("state", "open", "sending", "sent", "doubt", "failed", "superseded"),
    )
    key: str | None = Field(default=None, unique=True)
    chat_id: str
    person_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    grant_id: int | None = Field(default=None, foreign_key="post_grant.id", index=True)
    card_id: int | None = Field(default=None, foreign_key="card.id")
    card_version: int | None = None
    method: str
    payload: dict[str, Any] = Field(sa_type=JSON)
    urgency: int
    asked: bool = True
    question: bool = False
    state: str = "open"
    not_before: datetime | None = Field(default=None, sa_type=Instant)
    tries: int = 0
    created_at: datetime = Field(sa_type=Instant)
    sending_since: datetime | None = Field(default=None, sa_type=Instant)
    sent_at: datetime | None = Field(default=None, sa_type=Instant)
    message_id: int | None = Field(default=None, sa_type=BigInteger)
    error: str = ""


class Feedback(Numbered, table=True):
    """A suggestion, complaint or appeal, and its answer."""

    __table_args__ = (one_of("kind", "suggestion", "complaint", "appeal"),)
    person_id: int = Field(foreign_key="person.id", index=True)
    grant_id: int | None = Field(default=None, foreign_key="post_grant.id")
    kind: str
    subject: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    text: str
    at: datetime = Field(sa_type=Instant)
    answered_by: int | None = Field(default=None, foreign_key="person.id")
    answer: str = ""
    answered_at: datetime | None = Field(default=None, sa_type=Instant)
