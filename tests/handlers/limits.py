"""The limits every card keeps (journeys): lines, characters, buttons, labels, no emoji."""

import re
from html import unescape

TAG = re.compile(r"<[^>]+>")
EMOJI = re.compile("[\U0001f000-\U0001faff\u2600-\u26ff\u2705\u274c\u2b50]")
LINES, CHARACTERS = 9, 180
HOME = frozenset({"回首页", "找人帮忙", "本月要办", "去确认", "全镇进度"})
"""Home by one tap, or the keys of a home card itself."""


def faults(text: str, labels, *, town: bool = False) -> list[str]:
    """What is wrong with a card."""
    plain = unescape(TAG.sub("", text))
    found = []
    if len(plain.splitlines()) > LINES:
        found.append(f"{len(plain.splitlines())} lines")
    if len(plain.replace("\n", "")) > CHARACTERS:
        found.append(f"{len(plain)} characters")
    if len(labels) > (8 if town else 6):
        found.append(f"{len(labels)} buttons")
    if labels and not HOME & set(labels):
        found.append("no way home")
    if EMOJI.search(plain + "".join(labels)):
        found.append("emoji")
    return found
