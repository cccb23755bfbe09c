"""The hour a sentence names."""

import re

from rubric.utterance_numerals import NUMBER, number

_NOON, _HOURS, _MINUTES = 12, 24, 60
_MORNING_BEGINS, _STILL_MORNING = 8, 11
_PART = r"(凌晨|清晨|早上|早晨|早|上午|中午|午后|下午|傍晚|晚上|夜里|晚|夜)?"
_NOT_AN_HOUR = r"(?!意见|要求|建议|问题|内容|体会|希望|共识|措施|工作|经验|说明|做法|不足)"
_CLOCK = re.compile(
    _PART + rf"({NUMBER})(?:点钟?|时(?![间候期代段])){_NOT_AN_HOUR}"
    rf"(?:(半)|([一三])刻|({NUMBER})分?(?![人个名位]))?"
    r"|" + _PART + r"(?<![\d:])(\d{1,2}):(\d{2})(?![\d:])"
)
_AFTERNOON = frozenset(("午后", "下午", "傍晚", "晚上", "夜里", "晚", "夜"))


def time_of_day(text: str) -> tuple[str | None, tuple[tuple[int, int], ...]]:
    """The first clock time as HH:MM and the spans of all; None where morning or evening is open.

    >>> time_of_day("昨天晚上七点半")[0], time_of_day("昨天3点")[0]
    ('19:30', None)
    """
    matches = list(_CLOCK.finditer(text))
    readings = [reading for match in matches if (reading := _reading(match))]
    return (readings[0] if readings else None), tuple(_hour_span(match) for match in matches)


def _hour_span(match: re.Match[str]) -> tuple[int, int]:
    """From the hour on: 今早 and 昨晚 are still wanted as days."""
    return match.start(2 if match[2] else 7), match.end()


def _reading(match: re.Match[str]) -> str | None:
    part, hours, half, quarter, minutes, digital_part, digital, digital_minutes = match.groups()
    hour = number(hours or digital)
    minute = _minute(half, quarter, minutes or digital_minutes)
    if hour is None or minute is None or hour >= _HOURS or minute >= _MINUTES:
        return None
    hour = _of_day(hour, part or digital_part, exact=len(digital or "") > 1)
    return None if hour is None else f"{hour:02}:{minute:02}"


def _minute(half: str | None, quarter: str | None, minutes: str | None) -> int | None:
    if half:
        return 30
    if quarter:
        return {"一": 15, "三": 45}[quarter]
    return number(minutes) if minutes else 0


def _of_day(hour: int, part: str | None, *, exact: bool) -> int | None:
    """The hour of 24; a bare 三点 may be either and stays open."""
    if part in _AFTERNOON:
        return None if hour == _NOON and part not in ("午后", "下午") else hour % _NOON + _NOON
    if part == "中午":
        return hour if hour >= _STILL_MORNING else hour + _NOON
    if part or exact or hour >= _MORNING_BEGINS:
        return hour
    return None
