"""How values are written on paper: points, days, text that somebody typed."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from rubric.wording import full_day, spoken_day, spoken_points

MINUS = "－"
_NUMERALS = "〇一二三四五六七八九"


def lost(amount: Decimal) -> str:
    """－0.5."""
    return f"{MINUS}{spoken_points(amount)}"


def clean(value: str) -> str:
    """One line of what somebody typed: no breaks, no control or direction marks."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in value).split())


def clip(value: str, most: int) -> str:
    """At most so many characters, the last one … where something was cut.

    >>> clip("财务支出审核", 4)
    '财务支…'
    """
    text = clean(value)
    return text if len(text) <= most else text[: most - 1] + "…"


def numeral(number: int) -> str:
    """一 to 九十九.

    >>> numeral(7), numeral(10), numeral(21)
    ('七', '十', '二十一')
    """
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{_NUMERALS[tens]}十"
    return head + (_NUMERALS[ones] if ones or not tens else "")


def days_told(days: Sequence[date], most: int) -> str:
    """The days in order, the year said where it begins: 2025年12月3日、2026年1月5日等7次.

    >>> days_told([date(2025, 12, 3), date(2026, 1, 5), date(2026, 1, 9)], 9)
    '2025年12月3日、2026年1月5日、1月9日'
    """
    told = [
        full_day(day) if at == 0 or day.year != days[at - 1].year else spoken_day(day)
        for at, day in enumerate(days[:most])
    ]
    return "、".join(told) + (f"等{len(days)}次" if len(days) > most else "")


def day_seen_from(day: date, today: date) -> str:
    """The day, with its year if that is not today's.

    >>> day_seen_from(date(2026, 7, 15), date(2026, 1, 1))
    '7月15日'
    >>> day_seen_from(date(2027, 3, 1), date(2026, 7, 15))
    '2027年3月1日'
    """
    return spoken_day(day) if day.year == today.year else full_day(day)


def moment(value: datetime) -> str:
    """2026年7月15日 9:30."""
    return f"{full_day(value.date())} {value.hour}:{value.minute:02}"


def optional_day(value: date | None) -> str:
    return full_day(value) if value else ""


def written(value: Any) -> Any:
    """The same values as JSON and templates take them: days in words, points without zeros."""
    match value:
        case Decimal():
            return spoken_points(value)
        case datetime():
            return moment(value)
        case date():
            return full_day(value)
        case _:
            return value
