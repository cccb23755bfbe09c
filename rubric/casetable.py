"""One table of a case file: each value read by its key, every fault noted at its place."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, TypeGuard

from rubric.errors import Fault
from rubric.facts import ALWAYS
from rubric.toml_text import ImpossibleDate

_DECIMALS = 6
_FOREIGN = "这个键是另一类考核办法用的"


class CaseTable:
    """What is missing or wrong is noted and answered by a stand-in, so that the rest is still read.

    A file with a fault is refused as a whole: no stand-in ever reaches a score.
    """

    def __init__(
        self, source: str, name: str, values: Mapping[str, Any], faults: list[Fault]
    ) -> None:
        self._source = source
        self.name = name
        self._values = values
        self._faults = faults

    def fault(self, key: str, message: str) -> None:
        """Note a fault; of one key only the first is told."""
        if not any((known.table, known.key) == (self.name, key) for known in self._faults):
            self._faults.append(Fault(self._source, self.name, key, message))

    def only(self, keys: Iterable[str], elsewhere: Iterable[str] = ()) -> None:
        """No keys but these; those `elsewhere` belong to another kind of scheme."""
        known, foreign = set(keys), set(elsewhere)
        for key in self._values:
            if key not in known:
                self.fault(key, _FOREIGN if key in foreign else "没有这个键")

    def has(self, key: str) -> bool:
        return key in self._values

    def raw(self, key: str, *, required: bool = False) -> Any:
        """The value as it stands; None if it is missing, or was no day and has been reported."""
        value = self._values.get(key)
        if value is None and required:
            self.fault(key, "缺少这一项")
        return None if isinstance(value, ImpossibleDate) else value

    def text(self, key: str, *, required: bool = True) -> str:
        value = self.raw(key, required=required)
        if value is None:
            return ""
        if not isinstance(value, str) or not value.strip():
            self.fault(key, "应当是文字,不能空着")
            return ""
        return value

    def one_of(self, key: str, words: Sequence[str]) -> str:
        """One of these words; the first of them stands in for another."""
        word = self.text(key)
        if word and word not in words:
            self.fault(key, f"没有“{word}”,只能是 {'、'.join(words)}")
        return word if word in words else words[0]

    def count(
        self, key: str, least: int, default: int | None = None, *, most: int | None = None
    ) -> int:
        value = self.raw(key, required=default is None)
        stand_in = least if default is None else default
        if value is None:
            return stand_in
        if not _is_int(value) or value < least:
            self.fault(key, f"应当是不小于 {least} 的整数")
            return stand_in
        if most is not None and value > most:
            self.fault(key, f"应当不大于 {most}")
            return stand_in
        return value

    def number(self, key: str) -> Decimal:
        value = self.raw(key, required=True)
        if value is not None and not _is_number(value):
            self.fault(key, f"应当是数,最多 {_DECIMALS} 位小数")
            return Decimal(0)
        return Decimal(value or 0)

    def day(self, key: str) -> date:
        self.raw(key, required=True)
        return self.maybe_day(key) or date.min

    def maybe_day(self, key: str) -> date | None:
        value = self.raw(key)
        if value is None or is_day(value):
            return value
        self.fault(key, "应当是日期,写成 2026-03-12 这样,不加引号")
        return None

    def since(self, key: str) -> date | None:
        """The day from which on something holds; true means always, false never."""
        value = self.raw(key)
        if isinstance(value, bool):
            return ALWAYS if value else None
        if value is None or is_day(value):
            return value
        self.fault(key, "应当是 true、false 或日期")
        return None

    def inner(self, key: str) -> "CaseTable":
        """A table within this one; an empty one if there is none."""
        value = self.raw(key)
        if value is not None and not isinstance(value, dict):
            self.fault(key, "应当是一张表")
            value = None
        name = f"{self.name} {key}".strip()
        return CaseTable(self._source, name, value or {}, self._faults)

    def list(self, key: str) -> Iterator["CaseTable"]:
        """The tables of a list, counted from 1."""
        value = self.raw(key)
        if value is not None and not isinstance(value, list):
            self.fault(key, f"应当写成 [[{key}]]")
            return
        for number, one in enumerate(value or (), start=1):
            if isinstance(one, dict):
                yield CaseTable(self._source, f"{key} {number}", one, self._faults)
            else:
                self.fault(key, f"第 {number} 个不是一张表")

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def not_before(self, first: str, *later: str) -> None:
        """None of the later days may lie before the first one."""
        start = self._values.get(first)
        for key in later:
            end = self._values.get(key)
            if is_day(start) and is_day(end) and end < start:
                self.fault(key, f"不能早于 {first}")


def is_day(value: object) -> TypeGuard[date]:
    """A day without a time of day."""
    return isinstance(value, date) and not isinstance(value, datetime)


def _is_int(value: object) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_number(value: object) -> bool:
    if isinstance(value, Decimal):
        exponent = value.as_tuple().exponent
        return isinstance(exponent, int) and abs(exponent) <= _DECIMALS
    return _is_int(value)
