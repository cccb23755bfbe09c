"""The kinds of matter (议事、工程流程) a scheme knows, and what is wrong with one."""

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import pairwise

from rubric.model import Model, Word, Words


class MatterKind(Model):
    """Steps in groups: a group follows the one before it, within a group the order is free."""

    id: Word
    name: Word
    steps: tuple[Words, ...]
    names: Mapping[str, Word]
    optional: tuple[Word, ...] = ()
    clause: Word

    def missing(self, taken: Mapping[str, date]) -> tuple[str, ...]:
        """The names of the steps that are owed and not taken."""
        owed = (step for group in self.steps for step in group if step not in self.optional)
        return tuple(self.names.get(step, step) for step in owed if step not in taken)

    def disordered(self, taken: Mapping[str, date]) -> tuple[str, ...]:
        """The names of the steps taken before the last of an earlier group."""
        groups = [[(taken[step], step) for step in group if step in taken] for group in self.steps]
        present = [group for group in groups if group]
        return tuple(self._hasty(present))

    def _hasty(self, groups: list[list[tuple[date, str]]]) -> Iterator[str]:
        for earlier, later in pairwise(groups):
            last = max(day for day, _ in earlier)
            yield from (self.names.get(step, step) for day, step in later if day < last)
