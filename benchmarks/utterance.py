"""Microseconds a sentence of the corpora takes to read. Run: python -m benchmarks.utterance"""

import json
from datetime import datetime
from pathlib import Path
from timeit import repeat

from rubric.utterance import Lexicon, understand
from rubric.vocabulary import parse_vocabulary

ROOT = Path(__file__).parents[1]
ROUNDS = 5


def main() -> None:
    duties = ROOT / "rubric" / "schemes" / "duties.toml"
    words = parse_vocabulary(duties.read_text(encoding="utf-8"), duties.name).duties
    lexicon = Lexicon(words.values())
    rows = [
        json.loads(line)
        for file in sorted((ROOT / "tests" / "corpus").glob("*.jsonl"))
        for line in file.read_text(encoding="utf-8").splitlines()
    ]
    asked = [(row["text"], datetime.fromisoformat(row["now"])) for row in rows]

    def read_all() -> None:
        for text, now in asked:
            understand(text, now, lexicon)

    best = min(repeat(read_all, number=1, repeat=ROUNDS))
    print(f"{len(asked)} sentences, {best / len(asked) * 1e6:.0f} µs a sentence (best of {ROUNDS})")
    slowest = max(asked, key=lambda one: min(repeat(lambda: understand(*one, lexicon), number=5)))
    print(f"slowest: {slowest[0]}")


if __name__ == "__main__":
    main()
