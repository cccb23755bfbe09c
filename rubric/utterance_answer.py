"""A short answer to the one thing that was asked: a day."""

import re
from datetime import date, datetime

from rubric.utterance_days import days
from rubric.utterance_text import plain

_NUMBERS = re.compile(r"\d{1,2}[./-]\d{1,2}[日号]?")


def read_day(text: str, now: datetime) -> date | None:
    """The one past day that the text names, today included; None if it names none, or several."""
    named = {day.past for day in days(plain(text), now.date())}
    return named.pop() if len(named) == 1 else None


def read_whole_day(text: str, now: datetime) -> date | None:
    """The same, where it is named with its month or as 昨天: 5号 and 9-12 may number a document."""
    said = plain(text)
    named = {
        day.past
        for day in days(said, now.date())
        if day.alone is None and not _NUMBERS.fullmatch(said[slice(*day.span)])
    }
    return named.pop() if len(named) == 1 else None


def names_day(text: str, now: datetime) -> bool:
    """Whether the text has words for a day at all, even for one that cannot be."""
    return bool(days(plain(text), now.date()))
