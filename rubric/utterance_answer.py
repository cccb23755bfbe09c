"""A short answer to the one thing that was asked: a day."""

import re
from datetime import date, datetime

from rubric.utterance_days import days
from rubric.utterance_numerals import NUMBER
from rubric.utterance_text import plain

_NUMBERED = re.compile(rf"{NUMBER}[日号]|月")
_NUMBERS = re.compile(r"\d{1,2}[./-]\d{1,2}[日号]?")


def read_day(text: str, now: datetime) -> date | None:
    """The one past day that the text names, today included; None if it names none, or several."""
    named = {day.past for day in days(plain(text), now.date())}
    return named.pop() if len(named) == 1 else None


def read_day_within(text: str, now: datetime, first: date, last: date) -> date | None:
    """The same, where a day out of these was asked for: 18, 18号 and 12月18日 are of that time.

    Words that count from today (昨天) mean what they always mean.
    """
    said = plain(text)
    if re.fullmatch(NUMBER, said):
        said += "日"
    then = read_day(said, datetime.combine(min(last, now.date()), now.timetz()))
    if then is not None and first <= then <= last and _NUMBERED.search(said):
        return then
    return read_day(text, now)


def read_whole_day(text: str, now: datetime) -> date | None:
    """The same, where it is named with its month or as 昨天: 5号 and 9-12 may number a document."""
    said = plain(text)
    named = {
        day.past
        for day in days(said, now.date())
        if day.alone is None and not _NUMBERS.fullmatch(said[slice(*day.span)])
    }
    return named.pop() if len(named) == 1 else None


def names_only_day(text: str, now: datetime) -> bool:
    """Whether the text is words for one day and nothing else but 是 or 的: 是昨天的, 7月3日。"""
    said = plain(text)
    named = [day.span for day in days(said, now.date())]
    rest = said[: named[0][0]] + said[named[0][1] :] if len(named) == 1 else said
    return len(named) == 1 and not rest.strip(" 是的在开办,。!吧")


def names_day(text: str, now: datetime) -> bool:
    """Whether the text has words for a day at all, even for one that cannot be."""
    return bool(days(plain(text), now.date()))
