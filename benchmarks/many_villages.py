"""Many villages scored on one core, beside NumPy and DuckDB by hand.

    python -m benchmarks.many_villages [--picture FILE.svg] [villages …]

The peers compute the three items that only count what was missed, and must come to the same sum;
the product scores every item of every village, with reasons and valid_until. The ledgers are held
in memory, a thousand at a time for the product and all at once for the peers; reading them is not
counted. 500000 villages take the product some minutes.
"""

import sys
from pathlib import Path

from benchmarks.beside import Cost, cost, in_turn, megabytes, of_peer, show
from benchmarks.drawn import Points, draw
from benchmarks.ledger import ENDS, YEAR, columns, facts, owed, plain_items, scheme
from rubric.facts import Facts
from rubric.scoring import score

SIZES = (1_000, 5_000, 20_000)
BLOCK, ROUNDS = 1_000, 3
PEERS = ("NumPy", "DuckDB")
ROUNDING = 1e-3


class Villages:
    """So many villages, and what each side makes of them."""

    def __init__(self, count: int) -> None:
        self.count = count
        self.scheme = scheme()
        self.owed = owed(self.scheme)
        self.plain = [no for no, _ in plain_items(self.scheme)]
        self.sums: dict[str, float] = {}
        self.read: dict[str, float] = {}

    def product(self) -> Cost:
        self.sums["product"] = 0.0
        spent = Cost(0.0, 0.0)
        for first in range(0, self.count, BLOCK):
            known = [facts(self.owed, first + at) for at in range(min(BLOCK, self.count - first))]
            each = cost(lambda known=known: self._score(known))  # type: ignore[misc]
            spent = Cost(spent.cpu + each.cpu, spent.wall + each.wall)
        return spent

    def _score(self, known: list[Facts]) -> None:
        for each in known:
            items = score(self.scheme, YEAR, each, ENDS).items
            self.sums["product"] += float(
                sum(item.score for item in items if item.no in self.plain)
            )

    def peer(self, name: str) -> Cost:
        asked = {
            "villages": self.count,
            "owed": len(self.owed),
            "columns": columns(self.scheme, ENDS),
            "items": plain_items(self.scheme),
        }
        told = of_peer(f"{name.lower()}_villages.py", asked)
        self.sums[name], self.read[name] = told["sum"], told["read"] / 1e6
        return Cost(*told["spent"])


def main(sizes: tuple[int, ...], picture: Path | None) -> None:
    grown: dict[str, list[tuple[float, float]]] = {name: [] for name in ("product", *PEERS)}
    for size in sizes:
        for name, seconds in measured(size).items():
            grown[name].append((size, seconds))
    print(f"the product held {megabytes():.0f} MB at most (aims: linear; 500000 in 5 s and 1 GB)")
    if picture:
        told: dict[str, Points] = dict(grown)
        draw(picture, "Scoring many villages on one core", ("villages", "seconds of CPU"), told)


def measured(size: int) -> dict[str, float]:
    """Seconds of CPU of each side, the median; all must come to the same sum."""
    villages = Villages(size)
    sides = [lambda name=name: villages.peer(name) for name in PEERS]  # type: ignore[misc]
    rounds = in_turn(ROUNDS if size < max(SIZES) else 1, villages.product, *sides)
    assert max(villages.sums.values()) - min(villages.sums.values()) < ROUNDING, villages.sums
    medians = {}
    for at, name in enumerate(("product", *PEERS)):
        taken = sorted(each[at].cpu for each in rounds)
        medians[name] = max(taken[len(taken) // 2], 1e-6)
        read = f", {villages.read[name]:.1f} MB read" if name in villages.read else ""
        show(f"{size} villages, {name}, CPU{read}", taken, "s")
        show(f"{size} villages, {name}, wall", [each[at].wall for each in rounds], "s")
    show(f"{size} villages, product, each", [medians["product"] / size * 1e6], "µs")
    return medians


if __name__ == "__main__":
    given = sys.argv[1:]
    to = Path(given[given.index("--picture") + 1]) if "--picture" in given else None
    main(tuple(int(each) for each in given if each.isdigit()) or SIZES, to)
