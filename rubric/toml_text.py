"""TOML text to tables, naming every impossible date and not only the first."""

import re
import tomllib
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from rubric.errors import Fault

_TOKEN = re.compile(
    r'"""(?:\\.|[^\\])*?"""|\'\'\'.*?\'\'\'|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'|#[^\n]*'
    r"|(?<![\w.-])(?P<day>\d{4}-\d{1,2}-\d{1,2})(?:[Tt ]\d{2}:[^\s,\]}#]*)?(?![\w-])",
    re.DOTALL,
)
_LINE = re.compile(r"\(at line (\d+),")
_MARK = "\0"
_UNREADABLE = (
    ("Cannot overwrite a value", "同一个键写了两次"),
    ("Cannot declare", "同一张表写了两次"),
)


class ImpossibleDate(str):
    """A day that is in no calendar, as it was written; its fault has been reported."""

    __slots__ = ()


def read_toml(text: str, source: str) -> tuple[dict[str, Any], list[Fault]]:
    """The tables, and the faults of the text itself.

    A file with an impossible date is still read, so that its other faults can be told as well.
    """
    try:
        return _parse(text), []
    except (ValueError, RecursionError) as fault:
        first = fault
    try:
        raw = _parse(_TOKEN.sub(_quoted, text))
    except (ValueError, RecursionError) as fault:
        # the line of the first reading may be that of a date; this one is what is left
        return {}, [*_written_days(text, source), _unreadable(fault, source)]
    faults: list[Fault] = []
    _restore(raw, source, faults)
    return (raw, faults) if faults else ({}, [_unreadable(first, source)])


def place(keys: tuple[str | int, ...]) -> tuple[str, str]:
    """Where a value stands: its table with its number, counted from 1, and its key."""
    match keys:
        case (str(table), int(number), *rest):
            return f"{table} {number + 1}", _dotted(rest)
        case (str(table), str(), *_):
            return table, _dotted(list(keys[1:]))
    return "", _dotted(list(keys))


def _dotted(keys: list[str | int]) -> str:
    return ".".join(str(key + 1) if isinstance(key, int) else key for key in keys)


def _parse(text: str) -> dict[str, Any]:
    return tomllib.loads(text, parse_float=Decimal)


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _quoted(token: re.Match[str]) -> str:
    if token["day"] is None or _is_day(token["day"]):
        return token[0]
    return f'"\\u0000{token[0]}"'


def _written_days(text: str, source: str) -> Iterator[Fault]:
    for token in _TOKEN.finditer(text):
        if token["day"] is not None and not _is_day(token["day"]):
            line = text.count("\n", 0, token.start()) + 1
            yield Fault(source, f"第{line}行", "", _no_such_day(token[0]))


def _no_such_day(text: str) -> str:
    return f"没有“{text}”这一天(日期写成 2026-03-12 这样)"


def _restore(raw: dict[str, Any], source: str, faults: list[Fault]) -> None:
    """Turn the marks back into what was written, reporting each at its place."""

    def restored(value: Any, keys: tuple[str | int, ...]) -> Any:
        if isinstance(value, str) and value.startswith(_MARK):
            faults.append(Fault(source, *place(keys), _no_such_day(value[1:])))
            return ImpossibleDate(value[1:])
        if isinstance(value, dict):
            return {key: restored(inner, (*keys, key)) for key, inner in value.items()}
        if isinstance(value, list):
            return [restored(inner, (*keys, index)) for index, inner in enumerate(value)]
        return value

    raw.update(restored(raw, ()))


def _unreadable(error: Exception, source: str) -> Fault:
    if isinstance(error, RecursionError):
        return Fault(source, "", "", "括号套得太深,读不了")
    if not isinstance(error, tomllib.TOMLDecodeError):
        return Fault(source, "", "", "有一个数字太长,读不了")
    line = _LINE.search(str(error))
    where = f"第{line[1]}行" if line else "文件末尾"
    why = next((told for start, told in _UNREADABLE if str(error).startswith(start)), None)
    return Fault(source, where, "", why or "不合 TOML 的写法,读不下去")
