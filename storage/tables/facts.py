"""Tables of the facts about a village that are neither records nor findings.

A row says what was stated, and never changes. What became of it (confirmed, taken a step further,
done, lifted, withdrawn) are rows of `fact_event`.
"""

from datetime import date
from typing import Any

from sqlalchemy import JSON, Index
from sqlmodel import Field

from storage.tables.base import OfVillage, one_of


class StateSeen(OfVillage, table=True):
    """A count or yes/no as seen on a day."""

    name: str
    value: int | bool = Field(sa_type=JSON)
    seen_on: date
    note: str = ""


class Task(OfVillage, table=True):
    """An assigned one-off. Of a cross-inspection `target_id` is the village to be inspected."""

    duty: str
    due: date
    text: str = ""
    target_id: int | None = Field(default=None, foreign_key="place.id")
    round: str | None = None


class Matter(OfVillage, table=True):
    """A decision or project; its steps are events."""

    kind: str
    title: str


class Assessment(OfVillage, table=True):
    """Somebody entitled looked at an item and said so."""

    scheme_id: str
    item: int
    on_day: date
    note: str = ""


class Honour(OfVillage, table=True):
    """A publication or endorsement of one piece of work; `source` is where it can be read."""

    kind: str
    on_day: date
    piece: str
    source: str = ""


class Veto(OfVillage, table=True):
    """What stands in the way of any standing once it is countersigned, until lifted."""

    kind: str
    on_day: date
    reason: str = ""


class Grade(OfVillage, table=True):
    """One grade of one item of a scheme with grades, given by one level."""

    scheme_id: str
    item: int
    grade: str
    level: str
    on_day: date
    note: str = ""


class Negative(OfVillage, table=True):
    """Something of a scheme's negative list (负面清单) that happened."""

    scheme_id: str
    kind: str
    on_day: date
    note: str = ""


class NotApplicable(OfVillage, table=True):
    """An item of a scheme with grades that does not apply to the village, and why."""

    scheme_id: str
    item: int
    reason: str


class Recognition(OfVillage, table=True):
    """A village put forward for a standing (认定); how far it came are events."""

    scheme_id: str
    year: int
    standing: str


class FactEvent(OfVillage, table=True):
    """What became of a fact; `data` holds what the kind of event needs besides."""

    __table_args__ = (
        Index(None, "fact", "fact_id"),
        one_of(
            "fact",
            "state",
            "task",
            "matter",
            "assessment",
            "honour",
            "veto",
            "grade",
            "negative",
            "not_applicable",
            "recognition",
        ),
    )
    fact: str
    fact_id: int
    kind: str
    on_day: date
    reason: str = ""
    data: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
