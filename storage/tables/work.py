"""Tables of slow work, limits and proof."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Index
from sqlalchemy import UniqueConstraint as Unique
from sqlmodel import Field

from storage.tables.base import Ledger, Numbered, one_of
from storage.types import Instant


class Job(Numbered, table=True):
    """Slow work. `run_after` of a running job is the end of its lease: then another takes it."""

    __table_args__ = (
        Index(None, "state", "run_after"),
        one_of("state", "open", "running", "done", "failed"),
    )
    key: str | None = Field(default=None, unique=True)
    kind: str
    payload: dict[str, Any] = Field(sa_type=JSON)
    state: str = "open"
    tries: int = 0
    run_after: datetime = Field(sa_type=Instant)
    created_at: datetime = Field(sa_type=Instant)
    done_at: datetime | None = Field(default=None, sa_type=Instant)
    error: str = ""


class Reminder(Numbered, table=True):
    """A reminder that was given: once for an occurrence, stage and person."""

    __table_args__ = (Unique("occurrence", "stage", "person_id", "village_id"),)
    village_id: int = Field(foreign_key="place.id")
    occurrence: str
    stage: str
    person_id: int = Field(foreign_key="person.id", index=True)
    at: datetime = Field(sa_type=Instant)


class Audit(Ledger, table=True):
    """A hash chain over ids and codes; erasing a person leaves it whole."""

    seq: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    at: datetime = Field(sa_type=Instant)
    person_id: int | None = None
    grant_id: int | None = None
    village_id: int | None = None
    action: str
    subject: str
    data: dict[str, Any] = Field(sa_type=JSON)
    prev_hash: str
    hash: str


class AuditHead(Numbered, table=True):
    """The end of the chain: one row, locked by whoever appends."""

    seq: int
    hash: str


class Setting(Ledger, table=True):
    """A value the program keeps for itself, such as its last tick."""

    key: str = Field(primary_key=True)
    value: Any = Field(sa_type=JSON)
