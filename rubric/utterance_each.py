"""A sentence that tells of several pieces of work, each with its own day: read one by one."""

import re
from collections.abc import Iterator
from datetime import datetime

from rubric.utterance import Intent, Reading, understand
from rubric.utterance_lexicon import Lexicon
from rubric.utterance_text import BREAK, plain

_CLAUSE = re.compile(rf"[{BREAK}]")


def understand_each(text: str, now: datetime, lexicon: Lexicon) -> tuple[tuple[str, Reading], ...]:
    """The parts that are records by themselves, done on different days, with their words.

    Empty unless every part leaves nothing to ask: 昨天支委会,5人;前天主题党日,20人.
    """
    parts = tuple(_parts(text, lexicon))
    if len(parts) == 1:
        return ()
    read = tuple((part, understand(part, now, lexicon)) for part in parts)
    whole = all(one.intent is Intent.LOG and one.duties and not one.asks for _, one in read)
    return read if whole and len({one.date for _, one in read}) > 1 else ()


def _parts(text: str, lexicon: Lexicon) -> Iterator[str]:
    """The sentence cut before each clause that names work of its own."""
    begun: list[str] = []
    named = False
    for clause in _CLAUSE.split(plain(text)):
        names = bool(lexicon.mentions(clause))
        if names and named:
            yield ",".join(begun)
            begun = []
        begun.append(clause)
        named = named or names
    yield ",".join(begun)
