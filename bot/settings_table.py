"""What every setting is for, for the reference in docs/configuration.md and for the operator."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.settings import PREFIX, Settings

_HEAD = "| setting | default | what for | 怎么写 |\n|---|---|---|---|\n"


@dataclass(frozen=True, slots=True)
class Row:
    """A setting: its name as a variable, default as it would be written (empty: none), what it is
    for in English, what is expected in Chinese.
    """

    name: str
    default: str
    purpose: str
    expected: str


def rows() -> Iterator[Row]:
    """Every setting, in the order in which they are declared."""
    for name, field in Settings.model_fields.items():
        default = "" if field.default is None else str(field.default)
        yield Row(f"{PREFIX}{name.upper()}", default, field.title or "", field.description or "")


def markdown() -> str:
    """The same as a table of Markdown."""
    return _HEAD + "".join(map(_line, rows()))


def _line(row: Row) -> str:
    default = f"`{row.default}`" if row.default else "–"
    return f"| `{row.name}` | {default} | {row.purpose} | {row.expected} |\n"
