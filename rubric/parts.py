"""A scheme file part by part: one bad table does not hide the faults of the others."""

from collections.abc import Collection, Iterable, Iterator
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from rubric.errors import Fault
from rubric.model import Model
from rubric.toml_text import place

_MESSAGES = {
    "missing": "缺少这一项",
    "extra_forbidden": "没有这个键",
    "string_type": "应当是文字",
    "string_too_short": "不能空着",
    "too_short": "不能空着",
    "int_type": "应当是整数",
    "greater_than_equal": "应当不小于 {ge}",
    "greater_than": "应当大于 {gt}",
    "less_than_equal": "应当不大于 {le}",
    "date_type": "应当是日期",
    "is_instance_of": "应当是日期",
    "string_pattern_mismatch": "只能用小写字母、数字和下划线,字母开头",
    "bool_type": "应当是 true 或 false",
    "tuple_type": "应当是列表",
    "dict_type": "应当是表",
    "model_type": "应当是表",
    "model_attributes_type": "应当是表",
    "enum": "只能是 {expected} 之一",
    "literal_error": "只能是 {expected} 之一",
    "union_tag_invalid": "没有“{tag}”这种规则",
    "union_tag_not_found": "没有写明是哪种规则(rule)",
    "value_error": "{error}",
}


Part = TypeVar("Part", bound=Model)


class Parts:
    """Reads the tables of one file into models and gathers what is wrong with them."""

    def __init__(self, source: str, raw: dict[str, Any], faults: Iterable[Fault]) -> None:
        self._source = source
        self._raw = raw
        self._faults = list(faults)

    def add(self, table: str, key: str, message: str) -> None:
        """Note a fault; of one place only the first is told."""
        if not any((known.table, known.key) == (table, key) for known in self._faults):
            self._faults.append(Fault(self._source, table, key, message))

    def head(self, model: type[Part], lists: Collection[str]) -> Part | None:
        """What stands outside the lists of tables."""
        return self._read(model, {k: v for k, v in self._raw.items() if k not in lists}, ())

    def many(self, key: str, model: type[Part]) -> list[Part]:
        """The sound ones of a list of tables."""
        tables = self._raw.get(key, [])
        if not isinstance(tables, list):
            self.add(key, "", f"应当写成 [[{key}]]")
            return []
        read = (self._read(model, table, (key, at)) for at, table in enumerate(tables))
        return [part for part in read if part is not None]

    def numbered(self, key: str, name: str) -> Iterator[tuple[str, Any]]:
        """The place of each table of a list, and what it has under `name`, sound or not."""
        tables = self._raw.get(key)
        for at, table in enumerate(tables if isinstance(tables, list) else ()):
            if isinstance(table, dict):
                yield f"{key} {at + 1}", table.get(name)

    def unique(self, key: str, name: str) -> None:
        """No two tables of the list may have the same `name`."""
        known: list[Any] = []
        for table, value in self.numbered(key, name):
            if value is not None and value in known:
                self.add(table, name, f"“{value}”写了两次")
            known.append(value)

    def refused(self) -> tuple[Fault, ...]:
        """All faults, as they were met."""
        return tuple(self._faults)

    def _read(self, model: type[Part], raw: Any, at: tuple[str | int, ...]) -> Part | None:
        try:
            return model.model_validate(raw)
        except ValidationError as error:
            for detail in error.errors(include_url=False, include_input=False):
                self.add(*place((*at, *_keys(raw, detail["loc"]))), _told(detail))
        return None


def _keys(raw: Any, loc: tuple[str | int, ...]) -> Iterator[str | int]:
    """The keys as they stand in the file, without the names pydantic gives to alternatives."""
    for depth, key in enumerate(loc):
        last = depth == len(loc) - 1
        named = isinstance(raw, dict) and depth and isinstance(loc[depth - 1], int)
        alternative = named and raw.get("rule") == key
        if isinstance(raw, dict) and not last and (alternative or key not in raw):
            continue
        yield key
        raw = raw[key] if not last else None


def _told(detail: ErrorDetails) -> str:
    return _MESSAGES.get(detail["type"], "不合要求").format_map(detail.get("ctx", {}))
