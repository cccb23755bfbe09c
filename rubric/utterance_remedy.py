"""整改好了: whether a sentence tells that a finding was remedied, of which one, and how."""

import re
from datetime import datetime

from rubric.utterance import Intent, Reading, understand
from rubric.utterance_intent import is_denied, is_done
from rubric.utterance_lexicon import Lexicon
from rubric.utterance_parts import take_apart
from rubric.utterance_text import BREAK, FINDING_NUMBER, plain

DUTY = "rectification"
_UNTOLD = (Intent.LOG, Intent.NONE)
_NUMBER_ASKED = re.compile("[吗?]|整改单|通知书")
_OTHERS = re.compile("巡[察视]|审计|上级|督[查导]|考核|检查组|反馈")
_VERB = re.compile(
    r"第?[一二三1-3]?[个条处]?问题|整改|改正|改|处理|解决|已经?|[也还把做弄]|都|全部?|完成|完毕|到位|好|完|了|过|[的是我们村,。;!、:\s]"
)

_SPACE = re.compile(r"(?<=[了完好位毕成])\s+|\s+(?!号)(?=\S*整改|第?20\d\d-\d)")
"""One that parts the remedy from what stands beside it, not one within 7月 3日."""
_CLAUSE = re.compile(rf"[^{BREAK}、]+[{BREAK}、]*")


def numbers(text: str) -> tuple[str, ...]:
    """The numbers of findings in a sentence, as their papers have them: 2026-001."""
    return tuple(match[1] for match in FINDING_NUMBER.finditer(plain(text)) if match[1])


def tells_remedy(text: str, reading: Reading) -> bool:
    """Whether it says that what was found has been mended, and nothing else was done."""
    if reading.intent not in _UNTOLD or reading.future or _NUMBER_ASKED.search(plain(text)):
        return False
    return reading.duties == (DUTY,) or (bool(numbers(text)) and is_done(plain(text)))


def apart(text: str, now: datetime, lexicon: Lexicon) -> tuple[str, ...]:
    """今天支委会5人,整改也完成了: the work and what was mended, each in its own words.

    Empty where the sentence tells of but one of them.
    """
    said = plain(_SPACE.sub(",", text.strip()))
    if not (numbers(said) or lexicon.has_word_of(DUTY, said)):
        return ()
    core = take_apart(said, now.date(), lexicon).core
    work: list[str] = []
    mended: list[str] = []
    told = work
    for clause in _CLAUSE.finditer(said):
        heard = core[slice(*clause.span())]
        reading = understand(heard, now, lexicon)
        if _says_mended(heard, reading):
            told = mended
        elif reading.duties:
            told = work
        told.append(clause[0])
    if not mended:
        return ()
    parts = tuple("".join(each).strip(",;、") for each in (work, mended))
    other = set(understand(parts[0], now, lexicon).duties) - {DUTY}
    return parts if other else ()


def _says_mended(clause: str, reading: Reading) -> bool:
    return tells_remedy(clause, reading) and (is_done(clause) or "到位" in clause)


def may_be_remedy(text: str, reading: Reading) -> bool:
    """Whether it only says that something was done, of no duty: 已补签,三人签字齐全."""
    said = plain(text)
    untold = reading.intent in _UNTOLD and not (reading.duties or reading.future)
    return untold and is_done(said) and not is_denied(said)


def is_of_others(text: str) -> bool:
    """Whether an inspection from above found it: 巡察反馈的第2条问题 is no finding of ours."""
    return _OTHERS.search(plain(text)) is not None


def says_how(text: str) -> bool:
    """Whether it says more than that it was done: 整改已完成,三人签字齐全."""
    return bool(_VERB.sub("", FINDING_NUMBER.sub("", plain(text))))
