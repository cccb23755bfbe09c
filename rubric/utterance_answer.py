"""A short answer to the one thing that was asked: a day."""

from datetime import date, datetime

from rubric.utterance_days import days
from rubric.utterance_text import plain


def read_day(text: str, now: datetime) -> date | None:
    """The one past day that the text names, today included; None if it names none, or several."""
    named = {day.past for day in days(plain(text), now.date())}
    return named.pop() if len(named) == 1 else None
