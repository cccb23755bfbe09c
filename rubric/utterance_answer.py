"""A short answer to the one thing that was asked: a day; or words that leave the question."""

import re
from datetime import date, datetime

from rubric.utterance_days import days
from rubric.utterance_numerals import NUMBER
from rubric.utterance_text import plain

_NUMBERED = re.compile(rf"{NUMBER}[日号]|月")
_NUMBERS = re.compile(r"\d{1,2}[./-]\d{1,2}[日号]?")
_BESIDE_A_DAY = re.compile(
    "(?:[ 就是的在开办贴弄搞做发了啊呀吧呢哦哈嘛,。!]|张贴|公示|公布|上墙"
    "|上午|下午|中午|晚上|早上|傍晚|大概|应该|好像|可能)*"
)
_LEAVES = re.compile(
    "(?:(?:暂时|目前|现在|还是)?(?:算了|取消|撤[销回]|删[除掉]|作废|不想|退出|返回|回去|停止?|先?不[办报换写弄要填记说做搞发改问用]|不必|不需要"
    "|没有?(?:什么|啥)?(?:问题|事|意见)?|无|谢谢[你您]?|多谢|知道|收到|明白|好的?|行|可以|是的|对的?|嗯+|哦+|ok)"
    "[了吧啊呀哈啦嘛哦的,。!~ ]*)+",
    re.IGNORECASE,
)
_NO_DAY = re.compile(
    "(?:我)?(?:(?:还|都)?没(?:有)?[办开做搞弄贴发]|忘记?"
    "|想不起来|(?:不|没)记得?|记不(?:清楚?|得|住|起来))[呢了啊呀,。! ]*"
)


def read_day(text: str, now: datetime) -> date | None:
    """The one past day that the text names, today included; None if it names none, or several."""
    named = {day.past for day in days(_numbered(text), now.date())}
    return named.pop() if len(named) == 1 else None


def _numbered(text: str) -> str:
    """14 by itself is the 14th."""
    said = plain(text).strip(" ,。!")
    return f"{said}日" if re.fullmatch(NUMBER, said) else plain(text)


def read_day_within(text: str, now: datetime, first: date, last: date) -> date | None:
    """The same, where a day out of these was asked for: 18, 18号 and 12月18日 are of that time.

    Words that count from today (昨天) mean what they always mean.
    """
    said = _numbered(text)
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
    """Whether the text is words for one day and nothing that tells more: 是昨天的, 今天贴的, 14."""
    said = _numbered(text)
    named = days(said, now.date())
    for day in reversed(named):
        said = said[: day.span[0]] + said[day.span[1] :]
    return len({day.past for day in named}) == 1 and bool(_BESIDE_A_DAY.fullmatch(said))


def is_bare_number(text: str) -> bool:
    """14: a day only as the answer to a question for one."""
    return re.fullmatch(NUMBER, plain(text).strip(" ,。!")) is not None


def leaves(text: str) -> bool:
    """Whether the words give a question up, or are no more than a nod: 算了, 没有问题, 好的谢谢."""
    return _LEAVES.fullmatch(plain(text)) is not None


def knows_no_day(text: str) -> bool:
    """Whether the words say that there is no day to tell: 还没办, 忘了."""
    return _NO_DAY.fullmatch(plain(text)) is not None


def names_day(text: str, now: datetime) -> bool:
    """Whether the text has words for a day at all, even for one that cannot be."""
    return bool(days(plain(text), now.date()))
