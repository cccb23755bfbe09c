"""A record as values: what is written, and what is read back with all that became of it."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Literal, Protocol, TypeVar

Status = Literal["reported", "confirmed", "returned", "withdrawn"]
_DECISIONS = ("confirm", "return")
_UNDONE = ("unconfirm", "resubmit")


@dataclass(frozen=True, slots=True, kw_only=True)
class NewVersion:
    """What a record says, and whose word that is."""

    duties: tuple[str, ...]
    done_on: date
    by_id: int
    by_grant_id: int
    at: datetime
    period: str | None = None
    unit: int = 1
    title: str = ""
    body: str = ""
    time: str | None = None
    heads: int | None = None
    heads_expected: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewRecord:
    """A record to be logged, and the update that told of it."""

    village_id: int
    author_id: int
    author_grant_id: int
    logged_at: datetime
    content: NewVersion
    inbox_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewEvidence:
    """A file somebody sent; of no record or finding until it is known to what it belongs."""

    village_id: int
    kind: str
    file_id: str
    file_unique_id: str
    by_id: int
    by_grant_id: int
    at: datetime
    record_id: int | None = None
    album: str | None = None
    finding_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRow:
    """What became of a record in one of its versions."""

    id: int
    record_id: int
    version: int
    kind: str
    reason: str
    on_day: date
    by_id: int
    by_grant_id: int
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceRow:
    """A file that shows what was done; `alike`: earlier photos, each with a picture of both."""

    id: int
    record_id: int | None
    village_id: int
    kind: str
    file_id: str
    file_unique_id: str
    sha256: str | None
    path: str | None
    taken_at: datetime | None
    draft_id: int | None
    album: str | None
    refused: str | None
    alike: tuple[tuple[int, str], ...]
    by_id: int
    by_grant_id: int
    at: datetime
    finding_id: int | None = None
    about: str | None = None


class Happened(Protocol):
    """As much of an event as tells how its record stands."""

    @property
    def version(self) -> int: ...
    @property
    def kind(self) -> str: ...


Event = TypeVar("Event", bound=Happened)


def is_withdrawn(events: Sequence[Happened]) -> bool:
    """Whether the record was taken back, and not restored since."""
    kinds = [event.kind for event in events if event.kind in ("withdraw", "restore")]
    return kinds[-1:] == ["withdraw"]


def decided(version: int, events: Sequence[Event]) -> Event | None:
    """The confirmation or return that stands for this version."""
    decisions = [
        event for event in events if event.version == version and event.kind in _DECISIONS + _UNDONE
    ]
    return decisions[-1] if decisions and decisions[-1].kind in _DECISIONS else None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordRow:
    """A record in its newest version, which `by_id` wrote; `authors` wrote any of its versions."""

    id: int
    village_id: int
    author_id: int
    author_grant_id: int
    logged_at: datetime
    version: int
    duties: tuple[str, ...]
    done_on: date
    period: str | None
    unit: int
    title: str
    body: str
    time: str | None
    heads: int | None
    heads_expected: int | None
    by_id: int
    by_grant_id: int
    at: datetime
    authors: frozenset[int]
    events: tuple[EventRow, ...]
    evidence: tuple[EvidenceRow, ...]

    @property
    def photos(self) -> tuple[EvidenceRow, ...]:
        """The photos that were kept, or are still to be fetched; the same file once."""
        kept = [each for each in self.evidence if each.kind == "photo" and not each.refused]
        return tuple({each.file_unique_id: each for each in kept}.values())

    @property
    def papers(self) -> tuple[EvidenceRow, ...]:
        """Voice messages and documents likewise."""
        return tuple(each for each in self.evidence if each.kind != "photo" and not each.refused)

    @property
    def withdrawn(self) -> bool:
        return is_withdrawn(self.events)

    @property
    def decision(self) -> EventRow | None:
        """The confirmation or return that stands for this version."""
        return decided(self.version, self.events)

    @property
    def status(self) -> Status:
        if self.withdrawn:
            return "withdrawn"
        if self.decision is None:
            return "reported"
        return "confirmed" if self.decision.kind == "confirm" else "returned"

    @property
    def confirmed_on(self) -> date | None:
        return self.decision.on_day if self.decision and self.status == "confirmed" else None

    @property
    def returned_on(self) -> date | None:
        return self.decision.on_day if self.decision and self.status == "returned" else None

    def content(self, *, by_id: int, by_grant_id: int, at: datetime) -> NewVersion:
        """What the record says now, to be said anew by somebody."""
        said = {field.name: getattr(self, field.name) for field in fields(NewVersion)}
        return NewVersion(**said | {"by_id": by_id, "by_grant_id": by_grant_id, "at": at})
