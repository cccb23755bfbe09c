"""A sentence that tells of several pieces of work, each with its own day or heads: read apart."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from rubric.utterance import Ask, Intent, Reading, understand
from rubric.utterance_answer import names_day
from rubric.utterance_lexicon import Lexicon
from rubric.utterance_text import BREAK, plain

_CLAUSE = re.compile(
    rf"[{BREAK}、]|(?<=[人名])(?:和|及|以及|还有)|(?<=[人名])(?=大?前天|昨天|今天|\d{{1,2}}[月号日])"
)
_SEVERAL = 2

Parts = tuple[tuple[str, Reading], ...]


def understand_each(text: str, now: datetime, lexicon: Lexicon) -> Parts:
    """The parts that are work by themselves, each with its day and people, and their words.

    A part may leave its day open; it takes that of the others only where all share one. Empty
    where the sentence tells of one piece of work, or of several that were one (支委会和主题党日).
    """
    cut = tuple(_parts(text, lexicon))
    if len(cut) == 1:
        return ()
    parts = tuple((part, understand(part, now, lexicon)) for part in cut)
    if not _all_done(parts, understand(text, now, lexicon)):
        return ()
    days = {one.date for _, one in parts if one.date}
    if len(days) > 1:
        return parts
    counted = sum(one.head_count is not None for _, one in parts)
    return tuple(_on_one_day(parts, now)) if days and counted >= _SEVERAL else ()


def _all_done(parts: Parts, whole: Reading) -> bool:
    """Whether every part is work that the whole sentence tells of, too."""
    done = all(one.intent is Intent.LOG and one.duties and not one.future for _, one in parts)
    return done and {duty for _, one in parts for duty in one.duties} == set(whole.duties)


def _on_one_day(parts: Parts, now: datetime) -> Iterator[tuple[str, Reading]]:
    """昨天支委会5人、党员大会30人: what names no day was on the one that is named."""
    day = next(one.date for _, one in parts if one.date)
    for words, one in parts:
        asks = tuple(ask for ask in one.asks if ask is not Ask.DATE)
        yield words, one if names_day(words, now) else replace(one, date=day, asks=asks)


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
