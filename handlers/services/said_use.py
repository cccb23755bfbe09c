"""What a person wrote about a use of money: how much, on what day, and what for."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from unicodedata import normalize

_DAY = re.compile(r"^(?:(\d{4})年)?(\d{1,2})月(\d{1,2})[日号],?\s*")
_SUM = r"(\d{1,7}(?:\.\d{1,4})?)\s*(万)?"
_IN_YUAN, _BARE = re.compile(_SUM + r"元[\s,:;]*"), re.compile(_SUM + r"[\s,:;]*")
"""A number that says 元 is the sum; else the first one is."""
_TEN_THOUSAND = 10_000


@dataclass(frozen=True, slots=True)
class SaidUse:
    """The sum, what for, and the day if one was written."""

    yuan: Decimal
    purpose: str
    day: date | None


def said_use(text: str, today: date) -> SaidUse | None:
    """Read 9月10日 3500元 制作清廉墙绘; None if sum or purpose is missing or no such day is.

    >>> said_use("9月10日 3500.5元 制作清廉墙绘", date(2026, 9, 20))
    SaidUse(yuan=Decimal('3500.5'), purpose='制作清廉墙绘', day=datetime.date(2026, 9, 10))
    """
    said = normalize("NFKC", text).strip()
    found = _DAY.match(said)
    rest = said[found.end() :] if found else said
    sum_ = _IN_YUAN.search(rest) or _BARE.search(rest)
    purpose = (rest[: sum_.start()] + " " + rest[sum_.end() :]).strip() if sum_ else ""
    try:
        day = _day(found, today) if found else None
    except ValueError:
        return None
    if not sum_ or not purpose:
        return None
    return SaidUse(Decimal(sum_[1]) * (_TEN_THOUSAND if sum_[2] else 1), purpose, day)


def _day(found: re.Match[str], today: date) -> date:
    """The day named; without a year the latest that is not ahead."""
    month, day = int(found[2]), int(found[3])
    if found[1]:
        return date(int(found[1]), month, day)
    this = date(today.year, month, day)
    return this if this <= today else this.replace(year=today.year - 1)
