"""Which villages a reader may see. No query of village data exists without one."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from sqlalchemy import ColumnElement, true

from storage.errors import OutOfScope


@dataclass(frozen=True, slots=True)
class Scope:
    """The villages one may see, and why; `villages` None is every village."""

    villages: frozenset[int] | None
    why: str

    @classmethod
    def of(cls, village_ids: Iterable[int], why: str) -> Self:
        return cls(frozenset(village_ids), why)

    @classmethod
    def nothing(cls) -> Self:
        """No village at all, for somebody without a post."""
        return cls(frozenset(), "没有职务")

    @classmethod
    def tick(cls) -> Self:
        """Every village, for what the clock does by itself."""
        return cls(None, "定时任务")

    @classmethod
    def operator(cls) -> Self:
        """Every village, for whoever runs the program at its machine."""
        return cls(None, "运维")

    def allows(self, village_id: int) -> bool:
        return self.villages is None or village_id in self.villages

    def require(self, village_id: int) -> None:
        """Raise OutOfScope unless the village may be seen."""
        if not self.allows(village_id):
            raise OutOfScope(village_id, self.why)

    def covers(self, column: ColumnElement[int]) -> ColumnElement[bool]:
        """The same as a condition on a column of village ids."""
        return true() if self.villages is None else column.in_(sorted(self.villages))
