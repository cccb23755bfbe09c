"""How dates, points, periods and labels are written for people. Filters of the templates."""

import re
from datetime import date, datetime
from decimal import Decimal

from rubric.period import Cadence, Period

WEEKDAYS = "一二三四五六日"
QUARTERS = "一二三四"
HALVES = "上下"
FULL_WIDTH = str.maketrans(",:;!?()", "，：；！？（）")
BESIDE_CHINESE = re.compile(r"(?<=[^\x00-\xff])[,:;!?()]|[,:;!?()](?=[^\x00-\xff])|(?<=\d)\)")
WIDE_FROM = "\u2010"
"""The first sign that is as wide as a Chinese character: the quotation marks are, as are … and →"""


def day(value: date, today: date | None = None) -> str:
    """7月14日（周二）; with its year, where today is told and of another year.

    >>> day(date(2026, 7, 14))
    '7月14日（周二）'
    >>> day(date(2025, 12, 20), date(2026, 7, 14))
    '2025年12月20日（周六）'
    """
    return f"{dated(value, today or value)}（周{WEEKDAYS[value.weekday()]}）"


def short_day(value: date) -> str:
    """7月14日."""
    return f"{value.month}月{value.day}日"


def dated(value: date, today: date) -> str:
    """The day, with its year when that is not this year.

    >>> dated(date(2027, 2, 28), date(2026, 7, 1))
    '2027年2月28日'
    """
    return short_day(value) if value.year == today.year else f"{value.year}年{short_day(value)}"


def span(first: date, last: date, today: date) -> str:
    """7月20日至7月25日.

    >>> span(date(2026, 12, 30), date(2027, 1, 3), date(2026, 12, 1))
    '12月30日至2027年1月3日'
    """
    return f"{dated(first, today)}至{dated(last, today)}"


def clock(value: datetime) -> str:
    """9:20."""
    return f"{value.hour}:{value.minute:02}"


def points(value: Decimal) -> str:
    """A figure without idle zeros.

    >>> points(Decimal("97.50"))
    '97.5'
    """
    return f"{value.normalize():f}"


def period(value: Period) -> str:
    """7月, 三季度, 上半年, 2026年.

    >>> period(Period.parse("2026-Q3"))
    '三季度'
    """
    return {
        Cadence.MONTH: f"{value.index}月",
        Cadence.QUARTER: f"{QUARTERS[(value.index - 1) % 4]}季度",
        Cadence.HALF: f"{HALVES[(value.index - 1) % 2]}半年",
        Cadence.YEAR: f"{value.year}年",
    }.get(value.cadence, "")


def typeset(value: str) -> str:
    """The rules' own words with Chinese punctuation; what a person wrote stays as it is.

    >>> typeset("未开展的每次扣0.5分,扣完为止。(4分)")
    '未开展的每次扣0.5分，扣完为止。（4分）'
    """
    told = BESIDE_CHINESE.sub(lambda found: found[0].translate(FULL_WIDTH), value)
    return told.replace("、 ", "、")


def line(value: str) -> str:
    """User text as one line: no breaks, no control or direction marks."""
    return " ".join("".join(c if c.isprintable() else " " for c in value).split())


def clip(value: str, length: int) -> str:
    """At most so many characters, the last one … where something was cut."""
    text = line(value)
    return text if len(text) <= length else text[: length - 1] + "…"


def width(value: str) -> float:
    """How wide a text is, in Chinese characters.

    >>> width("报 5月党课")
    5.0
    """
    return sum(1 if sign >= WIDE_FROM else 0.5 for sign in value)


def fit(value: str, most: float) -> str:
    """A label cut to a width in Chinese characters, the last sign … where something was cut."""
    text = line(value)
    if width(text) <= most:
        return text
    while width(text) > most - 1:
        text = text[:-1]
    return text + "…"
