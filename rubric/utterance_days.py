"""The days a sentence names, each with what it means looking back and looking ahead.

A day without a year is this year's, or the year's beside it where that is nearer: 12月28日 said on
5 January is a week ago; 9月30日 said on 16 September is two weeks ahead and no day of a record.
"""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from rubric.period import add_months, month_end
from rubric.utterance_numerals import NUMBER, number
from rubric.utterance_text import BLOT, FINDING_NUMBER, blot, plain

_MONTHS, _LONGEST_MONTH, _LEAP_YEAR = 12, 31, 2024
_TOO_FAR = timedelta(days=190)
_FIRST_YEAR, _LAST_YEAR, _CENTURY = 1950, 2099, 2000


@dataclass(frozen=True, slots=True)
class Day:
    """Words that name a day: what they mean of the past and of the future (None: they cannot).

    `impossible` is the day that no calendar has; `alone` the number of a day that came without its
    month. Words that hold numbers but fix no day (农历初八, 5日内) have none of these.
    """

    span: tuple[int, int]
    past: date | None = None
    coming: date | None = None
    impossible: str | None = None
    deadline: bool = False
    alone: int | None = None


_Reader = Callable[[re.Match[str], date], Day | None]

_N = NUMBER
_NOT_A_DAY = (
    "(?!公开栏|会议室|凭证|文件|地|单据|合同|工程"
    "|[楼线桥机房令井杆栋路院文桌门票标车店田池泵墩坑]|组(?!织))"
)
_MARK = f"[日号]{_NOT_A_DAY}"
_WEEKDAY_NOTE = r"(?:\((?:周|星期|礼拜)[一二三四五六日天]\))?"
_DOING = "[开召上下晚早中搞办村书去到在我全举进傍贴]|组织"
_FIXED_YEARS = {"前年": -2, "去年": -1, "上年": -1, "今年": 0, "本年": 0, "当年": 0, "明年": 1}
_MOONS = {"上上": -2, "上": -1, "本": 0, "这": 0, "当": 0, "下": 1, "下下": 2}
_NEAR = {
    "大前天": -3, "大前日": -3, "前天": -2, "前日": -2, "前晚": -2, "前儿": -2,
    "昨天": -1, "昨日": -1, "昨晚": -1, "昨夜": -1, "昨早": -1, "昨儿": -1, "昨个": -1,
    "昨上午": -1, "昨下午": -1, "今天": 0, "今日": 0, "今早": 0, "今晚": 0,
    "今晨": 0, "今儿": 0, "今个": 0,
    "今上午": 0, "今下午": 0, "今夜": 0, "明天": 1, "明日": 1, "明早": 1, "明晚": 1, "明儿": 1,
    "明个": 1, "明上午": 1, "明下午": 1, "后天": 2, "后日": 2, "后晚": 2, "大后天": 3, "大后日": 3,
}  # fmt: skip
_WEEKDAYS = dict(
    zip("一二三四五六日天123456", (0, 1, 2, 3, 4, 5, 6, 6, 0, 1, 2, 3, 4, 5), strict=True)
)

_UNFIXED = re.compile(
    rf"(?:农历|阴历|旧历)(?:{_N}月)?(?:初?{_N}[日号]?)?|(?:正|腊|冬)月(?:初?{_N}[日号]?)?"
    rf"|(?:{_N}月|大年)?初[一二三四五六七八九十]|(?:八|8)月(?:十五|半)(?![日号])|七月半"
    rf"|{_N}月廿[一二三四五六七八九]?(?![日号])|{_N}个?(?:工作)?[天日](?:之?内|左右)"
)
_WRITTEN_OUT = re.compile(
    rf"(?:(?P<year>\d{{4}}|\d{{2}}|[二一〇零][〇零一二三四五六七八九]{{1,3}})年度?|(?P<said>{'|'.join(_FIXED_YEARS)})的?)?"
    rf"(?P<month>{_N})月份?的?(?:(?P<day>{_N}){_MARK}"
    rf"|(?P<bare>\d{{1,2}}|[二三]?十[一二三四五六七八九]?)(?=$|[,;。!?\s{BLOT}(:、]|{_DOING}))"
    + _WEEKDAY_NOTE
)
_COMPACT = re.compile(r"(?<!\d)(?P<year>20\d\d)(?P<month>\d\d)(?P<day>\d\d)(?!\d)")
_DOTTED = re.compile(
    r"(?<![\d.])(?P<year>20\d\d|\d\d)(?P<sep>[./-])(?P<month>\d{1,2})(?P=sep)(?P<day>\d{1,2})"
    rf"(?:{_MARK})?(?![\d./-]\d|\d){_WEEKDAY_NOTE}"
)
_OF_MOON = re.compile(
    rf"(?P<moon>上上|上|本|这|当|下下|下)个?月份?的?(?P<day>{_N}){_MARK}{_WEEKDAY_NOTE}"
)
_SHORT = re.compile(
    rf"(?<![\d./:\-第])(?P<month>\d{{1,2}})[./-](?P<day>\d{{1,2}})(?![\d%‰]|[./:\-]\d)"
    rf"(?P<mark>{_MARK})?" + _WEEKDAY_NOTE
)
_OPENS_A_DAY = re.compile(rf"[\s,;。!?(:、在于是的我村们{BLOT}]|^$")
_MEASURES = re.compile("[上午晚早约共达得长宽高深至过近]")
_UNIT = re.compile(
    "公里|公斤|公顷|千|平方|平米|万|百|亿|元|块|米|亩|吨|斤|人|个|名|位|户|票|张|份|分|倍|年|月|天|"
    "周|小时|点|楼|条|项|次|折|度|立方|方|成|件|处|期|届|级|家|轮|以上|以下|通过|同意|多数|的[人党代]"
)
_ACT = re.compile(f"{BLOT}|{_DOING}")
_ALONE = re.compile(rf"(?<![第\d./月])(?P<day>{_N}){_MARK}{_WEEKDAY_NOTE}")
_WEEKDAY = re.compile(
    r"(?P<week>上上|上|本|这|下下|下)?(?:一个|个)?(?:周|星期|礼拜)(?P<name>[一二三四五六日天1-6])(?![个年月名次日])"
)
_RELATIVE = re.compile("|".join(sorted(_NEAR, key=len, reverse=True)))
_COUNTED = re.compile(rf"(?P<count>{_N})天(?P<way>之?前|以前|之?后|以后)")
_MONTH_END = re.compile(
    rf"(?:(?P<month>{_N})|本|这个?)?月底(?=前|之前|以前)|(?P<year>年底|年末)(?=前|之前|以前)"
)
_JUST_NOW = re.compile("刚[刚才]|刚(?=[把开贴上搞弄做审结完公组办更看谈去从召学交报签跟和与到])")
_UNTIL = re.compile(r"(?:之?前|以前|截止|为止)(?![天日面来后])")


def days(text: str, today: date) -> tuple[Day, ...]:
    """Every day named in a plain text; what was read once is not read again."""
    found: list[Day] = []
    text = blot(text, (match.span() for match in FINDING_NUMBER.finditer(text)))
    for pattern, read in _READERS:
        fresh = [day for match in pattern.finditer(text) if (day := read(match, today))]
        fresh = [_until(day, text) for day in fresh]
        text = blot(text, (day.span for day in fresh))
        found += fresh
    if not any(day.past or day.coming or day.impossible for day in found):
        found += [_on(match, today, today) for match in _JUST_NOW.finditer(text)]
    return tuple(sorted(found, key=lambda day: day.span))


def deadline_in(text: str, today: date) -> date | None:
    """The one day still ahead by which something is to be done; None if none is told, or several.

    >>> deadline_in("8月10日前上报清单", date(2026, 7, 15))
    datetime.date(2026, 8, 10)
    """
    told = {day.coming for day in days(plain(text), today) if day.deadline}
    last = told.pop() if len(told) == 1 else None
    return last if last and last > today else None


def day_of(year: int, month: int, day: int) -> date | None:
    """That day, or None where the calendar has none."""
    if _FIRST_YEAR <= year <= _LAST_YEAR and 1 <= month <= _MONTHS:
        return date(year, month, day) if 1 <= day <= monthrange(year, month)[1] else None
    return None


def _on(match: re.Match[str], day: date, today: date) -> Day:
    """A day that is fixed: of the past, or ahead, or (today) both."""
    return Day(
        match.span(), past=day if day <= today else None, coming=day if day >= today else None
    )


def _until(day: Day, text: str) -> Day:
    """The same as a deadline, where 前 follows: no day on which anything was done."""
    match = _UNTIL.match(text, day.span[1])
    if match is None:
        return day
    return replace(day, span=(day.span[0], match.end()), past=None, deadline=True)


def _unfixed(match: re.Match[str], _today: date) -> Day:
    return Day(match.span())


def _with_year(match: re.Match[str], today: date) -> Day | None:
    """A day with its year, or the nearest one where the year is left out."""
    words = match.groupdict()
    month, day = number(words["month"]), number(words["day"] or words["bare"])
    if month is None or day is None:
        return None
    year = _year(words["year"], words["said"], today)
    return _dated(match, (year, month, day), today)


def _year(digits: str | None, said: str | None, today: date) -> int | None:
    if said:
        return today.year + _FIXED_YEARS[said]
    year = number(digits) if digits else None
    return year + _CENTURY if year is not None and year < 100 else year  # noqa: PLR2004


def _in_digits(match: re.Match[str], today: date) -> Day | None:
    year = int(match["year"])
    year += 0 if year >= _CENTURY else _CENTURY
    month, day = int(match["month"]), int(match["day"])
    if not (1 <= month <= _MONTHS and 1 <= day <= _LONGEST_MONTH):
        return None
    return _dated(match, (year, month, day), today)


def _short(match: re.Match[str], today: date) -> Day | None:
    """9.12, 9/12, 9-12: a day only if the calendar has such a month, and it measures nothing."""
    month, day = int(match["month"]), int(match["day"])
    if not (1 <= month <= _MONTHS and 1 <= day <= _LONGEST_MONTH):
        return None
    return _dated(match, (None, month, day), today) if _stands_as_day(match) else None


def _stands_as_day(match: re.Match[str]) -> bool:
    text, (start, end) = match.string, match.span()
    if match["mark"]:
        return True
    before = text[max(0, start - 1) : start]
    if _OPENS_A_DAY.match(before):
        return not _UNIT.match(text, end)
    return bool(_ACT.match(text, end)) and not _MEASURES.match(before)


def _dated(match: re.Match[str], parts: tuple[int | None, int, int], today: date) -> Day | None:
    year, month, day = parts
    if year is None:
        return _without_year(match, month, day, today)
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    found = day_of(year, month, day)
    return _on(match, found, today) if found else _no_such(match, month, day)


def _without_year(match: re.Match[str], month: int, day: int, today: date) -> Day:
    """This year's day; last year's or next year's only where that is nearer than the other."""
    last, this, following = (day_of(today.year + more, month, day) for more in (-1, 0, 1))
    past = this if this and this <= today else _nearer(last, this, today)
    coming = this if this and this >= today else _nearer(following, past, today)
    if not (past or coming):
        return _no_such(match, month, day)
    return Day(match.span(), past=past, coming=coming)


def _nearer(one: date | None, other: date | None, today: date) -> date | None:
    distance = abs(other - today) if other else _TOO_FAR
    return one if one and abs(one - today) < distance else None


def _no_such(match: re.Match[str], month: int, day: int) -> Day:
    return Day(match.span(), impossible=f"{month}月{day}日")


def _of_moon(match: re.Match[str], today: date) -> Day | None:
    first = add_months(today, _MOONS[match["moon"]])
    day = number(match["day"])
    return None if day is None else _dated(match, (first.year, first.month, day), today)


def _alone(match: re.Match[str], today: date) -> Day | None:
    """20号: the last one and the next one, of this month or the one beside it."""
    day = number(match["day"])
    if day is None or not 1 <= day < 40:  # noqa: PLR2004 - 32号 is a slip, 110号 is a number
        return None
    if day > _LONGEST_MONTH:
        return Day(match.span(), impossible=match.group())
    before, this, after = (add_months(today, months) for months in (-1, 0, 1))
    past = day_of(*_month(this if day <= today.day else before), day)
    coming = day_of(*_month(this if day >= today.day else after), day)
    lost = None if past or coming else f"{before.month}月{day}日"
    return Day(match.span(), past=past, coming=coming, impossible=lost, alone=day)


def _month(first: date) -> tuple[int, int]:
    return first.year, first.month


def _weekday(match: re.Match[str], today: date) -> Day:
    """上周五 is the Friday of last week, Monday first; a bare 周五 the last or the next one."""
    index = _WEEKDAYS[match["name"]]
    if match["week"]:
        monday = today - timedelta(days=today.weekday())
        return _on(match, monday + timedelta(weeks=_MOONS[match["week"]], days=index), today)
    back = timedelta(days=(today.weekday() - index) % 7)
    ahead = timedelta(days=(index - today.weekday()) % 7)
    return Day(match.span(), past=today - back, coming=today + ahead)


def _relative(match: re.Match[str], today: date) -> Day:
    return _on(match, today + timedelta(days=_NEAR[match.group()]), today)


def _counted(match: re.Match[str], today: date) -> Day | None:
    count = number(match["count"])
    if count is None or count > _LONGEST_MONTH:
        return None
    return _on(match, today + timedelta(days=-count if "前" in match["way"] else count), today)


def _month_end(match: re.Match[str], today: date) -> Day | None:
    """The last day of a month or of this year, said as a deadline."""
    month = _MONTHS if match["year"] else number(match["month"]) if match["month"] else today.month
    if month is None or not 1 <= month <= _MONTHS:
        return None
    year = today.year if month >= today.month else today.year + 1
    return Day(match.span(), coming=month_end(date(year, month, 1)))


_READERS: tuple[tuple[re.Pattern[str], _Reader], ...] = (
    (_UNFIXED, _unfixed),
    (_WRITTEN_OUT, _with_year),
    (_COMPACT, _in_digits),
    (_DOTTED, _in_digits),
    (_OF_MOON, _of_moon),
    (_SHORT, _short),
    (_COUNTED, _counted),
    (_MONTH_END, _month_end),
    (_ALONE, _alone),
    (_WEEKDAY, _weekday),
    (_RELATIVE, _relative),
)
