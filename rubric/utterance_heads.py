"""How many people took part, and how many should have."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from rubric.utterance_numerals import NUMBER, number
from rubric.utterance_text import BLOT

_N = NUMBER
_SIGN = r"\d〇零一二两三四五六七八九十廿卅百"
_WHO = (
    "(?:[个名位]?(?:正式|老|村|在册|在家)?(?:党员|委员|代表|干部|同志|成员|村民(?!小组|组)|群众|组员|组长|支委|社员)"
    "|个?人(?!次|民|均|大|员|家|口)|名|位)"
)
_COUNTED = f"(?:{_WHO}|个)"
_LOOSE = re.compile(
    rf"(?:大概|大约|约|近|将近|差不多|快|上|超过|不到|不足|不少于){_N}{_WHO}"
    rf"|{_N}(?:多|余|来|几|好几|把|-{_N}|[~至到]{_N}){_WHO}|{_N}{_WHO}(?:左右|上下|以上|以内|多)|十?几{_WHO}"
)
_DENIED = re.compile(rf"(?<!是)不是{_N}(?:{_WHO}|个)")
_EXPECTED = re.compile(
    rf"应(?:到会?|参会|参加|出席)(?:党员|代表|人数|人员)?:?(?:为|是|有)?({_N})|(?<![到{_SIGN}])({_N}){_WHO}?应到(?!会?:?\d|会?:?[一二三四五六七八九十])|{_N}/({_N}){_WHO}?(?:到会|参加|出席)"
)
_ACTUAL = re.compile(
    rf"(?:实到会?|实际到会|实际参加|实际到|实际出席)(?:党员|代表|人数|人员)?:?(?:为|是|有|了)?({_N})|(?<![到{_SIGN}])({_N}){_WHO}?实到(?!会?:?\d|会?:?[一二三四五六七八九十])|({_N})/{_N}{_WHO}?(?:到会|参加|出席)"
)
_IN_ALL = re.compile(rf"(?:一共|总共|共计|合计|共)(?:有|来了|到了|到会|参加)?({_N}){_WHO}")
_CAME = re.compile(
    rf"(?:(?<!应)到会|到场|出席|参会|参加|参加人数|参与|人数|到了|来了|(?<![应实])到|参加的有|听课|参评)(?:党员|代表|村民|群众|人员|人数|的)?(?:[:是为有]|一共|共|总共)?({_N})(?:{_COUNTED}|(?=$|[,;。!)□]))"
    rf"|({_N}){_COUNTED}(?:都|全部?|均|一起|同时)?(?:参加|到会|出席|到场|参会|参与|来了|来参加|到了(?!\d|一共|共)|到齐|到位|全到|都到|在场|听课|参评|签到|到$|都来|全来|来的)"
)
_SAID = rf"({_N}){_WHO}|(?:党员|代表|人数|到会|村民):?({_N})(?=$|[,;。!)□])"
_PLAIN = re.compile(_SAID)
_PLAIN_OR_BARE = re.compile(rf"{_SAID}|(?:^|[,;。□])({_N})个(?=$|[,;。!])")
_NOT_PRESENT = re.compile(
    rf"(?:请假|缺席|未到|缺勤|没来|没到|列席|其中|新增|评出|选出|评选|推荐|确定|慰问|走访|通过|讨论|研究|接收|发展|吸收|表彰|处分|第|涉及|帮扶|受益|少|缺)"
    rf"(?:了|的|:|有|女|男|正式|预备|流动|困难|青年|老)*(?:党员|(?:村民)?代表|干部|村民|群众)?(?:了|是|有)?{_N}{_WHO}?"
    rf"|{_N}{_WHO}?(?:(?:因[病事外]|外出|有事|生病)*(?:请假|缺席|未到|没到|没来|缺勤|还没来|还没到|列席(?=$|[,;。!)])|弃权|反对|赞成|同意|合格|优秀|不合格|发言|表态|作了|做了|提了|转正|预备|入党|积极分子|发展|述职|监督员|汇报))"
    rf"|{_N}[名个位](?:预备|入党|积极|发展|先进|优秀|困难|流动|低保|五保|贫困)"
)


MOST = 5_000
"""More than a village has people: such a number is asked about before it is kept."""
_NEGATIVE = re.compile(rf"(?<![-\d])-{_N}{_WHO}")
_STOPS = frozenset(BLOT + ",;。:(")


@dataclass(frozen=True, slots=True)
class Heads:
    """People counted in a sentence; None where it says none, or not exactly."""

    count: int | None = None
    expected: int | None = None
    doubtful: bool = False
    """Said, but no number of people in a village: 99999人, -3人."""


def heads(text: str, *, gathering: bool = True) -> Heads:
    """Who came and who should have, from a plain text without its days and times.

    A number said as roughly so (三十多人) is none; neither are those who were absent, voted or
    were talked about. A bare 6个 is of people where they gathered, else perhaps of things.

    >>> heads("应到35人实到28人")
    Heads(count=28, expected=35, doubtful=False)
    >>> heads("三十多人参加")
    Heads(count=None, expected=None, doubtful=False)
    """
    text = _LOOSE.sub("□", _DENIED.sub("□", text))
    expected = _first(_EXPECTED, text)
    text = _EXPECTED.sub("□", text) if _first(_ACTUAL, text) is None else text
    actual = _first(_ACTUAL, text)
    if actual is None:
        actual = _present(_NOT_PRESENT.sub("□", text), _PLAIN_OR_BARE if gathering else _PLAIN)
    if _NEGATIVE.search(text) or max(actual or 0, expected or 0) > MOST:
        return Heads(doubtful=True)
    return Heads(actual, expected)


def _present(text: str, plain: re.Pattern[str]) -> int | None:
    for pattern in (_IN_ALL, _CAME, plain):
        if found := tuple(pattern.finditer(text)):
            return _only(found) or _only(tuple(one for one in found if _on_its_own(one)))
    return None


def _only(found: Iterable[re.Match[str]]) -> int | None:
    counts = set(_counts(found))
    return counts.pop() if len(counts) == 1 else None


def _on_its_own(match: re.Match[str]) -> bool:
    """Right after a duty, a day or a stop, and not one kind of people among others."""
    start = match.start()
    return start == 0 or match.string[start - 1] in _STOPS


def _first(pattern: re.Pattern[str], text: str) -> int | None:
    return next(iter(_counts(pattern.finditer(text))), None)


def _counts(matches: Iterable[re.Match[str]]) -> Iterable[int]:
    for match in matches:
        words = next((group for group in match.groups() if group), None)
        count = number(words) if words else None
        if count:
            yield count
