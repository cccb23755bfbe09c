"""A fact that was stated, with what became of it: what the score sees of it, and what people do."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from typing import Any, Literal

from sqlalchemy import RowMapping

from rubric import facts

Kind = Literal[
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
]
Status = Literal["open", "confirmed", "returned", "withdrawn"]
Fact = (
    facts.State
    | facts.Task
    | facts.Matter
    | facts.Assessment
    | facts.Honour
    | facts.Veto
    | facts.Grade
    | facts.NegativeEntry
)

COUNTED_ONCE = {"honour": "confirm", "veto": "countersign"}
"""Facts that count only from somebody's second signature on, and the event that is it."""
_OPPOSITES = {
    "confirm": ("confirm", "unconfirm", "return", "send_back", "undone", "reopen"),
    "return": ("return", "resubmit"),
    "withdraw": ("withdraw", "restore"),
    "done": ("done", "undone", "send_back"),
    "conclude": ("conclude", "reopen", "send_back"),
    "countersign": ("countersign", "return"),
    "lift": ("lift", "unlift"),
}
"""Of each group the last one said holds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FactEventRow:
    """What became of a fact; `data` holds what the kind of event needs besides."""

    id: int
    village_id: int
    fact: Kind
    fact_id: int
    kind: str
    on_day: date
    reason: str
    data: Mapping[str, Any]
    by_id: int
    by_grant_id: int
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class FactRow:
    """A fact as it stands. `said` are the columns of its table; `events` are in order."""

    kind: Kind
    id: int
    village_id: int
    said: Mapping[str, Any]
    by_id: int
    by_grant_id: int
    at: datetime
    events: tuple[FactEventRow, ...] = ()

    @property
    def ref(self) -> str:
        return f"{self.kind}:{self.id}"

    def last(self, *kinds: str) -> FactEventRow | None:
        """The newest event of these kinds."""
        return next((event for event in reversed(self.events) if event.kind in kinds), None)

    def since(self, kind: str) -> date | None:
        """The day from which on it is confirmed, done, concluded …; None if it is not."""
        last = self.last(*_OPPOSITES.get(kind, (kind,)))
        return last.on_day if last and last.kind == kind else None

    @property
    def status(self) -> Status:
        if self.since("withdraw"):
            return "withdrawn"
        if self.since("return"):
            return "returned"
        return "confirmed" if self.since(COUNTED_ONCE.get(self.kind, "confirm")) else "open"

    @property
    def counts(self) -> bool:
        """Whether the score sees it at all."""
        if self.kind in COUNTED_ONCE:
            return self.status == "confirmed"
        return self.status not in ("withdrawn", "returned")

    @property
    def signers(self) -> frozenset[int]:
        """Everybody who stated it or took it further; confirming is no part of it."""
        passing = ("confirm", "return", "countersign", "send_back", "acknowledge")
        acting = (event.by_id for event in self.events if event.kind not in passing)
        return frozenset({self.by_id, *acting})

    @property
    def steps(self) -> Mapping[str, date]:
        """A matter's steps with their days, but for those taken back."""
        taken: dict[str, date] = {}
        for event in self.events:
            if event.kind == "step":
                taken[event.data["step"]] = event.on_day
            elif event.kind == "unstep":
                taken.pop(event.data["step"], None)
        return MappingProxyType(taken)


_COLUMNS = ("id", "village_id", "by_id", "by_grant_id", "at")


def fact_row(kind: Kind, row: RowMapping, events: Iterable[FactEventRow]) -> FactRow:
    """A row of a table of facts, with its events."""
    said = {name: value for name, value in row.items() if name not in _COLUMNS}
    signed = {name: row[name] for name in _COLUMNS}
    return FactRow(kind=kind, said=MappingProxyType(said), events=tuple(events), **signed)


def as_fact(row: FactRow) -> Any:
    """What the score sees of it, for the kinds of which it sees anything."""
    return _FACTS[row.kind](row)


def _state(row: FactRow) -> facts.State:
    known = {name: row.said[name] for name in ("name", "value", "seen_on")}
    return facts.State(**known, confirmed=row.since("confirm"), ref=row.ref)


def _task(row: FactRow) -> facts.Task:
    done, confirmed = row.since("done"), row.since("confirm")
    known = {"duty": row.said["duty"], "due": row.said["due"]}
    return facts.Task(**known, done_on=done, confirmed=done and confirmed, ref=row.ref)


def _matter(row: FactRow) -> facts.Matter:
    return facts.Matter(
        kind=row.said["kind"],
        title=row.said["title"],
        steps=row.steps,
        concluded_on=row.since("conclude"),
        confirmed=row.since("confirm"),
        ref=row.ref,
    )


def _assessment(row: FactRow) -> facts.Assessment:
    return facts.Assessment(item=row.said["item"], on=row.said["on_day"], ref=row.ref)


def _honour(row: FactRow) -> facts.Honour:
    known = {"kind": row.said["kind"], "on": row.said["on_day"], "piece": row.said["piece"]}
    return facts.Honour(**known, ref=row.ref)


def _veto(row: FactRow) -> facts.Veto:
    known = {"kind": row.said["kind"], "on": row.said["on_day"]}
    return facts.Veto(**known, lifted_on=row.since("lift"), ref=row.ref)


def _grade(row: FactRow) -> facts.Grade:
    known = {"item": row.said["item"], "grade": row.said["grade"], "by": row.said["level"]}
    return facts.Grade(**known, on=row.said["on_day"], ref=row.ref)


def _negative(row: FactRow) -> facts.NegativeEntry:
    return facts.NegativeEntry(kind=row.said["kind"], on=row.said["on_day"], ref=row.ref)


_FACTS: Mapping[Kind, Callable[[FactRow], Fact]] = {
    "state": _state,
    "task": _task,
    "matter": _matter,
    "assessment": _assessment,
    "honour": _honour,
    "veto": _veto,
    "grade": _grade,
    "negative": _negative,
}
