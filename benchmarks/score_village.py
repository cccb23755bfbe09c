"""Microseconds to score one village with 90 records, with reasons and valid_until.

Run: python -m benchmarks.score_village

Beside it a fixed loop of plain Python, timed in turn in the same run: the ratio says how costly the
scorer is whatever the machine.
"""

import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from statistics import median
from time import perf_counter_ns, process_time_ns

from rubric.casefile import Case, read_case
from storage import schemes

CASE = Path(__file__).parents[1] / "tests" / "cases" / "wenling-03-diligent-year.toml"
RECORDS = 90
ROUNDS, TIMES = 41, 50


def village() -> Case:
    """A year in which everything was done: reasons lie ahead all the same, for the next months."""
    case = read_case(CASE.read_text(encoding="utf-8"), CASE.name, schemes.load())
    records = (case.facts.records * 2)[:RECORDS]
    return replace(case, facts=replace(case.facts, records=records))


def plain_loop() -> int:
    """Ten thousand steps of the kind every Python programme is made of."""
    total = 0
    for number in range(10_000):
        total += number % 7
    return total


def microseconds(call: Callable[[], object], clock: Callable[[], int]) -> float:
    start = clock()
    for _ in range(TIMES):
        call()
    return (clock() - start) / TIMES / 1000


def main() -> None:
    case = village()
    for name, clock in (("CPU", process_time_ns), ("wall", perf_counter_ns)):
        rounds = [
            (microseconds(case.score, clock), microseconds(plain_loop, clock))
            for _ in range(ROUNDS)
        ]
        scored, plain = (median(column) for column in zip(*rounds, strict=True))
        ratios = sorted(score / loop for score, loop in rounds)
        print(
            f"{name}: {scored:.0f} µs a village of {RECORDS} records, plain loop {plain:.0f} µs, "
            f"ratio {median(ratios):.2f} ({ratios[0]:.2f} to {ratios[-1]:.2f})"
        )
    print(f"median of {ROUNDS} rounds of {TIMES}, Python {sys.version.split()[0]}")


if __name__ == "__main__":
    main()
