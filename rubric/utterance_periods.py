"""The months, quarters, half-years and years a sentence names."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from rubric.period import Cadence, Period, add_months
from rubric.utterance_numerals import NUMBER, number

_CENTURY, _MONTHS = 2000, 12
_SAID_YEARS = {"前年": -2, "去年": -1, "上年": -1, "今年": 0, "本年": 0, "当年": 0, "明年": 1}
_MOONS = {"上上": -2, "上": -1, "本": 0, "这": 0, "当": 0, "该": 0, "下": 1, "下下": 2}
_HALVES = {"上": 1, "下": 2, "前": 1, "后": 2}
_QUARTERS = dict(zip("一二三四1234", (1, 2, 3, 4, 1, 2, 3, 4), strict=True))
_SPANS = {(1, 3): "Q1", (4, 6): "Q2", (7, 9): "Q3", (10, 12): "Q4", (1, 6): "H1", (7, 12): "H2"}

_YEAR = (
    r"(?:(?P<year>20\d\d|\d\d|二[〇零][〇零一二三四五六七八九]{2})年?度?|"
    rf"(?P<said>{'|'.join(_SAID_YEARS)})度?)?的?"
)
_PERIOD = re.compile(
    _YEAR + rf"(?:第?(?P<quarter>[一二三四1-4])个?季度?"
    r"|(?P<quarter_moon>上|本|这|当|下)个?季度?|[Qq](?P<q>[1-4])"
    rf"|(?P<half>[上下前后])半年|(?P<from>{NUMBER})月?份?[-~至到](?P<to>{NUMBER})月份?"
    rf"|(?P<month>{NUMBER})月份?(?![内之间以]))"
    r"|(?P<moon>上上|上|本|这|当|该|下下|下)个?月份?"
    rf"|(?P<only_year>20\d\d|二[〇零][〇零一二三四五六七八九]{{2}})年度?|(?P<only_said>{'|'.join(_SAID_YEARS)}|本年度|全年)度?"
)
_SEVERAL_MONTHS = re.compile(rf"(?<![\d.])(?P<first>{NUMBER})(?=[、,和]{NUMBER}月)")


@dataclass(frozen=True, slots=True)
class Named:
    """A period named: what it means of the past (begun), and of the future (not over)."""

    past: Period | None
    coming: Period | None

    @property
    def months(self) -> int:
        one = self.past or self.coming
        return one.cadence.months if one else 0


def periods(text: str, today: date) -> tuple[Named, ...]:
    """Every period named in a plain text whose days are blotted out, the narrowest kind only."""
    found = dict.fromkeys(_named(text, today))
    narrow = min((named.months for named in found), default=0)
    return tuple(named for named in found if named.months == narrow)


def _named(text: str, today: date) -> Iterator[Named]:
    for match in _SEVERAL_MONTHS.finditer(text):
        yield from _month(number(match["first"]), None, today)
    for match in _PERIOD.finditer(text):
        yield from _read(match, today)


def _read(match: re.Match[str], today: date) -> Iterator[Named]:
    words = match.groupdict()
    year = _year(words, today)
    if words["month"]:
        yield from _month(number(words["month"]), year, today)
    elif words["moon"]:
        yield _known(Period.around(add_months(today, _MOONS[words["moon"]]), Cadence.MONTH), today)
    elif words["quarter"] or words["q"]:
        index = _QUARTERS[words["quarter"] or words["q"]]
        yield _nearest(Cadence.QUARTER, index, year, today)
    elif words["quarter_moon"]:
        first = add_months(today, 3 * _MOONS[words["quarter_moon"]])
        yield _known(Period.around(first, Cadence.QUARTER), today)
    elif words["half"]:
        yield _nearest(Cadence.HALF, _HALVES[words["half"]], year, today)
    elif words["from"]:
        yield from _span(words, year, today)
    else:
        yield _known(Period(today.year if year is None else year, Cadence.YEAR), today)


def _year(words: dict[str, str | None], today: date) -> int | None:
    said, digits = words["said"] or words["only_said"], words["year"] or words["only_year"]
    if said:
        return today.year + _SAID_YEARS.get(said, 0)
    year = number(digits) if digits else None
    return year + _CENTURY if year is not None and year < _CENTURY else year


def _month(month: int | None, year: int | None, today: date) -> Iterator[Named]:
    if month is not None and 1 <= month <= _MONTHS:
        yield _nearest(Cadence.MONTH, month, year, today)


def _span(words: dict[str, str | None], year: int | None, today: date) -> Iterator[Named]:
    """1至6月 is a half-year, 7-9月 a quarter; other spans are no period."""
    months = number(words["from"] or ""), number(words["to"] or "")
    for (first, last), name in _SPANS.items():
        if months == (first, last):
            cadence = Cadence.QUARTER if name[0] == "Q" else Cadence.HALF
            yield _nearest(cadence, int(name[1]), year, today)


def _nearest(cadence: Cadence, index: int, year: int | None, today: date) -> Named:
    """That period of the year named; without one this year's, or the year's beside it if nearer."""
    if year is not None:
        return _known(Period(year, cadence, index), today)
    last, this, following = (Period(today.year + more, cadence, index) for more in (-1, 0, 1))
    if this.first > today:
        return Named(last if _away(last, today) < _away(this, today) else None, this)
    if this.last >= today:
        return Named(this, this)
    return Named(this, following if _away(following, today) < _away(this, today) else None)


def _away(period: Period, today: date) -> int:
    return max((period.first - today).days, (today - period.last).days)


def _known(period: Period, today: date) -> Named:
    return Named(
        period if period.first <= today else None, period if period.last >= today else None
    )
