"""One sentence of a cadre, read: what was done, when, by how many; and what must be asked.

Only a log asks, and only for what its record cannot do without, in this order:

- `duty` when none is named, or only one that several duties share (三会一课, 公开栏);
- `date` whenever no single past day is certain: none was said (9月财务公开已上墙: today or an
  earlier day), two were, the day is impossible or still ahead. The day decides the score, so it
  never defaults: one tap on 今天 answers it;
- `period` where the duty is about a month's accounts and the sentence leaves the month open.

`head_count` is asked, once the record is written, only where the number said is none of people in
a village (99999人, -3人): else a record does without. Where two readings are left, the value is
None.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from rubric.period import Cadence
from rubric.utterance_days import Day, day_of
from rubric.utterance_heads import Heads
from rubric.utterance_intent import (
    Intent,
    Signs,
    found_at,
    intent_of,
    is_backfill,
    is_done,
)
from rubric.utterance_lexicon import Lexicon, Mention
from rubric.utterance_numerals import NUMBER, number
from rubric.utterance_parts import Told, take_apart
from rubric.utterance_periods import Named
from rubric.utterance_undo import takes_back

__all__ = ["Ask", "Intent", "Lexicon", "Reading", "understand", "understand_unnamed"]


CalendarDate = date
"""Within a class that has a field `date`."""


class Ask(StrEnum):
    """What a record cannot do without and the sentence leaves open."""

    DUTY = "duty"
    DATE = "date"
    PERIOD = "period"
    HEAD_COUNT = "head_count"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What one sentence says.

    `unit` is the number of a Party group, `title` what a meeting was about, `impossible` a day
    that no calendar has (2月30日), `future` the day ahead that a record was given, `deadline` a
    last day (8日前).
    """

    intent: Intent
    duties: tuple[str, ...] = ()
    date: CalendarDate | None = None
    period: str | None = None
    time: str | None = None
    head_count: int | None = None
    head_expected: int | None = None
    backfill: bool = False
    unit: int | None = None
    title: str = ""
    asks: tuple[Ask, ...] = ()
    impossible: str | None = None
    future: CalendarDate | None = None
    deadline: CalendarDate | None = None


_UNIT = re.compile(rf"第?({NUMBER})(?:党小组|小?组)|党小组第?({NUMBER})组?")
_MEETS = (Intent.LOG, Intent.PLAN, Intent.NEGATIVE)


_TONIGHT = re.compile("今晚|今夜|今天(?:晚上?|夜里)")
_AFTERNOON = re.compile("今天?下午|今晚")
_EVENING, _NOON = 18, 12
_SOON = timedelta(days=31)


def understand(text: str, now: datetime, lexicon: Lexicon) -> Reading:
    """Read one sentence as it was meant on the day `now` (Asia/Shanghai)."""
    told = take_apart(text, now.date(), lexicon)
    intent = Intent.NONE if _undoes(told) else intent_of(told.core, _signs(told, now))
    if intent is Intent.NONE:
        return Reading(intent=intent)
    count = told.heads if intent in _MEETS else Heads()
    day = _day(intent, told, lexicon)
    period = _period(intent, told.periods)
    return Reading(
        intent=intent,
        duties=lexicon.in_order(told.duties),
        date=day,
        period=period,
        time=told.time,
        head_count=count.count,
        head_expected=count.expected,
        backfill=is_backfill(told.core),
        unit=_unit(told.core),
        title=told.title,
        asks=_asks(told, day, period, lexicon) if intent is Intent.LOG else (),
        impossible=next((one.impossible for one in told.days if one.impossible), None),
        future=_future(told) if intent is Intent.LOG and day is None else None,
        deadline=next((one.coming for one in told.days if one.deadline), None),
    )


def understand_unnamed(text: str, now: datetime, lexicon: Lexicon) -> Reading:
    """Words that name no duty, said of what was done (昨天 25人, under a photo): day and heads."""
    told = take_apart(text, now.date(), lexicon)
    day, period = _day(Intent.LOG, told, lexicon), _period(Intent.LOG, told.periods)
    return Reading(
        intent=Intent.LOG,
        date=day,
        period=period,
        time=told.time,
        head_count=told.heads.count,
        head_expected=told.heads.expected,
        title=told.title,
        asks=_asks(told, day, period, lexicon),
    )


def _undoes(told: Told) -> bool:
    """把昨天支委会删了 is no work done; 昨天的支委会记错了吗 is still a question."""
    named = bool(told.mentions or told.days)
    other = is_backfill(told.core) or found_at(told.core) is not None
    return named and not other and takes_back(told.core)


def _signs(told: Told, now: datetime) -> Signs:
    dated = told.dated
    return Signs(
        named=bool(told.mentions),
        named_before_finding=_named_before_finding(told),
        past=any(day.past for day in dated),
        ahead=any(day.coming for day in dated) or _ahead(told),
        sooner=told.heads.count is None and any(_is_sooner(day, now.date()) for day in dated),
        later_today=_later_today(told, now),
        deadline=any(day.deadline for day in told.days),
        counted=told.heads.count is not None or told.heads.doubtful,
        backfill=is_backfill(told.core),
    )


def _ahead(told: Told) -> bool:
    return not told.dated and any(named.past is None for named in told.periods)


def _is_sooner(day: Day, today: date) -> bool:
    if not (day.past and day.coming):
        return False
    return today < day.coming <= today + _SOON and day.coming - today < today - day.past


def _later_today(told: Told, now: datetime) -> bool:
    if told.time:
        return told.time > f"{now:%H:%M}"
    evening = _TONIGHT.search(told.core) and now.hour < _EVENING
    return bool(evening or (_AFTERNOON.search(told.core) and now.hour < _NOON))


def _named_before_finding(told: Told) -> bool:
    """村监会审过账,发现…: the finding is part of a check that is itself the duty."""
    at = found_at(told.core)
    return at is not None and any(
        one.start < at and (_is_check(told.core, one) or is_done(told.core[one.end : at]))
        for one in told.mentions
    )


def _is_check(text: str, one: Mention) -> bool:
    return any(sign in text[one.start : one.end] for sign in "查察审督")


def _day(intent: Intent, told: Told, lexicon: Lexicon) -> date | None:
    """The one day meant: past for a record, ahead for a plan; None where two are possible."""
    if any(day.impossible for day in told.days):
        return None
    if intent is Intent.PLAN:
        meant = {day.coming for day in told.dated}
    elif intent is Intent.LOG:
        meant = {day.past for day in told.dated} | _in_month_named(told, lexicon)
    else:
        meant = {day.past or day.coming for day in told.dated}
    meant.discard(None)
    return meant.pop() if len(meant) == 1 else None


def _in_month_named(told: Told, lexicon: Lexicon) -> set[date | None]:
    """8月主题党日,20号开的: the 20th of August too, but not where the month is that of accounts."""
    if lexicon.wants_month(told.duties):
        return set()
    months = [one.past for one in told.periods if one.past and one.past.cadence is Cadence.MONTH]
    return {
        day_of(month.year, month.index, day.alone)
        for day in told.dated
        if day.alone and day.past
        for month in months
        if (found := day_of(month.year, month.index, day.alone)) and found < day.past
    }


def _period(intent: Intent, named: tuple[Named, ...]) -> str | None:
    if intent is Intent.LOG:
        meant = {one.past for one in named}
    elif intent is Intent.PLAN:
        meant = {one.coming or one.past for one in named}
    else:
        meant = {one.past or one.coming for one in named}
    return str(meant.pop()) if len(meant) == 1 and None not in meant else None


def _unit(text: str) -> int | None:
    """The Party group named; None where several are."""
    named = _UNIT.finditer(text) if "小组" in text else ()
    units = {number(match[1] or match[2]) for match in named}
    return units.pop() if len(units) == 1 else None


def _asks(told: Told, day: date | None, period: str | None, lexicon: Lexicon) -> tuple[Ask, ...]:
    open_month = period is None and lexicon.wants_month(told.duties)
    needed = (
        (Ask.DUTY, not told.duties),
        (Ask.DATE, day is None),
        (Ask.PERIOD, open_month),
        (Ask.HEAD_COUNT, told.heads.doubtful),
    )
    return tuple(ask for ask, is_open in needed if is_open)


def _future(told: Told) -> date | None:
    return next((day.coming for day in told.dated if day.coming and not day.past), None)
