"""Spoiled scheme files: each is refused in words or is a whole scheme, never something between."""

import random
import tomllib
from datetime import date
from pathlib import Path

import pytest

import rubric
from rubric.answers import answer, json_of
from rubric.errors import Fault, SchemeRefused
from rubric.facts import Facts
from rubric.scheme import Scheme, parse_scheme
from rubric.scheme_kinds import KINDS
from rubric.vocabulary import Vocabulary

FOLDERS = (Path(rubric.__file__).parent / "schemes", Path(__file__).parents[1] / "schemes")
FILES = sorted(
    path for folder in FOLDERS for path in folder.glob("*.toml") if path.name != "duties.toml"
)
JUNK = ("0", "-1", "nan", "[]", '""', "true", "{}", "99999999999999999999", '"\\u0000"', "x", "]")
TIMES = 12


def mutant(text: str, chance: random.Random) -> str:
    """The text with one line lost, doubled, swapped, cut, moved, or its value spoiled."""
    lines = text.splitlines()
    at, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    match chance.randrange(6):
        case 0:
            del lines[at]
        case 1:
            lines.insert(other, lines[at])
        case 2:
            lines[at], lines[other] = lines[other], lines[at]
        case 3:
            lines[at] = lines[at][: chance.randrange(len(lines[at]) + 1)]
        case 4:
            lines[at] = lines[at].split("=")[0] + "= " + chance.choice(JUNK)
        case _:
            place = chance.randrange(len(text))
            return text[:place] + chance.choice("\0\n\"'[]{}=,#甲0") + text[place + 1 :]
    return "\n".join(lines)


def outcome(text: str, name: str, vocabulary: Vocabulary) -> tuple[Fault, ...] | Scheme:
    try:
        return parse_scheme(text, name, vocabulary)
    except SchemeRefused as refused:
        return refused.faults


def missing(text: str, scheme: Scheme) -> list[str]:
    """The lists of the file that did not arrive in the scheme with as many tables."""
    lists = set(KINDS[scheme.kind].lists) - {"stages"}
    raw = tomllib.loads(text)
    return [one for one in lists if len(raw.get(one, ())) != len(getattr(scheme, one))]


def answers(scheme: Scheme) -> bool:
    """Whether a village without a fact gets its answer by it."""
    found = answer(scheme, 2026, Facts(), date(2026, 12, 31), {})
    return json_of("示例一村", found)["scheme"] == scheme.id


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_spoiled_scheme_is_refused_with_its_faults_or_is_whole(
    path: Path, vocabulary: Vocabulary
) -> None:
    text, chance = path.read_text(encoding="utf-8"), random.Random(path.stem)
    spoiled = [mutant(text, chance) for _ in range(TIMES)]
    found = [(one, outcome(one, path.name, vocabulary)) for one in spoiled]
    whole = [(one, scheme) for one, scheme in found if isinstance(scheme, Scheme)]
    refused = [faults for _, faults in found if isinstance(faults, tuple)]
    assert [missing(one, scheme) for one, scheme in whole] == [[]] * len(whole)
    assert all(answers(scheme) for _, scheme in whole)
    assert refused
    assert all(refused)
    assert {fault.source for faults in refused for fault in faults} == {path.name}
