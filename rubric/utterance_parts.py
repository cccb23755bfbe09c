"""A sentence taken apart: what it names, what it was about, and what of it was really done."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from rubric.utterance_days import Day, days
from rubric.utterance_heads import Heads, heads
from rubric.utterance_intent import is_denied, is_done, is_planned
from rubric.utterance_lexicon import Lexicon, Mention
from rubric.utterance_periods import Named, periods
from rubric.utterance_text import BREAK, FINDING_NUMBER, blot, plain
from rubric.utterance_times import time_of_day

_FIXED_WORDS = re.compile(
    r"[七五六八]一(?![月号日点个人名])|十一(?![月号日点个人名])|八项规定|三会一课|一事一议|两学一做"
    r"|一肩挑|三资|三务|两委|一岗双责|四个(?=意识|自信)|两个(?=维护|确立|责任)|四风|十[四五]五"
    r"|[一二]十大|第一书记|三重一大|一(?:次|堂|致|条|些|直|切|会儿?|同)|万一|统一"
    r"|(?<![周期拜月十廿])一[起下]"
)
_ABOUT = re.compile(
    r"学习|通过|要求|强调|宣讲|研究|讨论|审议|商议|商量|商讨|部署|布置|传达|听取|表决|筹备|商定|议定"
    r"|(?:汇报|通报)(?!一下|如下|[:,。])|议了|(?<![制订])定了|确定|决定"
)
_ABOUT_IF_NAMED = ("学习", "通过", "要求", "强调", "宣讲", "定了", "确定", "决定")
_MENDED = re.compile(
    rf"[^{BREAK}]{{0,30}}?(?:发现|检查|巡查|巡察|反馈|指出|提出|督查)(?=的(?:第?\S[个条处项])?(?:问题|意见).{{0,10}}改)"
)
_END = re.compile(rf"[{BREAK.replace('□', '')}]")
_LONGEST_TITLE, _SEVERAL = 40, 2


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence taken apart, before it is judged."""

    core: str
    mentions: tuple[Mention, ...]
    days: tuple[Day, ...]
    periods: tuple[Named, ...]
    time: str | None
    heads: Heads
    title: str

    @property
    def duties(self) -> frozenset[str]:
        return frozenset(_named(self.mentions))

    @property
    def dated(self) -> tuple[Day, ...]:
        return tuple(day for day in self.days if not day.deadline)


def take_apart(sentence: str, today: date, lexicon: Lexicon) -> Told:
    """Duties first, then hours, days, periods and heads, each in what the others left."""
    text = _only_told(plain(sentence), today, lexicon)
    mentions = lexicon.mentions(text)
    about = _about(text, mentions)
    outside = tuple(one for one in mentions if not any(a <= one.start < b for a, b in about))
    names = blot(text, (span for one in mentions for span in one.spans))
    names = blot(names, (match.span() for match in FINDING_NUMBER.finditer(names)))
    names = blot(names, (match.span() for match in _FIXED_WORDS.finditer(names)))
    time, hours = time_of_day(names)
    rest = blot(names, hours)
    found = days(blot(rest, about), today)
    rest = blot(rest, (day.span for day in found))
    return Told(
        core=blot(text, about),
        mentions=outside,
        days=found,
        periods=periods(blot(rest, about), today),
        time=time,
        heads=heads(rest, gathering=lexicon.gathers(_named(outside))),
        title=_title(text, about),
    )


def _named(mentions: Iterable[Mention]) -> Iterator[str]:
    return (duty for mention in mentions for duty in mention.duties)


def _about(text: str, mentions: tuple[Mention, ...]) -> tuple[tuple[int, int], ...]:
    """What a meeting was about, from 研究 or 讨论 to the end of the clause, or where a problem now
    mended came from: nobody did that, and its day is not that of the record.
    """
    spans = [match.span() for match in _MENDED.finditer(text)]
    first = min((one.end for one in mentions), default=len(text))
    for match in _ABOUT.finditer(text):
        if match.group() in _ABOUT_IF_NAMED and match.start() < first:
            continue
        if not any(start <= match.start() < end for start, end in _inside(mentions, spans)):
            spans.append((match.start(), _clause_end(text, match.end())))
    return tuple(spans)


def _title(text: str, about: tuple[tuple[int, int], ...]) -> str:
    said = [text[start:end] for start, end in about if _ABOUT.match(text, start)]
    return said[0][:_LONGEST_TITLE] if said else ""


def _inside(
    mentions: tuple[Mention, ...], spans: list[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    yield from spans
    for one in mentions:
        yield from one.spans


def _clause_end(text: str, start: int) -> int:
    match = _END.search(text, start)
    return match.start() if match else len(text)


def _only_told(text: str, today: date, lexicon: Lexicon) -> str:
    """Where one duty was done and another was not, or is yet to come, only what was done."""
    mentions = lexicon.mentions(text)
    if len({one.duties for one in mentions}) < _SEVERAL:
        return text
    parts = list(_parts(text, mentions))
    undone = [_undone(text[start:end], today) for start, end in parts]
    if all(undone) or not any(undone):
        return text
    return blot(text, (part for part, left in zip(parts, undone, strict=True) if left))


def _parts(text: str, mentions: tuple[Mention, ...]) -> Iterator[tuple[int, int]]:
    """The sentence cut before each clause, or duty, that says something of its own."""
    start = 0
    for before, after in pairwise(mentions):
        cut = _cut(text, before, after)
        if cut is not None and cut > start:
            yield start, cut
            start = cut
    yield start, len(text)


def _cut(text: str, before: Mention, after: Mention) -> int | None:
    between = text[before.end : after.start]
    if ends := list(_END.finditer(between)):
        return before.end + ends[-1].start()
    return after.start if is_done(between) or is_denied(between) else None


def _undone(part: str, today: date) -> bool:
    named = [day for day in days(part, today) if not day.deadline]
    ahead = bool(named) and all(day.past is None for day in named)
    return is_denied(part) or ahead or (is_planned(part) and not is_done(part))
