"""Values as canonical JSON, and its hash: the same values always have the same hash."""

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from hashlib import sha256
from typing import Any

from rubric.period import Period


def plain(value: Any) -> Any:
    """A value as JSON has it: points without idle zeros and days as text, dataclasses by field."""
    match value:
        case Decimal():
            told: Any = f"{value.normalize():f}"
        case date() | Period():
            told = str(value)
        case Mapping():
            told = {str(name): plain(each) for name, each in value.items()}
        case tuple() | list():
            told = [plain(each) for each in value]
        case frozenset():
            told = sorted(plain(each) for each in value)
        case _ if is_dataclass(value):
            told = {field.name: plain(getattr(value, field.name)) for field in fields(value)}
        case _:
            told = value
    return told


def written(value: Any) -> str:
    """Canonical JSON: names sorted, no spaces."""
    return json.dumps(plain(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(value: Any) -> str:
    """The SHA-256 of the canonical JSON."""
    return sha256(written(value).encode()).hexdigest()
