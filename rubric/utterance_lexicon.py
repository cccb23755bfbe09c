"""The words people use for the duties, found in a sentence.

An alias may carry a mark: `甲…乙` is 甲 and, a few characters on within the clause, 乙; `甲?`
counts only where no other duty is named; `-甲` holds an alias but does not mean the duty.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from rubric.utterance_text import BREAK

_GAP = 14
_CLAUSE_END = re.compile(f"[{BREAK}]")
_LOOKED_AT = re.compile(
    r"(?:检查|抽查|督查|查看|核查|巡查)(?:了|过)?(?:\S{0,3}村)?的?(?:\d+月份?)?的?$"
)
_LOOKED_INTO = re.compile(r"\S{0,6}?(?:监督|检查|督查|核查|抽查)")
_TROUBLE = re.compile(
    rf"[^{BREAK}]{{0,10}}?的(?:第?\S[个条处项])?(?:问题|意见)"
    r".{0,10}?(?:改到|改好|改完|改正|改了|整改)"
)
"""Words around a duty that make it the object of a check, or the source of a mended problem."""


class Word(Protocol):
    """What the vocabulary knows of a duty (rubric.vocabulary.DutyWord)."""

    @property
    def id(self) -> str: ...
    @property
    def aliases(self) -> tuple[str, ...]: ...
    @property
    def ask(self) -> str: ...
    @property
    def gathers(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Mention:
    """A duty's words in a sentence: one span, or two with others between."""

    spans: tuple[tuple[int, int], ...]
    duties: frozenset[str]
    weak: bool = False

    @property
    def start(self) -> int:
        return self.spans[0][0]

    @property
    def end(self) -> int:
        return self.spans[-1][1]

    @property
    def length(self) -> int:
        return sum(end - start for start, end in self.spans)


@dataclass(frozen=True, slots=True)
class _Alias:
    head: str
    tail: str
    duty: str
    weak: bool

    def at(self, text: str, start: int) -> tuple[tuple[int, int], ...]:
        """The spans this alias takes when it begins here; none if it does not stand here."""
        if not text.startswith(self.head, start):
            return ()
        end = start + len(self.head)
        if not self.tail:
            return ((start, end),)
        within = _CLAUSE_END.search(text, end, end + _GAP)
        found = text.find(self.tail, end, within.start() if within else end + _GAP)
        return () if found < 0 else ((start, end), (found, found + len(self.tail)))


class Lexicon:
    """The vocabulary's aliases, indexed for reading sentences. Built once."""

    def __init__(self, words: Iterable[Word]) -> None:
        self._order: dict[str, int] = {}
        self._index: dict[str, list[_Alias]] = {}
        self._asking: set[str] = set()
        self._gathering: set[str] = set()
        for word in words:
            self._order[word.id] = len(self._order)
            if word.ask:
                self._asking.add(word.id)
            if word.gathers:
                self._gathering.add(word.id)
            for alias in word.aliases:
                self._add(alias, word.id)

    def _add(self, alias: str, duty: str) -> None:
        words = alias.removesuffix("?")
        meant = "" if words.startswith("-") else duty
        head, _, tail = words.removeprefix("-").partition("…")
        self._index.setdefault(head[0], []).append(_Alias(head, tail, meant, alias.endswith("?")))

    def in_order(self, duties: Iterable[str]) -> tuple[str, ...]:
        """These duties in the vocabulary's order."""
        return tuple(sorted(duties, key=self._order.__getitem__))

    def wants_month(self, duties: Iterable[str]) -> bool:
        """Whether one of the duties is about the accounts of a month that must be known."""
        return not self._asking.isdisjoint(duties)

    def gathers(self, duties: Iterable[str]) -> bool:
        """Whether people come together for every one of them: 支委会6个 are six people."""
        return self._gathering.issuperset(duties)

    def has_word_of(self, duty: str, text: str) -> bool:
        """Whether one of its words stands in a plain text, whatever is named beside it."""
        return any(duty in found.duties for found in self._standing(text))

    def mentions(self, text: str) -> tuple[Mention, ...]:
        """The duties named in a plain text, in order; the longest words win where two overlap."""
        plain_words: list[Mention] = []
        gapped: list[Mention] = []
        for found in self._standing(text):
            (gapped if len(found.spans) > 1 else plain_words).append(found)
        taken = _longest(plain_words)
        free = [one for one in gapped if not any(_holds(other, one) for other in taken)]
        kept = [one for one in (*taken, *free) if one.duties and not _is_object(text, one)]
        return tuple(sorted(_without_weak(kept), key=lambda one: one.start))

    def _standing(self, text: str) -> Iterator[Mention]:
        """Every alias that stands in the text; those of one span and several duties as one."""
        for start, letter in enumerate(text):
            here: dict[tuple[tuple[int, int], ...], list[_Alias]] = {}
            for alias in self._index.get(letter, ()):
                if spans := alias.at(text, start):
                    here.setdefault(spans, []).append(alias)
            for spans, aliases in here.items():
                duties = frozenset(alias.duty for alias in aliases if alias.duty)
                yield Mention(spans, duties, weak=all(alias.weak for alias in aliases))


def _longest(found: Iterable[Mention]) -> list[Mention]:
    taken: list[Mention] = []
    for one in sorted(found, key=lambda mention: -mention.length):
        if all(one.end <= other.start or one.start >= other.end for other in taken):
            taken.append(one)
    return taken


def _holds(whole: Mention, gapped: Mention) -> bool:
    """Whether longer words name the same duty, or hold the first words of a gapped alias."""
    start, end = gapped.spans[0]
    overlaps = whole.start < end and start < whole.end
    return gapped.duties == whole.duties or (overlaps and whole.length > end - start)


def _is_object(text: str, one: Mention) -> bool:
    """Whether something else was done with the duty: it was looked at, or its faults mended."""
    if _LOOKED_AT.search(text, max(0, one.start - 14), one.start):
        return True
    into = text[: one.start].endswith("对") and _LOOKED_INTO.match(text, one.end)
    return bool(into or _TROUBLE.match(text, one.end))


def _without_weak(found: list[Mention]) -> list[Mention]:
    strong = [one for one in found if not one.weak]
    return strong or found
