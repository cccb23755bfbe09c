"""Drill: 5,000 spoiled scheme files: each is refused in words, or is whole and gives an answer.

Run from the checkout: python -m benchmarks.spoiled_schemes [COUNT]
"""

import random
import sys
from collections import Counter

from rubric.errors import SchemeRefused
from rubric.scheme import parse_scheme
from rubric.vocabulary import Vocabulary, parse_vocabulary
from tests.rubric.test_mutants import FILES, FOLDERS, answers, missing, mutant

GOOD = {"refused", "whole"}


def main(count: int) -> None:
    found = outcomes(count)
    print(f"{count} spoiled files: {dict(found)}")
    sys.exit(0 if set(found) <= GOOD else 1)


def outcomes(count: int) -> Counter[str]:
    """What became of so many spoiled files."""
    words = (FOLDERS[0] / "duties.toml").read_text(encoding="utf-8")
    vocabulary = parse_vocabulary(words, "duties.toml")
    texts = {path.name: path.read_text(encoding="utf-8") for path in FILES}
    found: Counter[str] = Counter()
    for seed in range(count):
        name = FILES[seed % len(FILES)].name
        found[_outcome(mutant(texts[name], random.Random(seed)), name, vocabulary)] += 1
    return found


def _outcome(text: str, name: str, vocabulary: Vocabulary) -> str:
    try:
        scheme = parse_scheme(text, name, vocabulary)
        return "whole" if answers(scheme) and not missing(text, scheme) else "loaded in part"
    except SchemeRefused as refused:
        return "refused" if refused.faults else "refused without a word"
    except Exception as error:  # noqa: BLE001 - that is what is looked for
        print(f"{name}: {type(error).__name__}: {error}")
        return "traceback"


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5000)
