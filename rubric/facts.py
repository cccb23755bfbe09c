"""What is known of a village: the facts a score is computed from. Values only."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from rubric.period import Period

ALWAYS = date.min
"""The day "from which on" of a fact that says `true` without a day."""


@dataclass(frozen=True, slots=True)
class Profile:
    """What a scheme must know of the village itself."""

    party_groups: int = 0
    enrolled_on: date | None = None
    cycle_start: date | None = None
    not_applicable: frozenset[int] = frozenset()

    def cycle_year(self, year: int) -> int | None:
        """The how-manieth year of its cycle (创建周期) this is; a cycle starts with enrolment."""
        start = self.cycle_start or self.enrolled_on
        return year - start.year + 1 if start else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What was done. `confirmed` and `returned` hold the day from which on, or None."""

    duties: tuple[str, ...]
    done_on: date
    period: Period | None = None
    unit: int = 1
    title: str = ""
    confirmed: date | None = None
    returned: date | None = None
    ref: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What a checker established; with `due` a rectification."""

    item: int
    kind: str
    found_on: date
    count: int = 1
    due: date | None = None
    settled_on: date | None = None
    cleared_on: date | None = None
    amount: Decimal | None = None
    reason: str = ""
    ref: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """A count or yes/no that holds until seen otherwise."""

    name: str
    value: int | bool
    seen_on: date
    confirmed: date | None = None
    ref: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """An assigned one-off."""

    duty: str
    due: date
    done_on: date | None = None
    confirmed: date | None = None
    ref: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """A decision or project that goes through ordered steps."""

    kind: str
    title: str
    steps: Mapping[str, date] = field(default_factory=lambda: MappingProxyType({}))
    concluded_on: date | None = None
    confirmed: date | None = None
    ref: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """Somebody entitled looked at an item and said so."""

    item: int
    on: date
    ref: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Honour:
    """A publication or endorsement; several of one `piece` count once."""

    kind: str
    on: date
    piece: str
    ref: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Veto:
    """What stands in the way of any standing, until lifted."""

    kind: str
    on: date
    lifted_on: date | None = None
    ref: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grade:
    """One grade of one item, given by one level on a day."""

    item: int
    grade: str
    by: str
    on: date
    ref: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NegativeEntry:
    """Something of the negative list (负面清单) that happened."""

    kind: str
    on: date
    ref: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Everything known of one village. The order within each tuple means nothing."""

    profile: Profile = Profile()
    records: tuple[Record, ...] = ()
    findings: tuple[Finding, ...] = ()
    states: tuple[State, ...] = ()
    tasks: tuple[Task, ...] = ()
    matters: tuple[Matter, ...] = ()
    assessments: tuple[Assessment, ...] = ()
    honours: tuple[Honour, ...] = ()
    vetoes: tuple[Veto, ...] = ()
    grades: tuple[Grade, ...] = ()
    negatives: tuple[NegativeEntry, ...] = ()
