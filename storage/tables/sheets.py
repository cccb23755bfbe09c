"""Tables of scoring by people: what is being scored, what was sealed, and what was drawn by lot."""

from datetime import date
from typing import Any

from sqlalchemy import JSON
from sqlalchemy import UniqueConstraint as Unique
from sqlmodel import Field

from storage.tables.base import OfVillage, Signed, one_of

LEVELS = ("town", "spot", "city")


class Scoring(OfVillage, table=True):
    """A village being scored at a level: by its town, at a spot check (抽查), or by the city.

    `items` are those to be looked at, all of them where it is empty. `corrects_id` is the sealed
    sheet that the new one is to correct, `reason` why. `number` counts a village's scorings from 1:
    of two that are begun at once the database keeps one.
    """

    __table_args__ = (
        one_of("level", *LEVELS),
        Unique("village_id", "scheme_id", "year", "level", "number"),
    )
    scheme_id: str
    year: int
    level: str
    number: int
    items: list[int] = Field(default_factory=list, sa_type=JSON)
    corrects_id: int | None = None
    reason: str = ""


class ScoringEvent(Signed, table=True):
    """One step of a scoring; `evidence_hash` is of what the person was shown."""

    __table_args__ = (one_of("kind", "give", "submit", "send_back", "sign", "seal", "drop"),)
    scoring_id: int = Field(foreign_key="scoring.id", index=True)
    kind: str
    item: int | None = None
    points: str | None = None
    reason: str = ""
    evidence_hash: str = ""


class Sheet(OfVillage, table=True):
    """A sealed score sheet (评分表), signed by who sealed it. Never changed: a correction is new.

    `content` is all that is printed on it; `sheet_hash` is over it, `evidence_hash` over the facts
    it was computed from; `chain_seq` and `chain_head` are the end of the audit chain when sealed.
    """

    __table_args__ = (
        one_of("level", *LEVELS),
        Unique("village_id", "scheme_id", "year", "level", "number"),
    )
    scheme_id: str
    scheme_version: str
    year: int
    level: str
    number: int
    scoring_id: int = Field(foreign_key="scoring.id", unique=True)
    corrects_id: int | None = Field(default=None, foreign_key="sheet.id")
    reason: str = ""
    as_of: date
    content: dict[str, Any] = Field(sa_type=JSON)
    evidence_hash: str
    sheet_hash: str
    chain_seq: int
    chain_head: str


class Draw(Signed, table=True):
    """A sample drawn by lot with a recorded seed, so that anybody can draw it again."""

    what: str
    scheme_id: str
    year: int
    place_id: int = Field(foreign_key="place.id")
    seed: str
    population: list[int] = Field(sa_type=JSON)
    sample: list[int] = Field(sa_type=JSON)
