"""Tables of what is known of a village."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON
from sqlalchemy import UniqueConstraint as Unique
from sqlmodel import Field

from storage.tables.base import Numbered, OfVillage, Signed, one_of
from storage.types import Instant


class Enrolment(Numbered, table=True):
    """A village is under a scheme from a day on."""

    __table_args__ = (Unique("village_id", "scheme_id", "starts_on"),)
    village_id: int = Field(foreign_key="place.id")
    scheme_id: str
    starts_on: date
    ends_on: date | None = None


class Cycle(Numbered, table=True):
    """A cycle (创建周期) of a village under a scheme; who said so is in the audit."""

    enrolment_id: int = Field(foreign_key="enrolment.id", index=True)
    starts_on: date


class Record(Numbered, table=True):
    """What was done, as somebody logged it; what it says is in its versions."""

    village_id: int = Field(foreign_key="place.id", index=True)
    author_id: int = Field(foreign_key="person.id", index=True)
    author_grant_id: int = Field(foreign_key="post_grant.id")
    logged_at: datetime = Field(sa_type=Instant)
    inbox_id: int | None = Field(default=None, foreign_key="inbox.id")
    import_key: str | None = Field(default=None, unique=True)
    """What an imported line told, as a hash: the same line is imported once."""


class RecordVersion(Signed, table=True):
    """What a record says; a correction is a new version."""

    __table_args__ = (Unique("record_id", "version"),)
    record_id: int = Field(foreign_key="record.id")
    version: int
    duties: list[str] = Field(sa_type=JSON)
    done_on: date
    period: str | None = None
    unit: int = 1
    title: str = ""
    body: str = ""
    time: str | None = None
    heads: int | None = None
    heads_expected: int | None = None


class RecordEvent(Signed, table=True):
    """What became of a record. `version` is the one seen: a corrected record stands open again."""

    __table_args__ = (
        one_of(
            "kind",
            "confirm",
            "return",
            "withdraw",
            "restore",
            "unconfirm",
            "resubmit",
            "ask_correction",
            "refuse_correction",
        ),
    )
    record_id: int = Field(foreign_key="record.id", index=True)
    version: int
    kind: str
    reason: str = ""
    on_day: date


class Evidence(OfVillage, table=True):
    """A photo, voice message or document; of no record or finding until somebody says of which.

    `about` names what else it shows and which part of it: matter:12/propose, honour:5; `whole` is
    that without the part.
    `refused` says why its bytes are not kept; `prints` and `alike` find a photo used before.
    """

    __table_args__ = (one_of("kind", "photo", "voice", "document"),)
    record_id: int | None = Field(default=None, foreign_key="record.id", index=True)
    kind: str
    file_id: str
    file_unique_id: str = Field(index=True)
    sha256: str | None = None
    path: str | None = None
    taken_at: datetime | None = Field(default=None, sa_type=Instant)
    draft_id: int | None = Field(default=None, foreign_key="draft.id", index=True)
    album: str | None = Field(default=None, index=True)
    refused: str | None = None
    prints: bytes | None = None
    alike: list[list[Any]] | None = Field(default=None, sa_type=JSON)
    finding_id: int | None = Field(default=None, foreign_key="finding.id", index=True)
    about: str | None = None
    whole: str | None = Field(default=None, index=True)


class Finding(OfVillage, table=True):
    """What a checker established; with `due` a rectification. Numbered by village and year."""

    __table_args__ = (Unique("village_id", "year", "number"),)
    year: int
    number: int
    scheme_id: str
    item: int
    kind: str
    text: str = ""
    count: int = 1
    amount: str | None = None
    reason: str = ""
    found_on: date
    due: date | None = None


class FindingEvent(Signed, table=True):
    """What became of a finding; of an extension `on_day` is the new due day or the one wished for.

    `data` of `classify`: the kind it is from then on, with its item, count, amount and reason.
    """

    __table_args__ = (
        one_of(
            "kind",
            "settle",
            "clear",
            "report",
            "dispute",
            "uphold",
            "extend",
            "ask_extension",
            "refuse_extension",
            "send_back",
            "classify",
            "no_due",
        ),
    )
    finding_id: int = Field(foreign_key="finding.id", index=True)
    kind: str
    reason: str = ""
    on_day: date
    data: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
