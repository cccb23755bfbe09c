"""The duties by name: what each is called, and the words people use for it."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from rubric.errors import SchemeRefused
from rubric.model import Model, Word
from rubric.parts import Parts
from rubric.toml_text import read_toml


class DutyWord(Model):
    """One duty as people speak of it; `ask` is the question when a sentence says too little.

    `gathers`: people come together for it, so that a number alone is one of people.
    """

    id: Word
    name: Word
    aliases: tuple[Word, ...]
    ask: str = ""
    gathers: bool = False


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Every duty that any scheme may name."""

    duties: Mapping[str, DutyWord]


def parse_vocabulary(text: str, source: str) -> Vocabulary:
    """Read schemes/duties.toml; SchemeRefused with every fault."""
    parts = Parts(source, *read_toml(text, source))
    words = parts.many("duties", DutyWord)
    parts.unique("duties", "id")
    if faults := parts.refused():
        raise SchemeRefused(faults)
    return Vocabulary(MappingProxyType({word.id: word for word in words}))
