"""Journeys as functions of a town: written once, walked in-process and over HTTP."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

MORNING = datetime(2026, 7, 15, 8, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
"""A working day, before the hour of reminders: only what is done makes the bot speak."""


@dataclass(frozen=True)
class Count:
    """What a journey cost: the traveller's acts, new messages and edits; others' new messages."""

    acts: int
    new: int
    edits: int
    others: dict[str, int]

    def __add__(self, other: "Count") -> "Count":
        """Of two travellers; what one hears of the other is no news to a third."""
        both = (self.acts + other.acts, self.new + other.new, self.edits + other.edits)
        return Count(*both, self.others | other.others)

    def alone(self) -> "Count":
        """Of a morning's tick: what it said to others is no part of the journey."""
        return replace(self, others={})

    def within(self, row) -> bool:
        """Whether it kept within a row of the table."""
        told = (self.acts, self.new, self.edits, sum(self.others.values()))
        return all(map(int.__le__, told, (row.acts, row.new, row.edits, row.others)))


@dataclass(frozen=True)
class Walk:
    """A journey, the row it is held to, and the moment in which its town is founded."""

    row: str
    tale: Callable[..., Count]
    on: datetime

    def __str__(self) -> str:
        return self.tale.__name__


WALKS: list[Walk] = []


def walk(row: str, on: datetime = MORNING):
    """Register a journey, which gives its count, under its row."""

    def keep(tale):
        WALKS.append(Walk(row, tale, on))
        return tale

    return keep


def in_order(walks: Iterable[Walk]) -> list[Walk]:
    """By their moments: one clock serves all, and does not go back."""
    return sorted(walks, key=lambda each: each.on)
