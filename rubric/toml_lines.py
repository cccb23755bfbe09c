"""On which line of a TOML text a table or key stands, by the place a fault names."""

import re
from collections import Counter

_HEADER = re.compile(r"\s*(\[\[?)([\w.-]+)\]")
_KEY = re.compile(r"\s*([\w-]+|\"[^\"]+\")\s*=")


def lines(text: str) -> dict[tuple[str, str], int]:
    """The line, counted from 1, of every (table with its number, key)."""
    found: dict[tuple[str, str], int] = {}
    numbers: Counter[str] = Counter()
    table, within, in_text = "", "", False
    for number, line in enumerate(text.splitlines(), start=1):
        quotes = line.count('"""')
        if not in_text:
            if header := _HEADER.match(line):
                table, within = _place(header[2], numbers, numbered=header[1] == "[[")
                found.setdefault((table, within), number)
            elif key := _KEY.match(line):
                name = ".".join(part for part in (within, key[1].strip('"')) if part)
                found.setdefault((table, name), number)
                found.setdefault((name, "") if not table else (table, name), number)
        in_text ^= quotes % 2 == 1
    return found


def line_of(found: dict[tuple[str, str], int], table: str, key: str) -> int | None:
    """The line of the place, or of the nearest one around it."""
    while key:
        if (table, key) in found:
            return found[table, key]
        key = key.rpartition(".")[0]
    return found.get((table, ""))


def _place(name: str, numbers: Counter[str], *, numbered: bool) -> tuple[str, str]:
    """The table and the key within it, each numbered as faults number them."""
    first, _, rest = name.partition(".")
    if numbered:
        numbers[name] += 1
        for inner in [one for one in numbers if one.startswith(f"{name}.")]:
            del numbers[inner]
    table = f"{first} {numbers[first]}" if numbers[first] else first
    within = f"{rest}.{numbers[name]}" if rest and numbered else rest
    return table, within
