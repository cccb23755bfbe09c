"""One village with 90 records scored, with reasons and valid_until, beside OpenFisca-core.

    python -m benchmarks.score_village [rounds]

OpenFisca is given the three items that only count what was missed, and computes their points; the
product scores all 21 items, says why, and until when it holds.
"""

import sys
from dataclasses import replace
from pathlib import Path

from benchmarks.beside import Cost, compare, cost, in_turn, of_peer
from benchmarks.ledger import ENDS, columns, plain_items, scheme
from rubric.casefile import Case, read_case
from storage import schemes

CASE = Path(__file__).parents[1] / "tests" / "cases" / "wenling-03-diligent-year.toml"
RECORDS, TIMES, PEER_TIMES = 90, 300, 20


def village() -> Case:
    """A year in which everything was done: reasons lie ahead all the same, for the next months."""
    case = read_case(CASE.read_text(encoding="utf-8"), CASE.name, schemes.load())
    records = (case.facts.records * 2)[:RECORDS]
    return replace(case, facts=replace(case.facts, records=records))


def peer() -> Cost:
    rules = columns(scheme(), ENDS)
    items = [
        (no, points, [(each, True) for _, of, each, _ in rules if of == no])
        for no, points in plain_items(scheme())
    ]
    told = of_peer("openfisca_village.py", {"items": items, "times": PEER_TIMES})
    assert told["points"] == sum(points for _, points in plain_items(scheme()))
    return Cost(*told["spent"])


def main(rounds: int) -> None:
    case = village()
    case.score()
    told = in_turn(rounds, lambda: cost(case.score, TIMES), peer)
    compare(("product", "OpenFisca-core"), told, "µs", "(aims: 40 µs, ratio at most 0.5)")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
