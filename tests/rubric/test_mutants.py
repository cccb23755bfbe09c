"""Spoiled scheme files: each is refused in words or is a whole scheme, never something between."""

import random
from pathlib import Path

import pytest

import rubric
from rubric.errors import Fault, SchemeRefused
from rubric.scheme import Scheme, parse_scheme
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


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_spoiled_scheme_is_refused_with_its_faults_or_is_whole(
    path: Path, vocabulary: Vocabulary
) -> None:
    text, chance = path.read_text(encoding="utf-8"), random.Random(path.stem)
    found = [outcome(mutant(text, chance), path.name, vocabulary) for _ in range(TIMES)]
    whole = [one for one in found if isinstance(one, Scheme)]
    refused = [one for one in found if isinstance(one, tuple)]
    assert all(one.items for one in whole)
    assert refused
    assert all(refused)
    assert {fault.source for faults in refused for fault in faults} == {path.name}
