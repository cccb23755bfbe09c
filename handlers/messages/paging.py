"""A long list, a few rows at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """The rows shown; `number` and `following` count from 0, `following` is 0 on the last page."""

    rows: Sequence[Row]
    number: int
    pages: int
    total: int

    @property
    def following(self) -> int:
        return (self.number + 1) % self.pages


def page_of(every: Sequence[Row], number: int, size: int) -> Page[Row]:
    """That page of a list, or the first if the list has become too short for it."""
    pages = max(1, -(-len(every) // size))
    shown = number if number < pages else 0
    return Page(every[shown * size : shown * size + size], shown, pages, len(every))
