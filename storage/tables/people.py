"""Tables of places, people and the posts they hold."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Index
from sqlalchemy import UniqueConstraint as Unique
from sqlmodel import Field

from storage.tables.base import Numbered, one_of
from storage.types import Instant


class Place(Numbered, table=True):
    """A city, a town or a village."""

    __table_args__ = (Unique("parent_id", "name"), one_of("kind", "city", "town", "village"))
    kind: str
    name: str
    parent_id: int | None = Field(default=None, foreign_key="place.id")
    profile: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    contact: str = ""


class Person(Numbered, table=True):
    """Somebody who holds or held a post; `code` tells namesakes apart in rosters."""

    code: str | None = Field(default=None, unique=True)
    name: str


class Account(Numbered, table=True):
    """Where a person is reached."""

    __table_args__ = (Unique("channel", "external_id"),)
    person_id: int = Field(foreign_key="person.id", index=True)
    channel: str = "telegram"
    external_id: str
    chat_id: str = Field(index=True)
    bound_at: datetime = Field(sa_type=Instant)
    unreachable_at: datetime | None = Field(default=None, sa_type=Instant)
    chosen_grant_id: int | None = Field(default=None, foreign_key="post_grant.id")
    unbound_at: datetime | None = Field(default=None, sa_type=Instant)
    """Since when this phone is the person's no more; the row stays, so that it can be told why."""


class PostGrant(Numbered, table=True):
    """A post in a place, held by a person for a time."""

    __table_args__ = (Index(None, "place_id", "post"),)
    person_id: int = Field(foreign_key="person.id", index=True)
    post: str
    place_id: int = Field(foreign_key="place.id")
    starts_on: date
    ended_at: datetime | None = Field(default=None, sa_type=Instant)
    accepted_at: datetime | None = Field(default=None, sa_type=Instant)
    replaces_id: int | None = None
    """The grant that ends when this one is taken up, where a roster or the town named one."""
    stands_in_for_id: int | None = None
    """The grant of whoever is on leave (请假) while this one holds for him."""


class Invite(Numbered, table=True):
    """A secret by which a person takes up a grant, once.

    It follows from `nonce` and a key that is not in the database; its hash is keyed as well.
    """

    __table_args__ = (one_of("kind", "link", "code"),)
    grant_id: int = Field(foreign_key="post_grant.id", index=True)
    kind: str
    nonce: str
    secret_hash: str = Field(unique=True)
    expires_at: datetime = Field(sa_type=Instant)
    used_at: datetime | None = Field(default=None, sa_type=Instant)
    burned_at: datetime | None = Field(default=None, sa_type=Instant)
    created_at: datetime = Field(sa_type=Instant)


class InviteTry(Numbered, table=True):
    """A secret that was tried; guesses are limited for each account and in all."""

    external_id: str
    at: datetime = Field(sa_type=Instant, index=True)


class Consent(Numbered, table=True):
    """A person read the notice about personal data and went on."""

    __table_args__ = (Unique("person_id", "notice_version"),)
    person_id: int = Field(foreign_key="person.id")
    notice_version: str
    at: datetime = Field(sa_type=Instant)
