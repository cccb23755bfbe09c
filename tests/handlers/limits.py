"""The limits every card keeps (journeys): lines, characters, buttons, labels, no emoji."""

import re
from html import unescape

from handlers.messages.render import LABEL_WIDTH
from handlers.messages.words import width

TAG = re.compile(r"<[^>]+>")
EMOJI = re.compile("[\U0001f000-\U0001faff\u2600-\u26ff\u2705\u274c\u2b50]")
NAMED = "<"
"""A sign in every name of the extreme county: of the rest no label may be cut."""
HALF = re.compile(r"[\u4e00-\u9fff][,:;!?()]|[,:;!?()][\u4e00-\u9fff]")
UNSEEN = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069]")
LINES, CHARACTERS = 9, 180
MOST, MOST_OF_TOWN = 6, 8
HOME = frozenset({"回首页", "找人帮忙", "本月要办", "去确认", "全镇进度"})
"""Home by one tap, or the keys of a home card itself."""
CANCELS = frozenset(
    {
        "不是我",
        "不报了",
        "不提了",
        "不退了",
        "先不报",
        "先不写",
        "先不答复",
        "返回",
        "都不是，不记录",
    }
)


def faults(text: str, rows, *, town: bool = False) -> list[str]:
    """What is wrong with a card whose labels stand in these rows."""
    plain = unescape(TAG.sub("", text))
    labels = [label for row in rows for label in row]
    found = [f"label too wide: {label}" for row in rows for label in row if _too_wide(label, row)]
    found += [f"label cut: {label}" for label in labels if "…" in label and NAMED not in label]
    if len(plain.splitlines()) > LINES:
        found.append(f"{len(plain.splitlines())} lines")
    if len(plain.replace("\n", "")) > CHARACTERS:
        found.append(f"{len(plain)} characters")
    if len(labels) > (MOST_OF_TOWN if town else MOST):
        found.append(f"{len(labels)} buttons")
    if len(labels) != len(set(labels)):
        found.append("two buttons of one label")
    if labels and not HOME & set(labels) and not {"是我本人", "核对无误，接收"} & set(labels):
        found.append("no way home")
    if labels[:1] and labels[0] in CANCELS and len(labels) > 2:
        found.append("cancel comes first")
    if EMOJI.search(plain + "".join(labels)):
        found.append("emoji")
    if UNSEEN.search(plain + "".join(labels)):
        found.append("signs nobody sees")
    return found


def half_width(text: str) -> list[str]:
    """ASCII punctuation beside Chinese: none in what we wrote, if no user text is shown."""
    return HALF.findall(unescape(TAG.sub("", text)))


def _too_wide(label: str, row) -> bool:
    return width(label) > LABEL_WIDTH[len(row)]
