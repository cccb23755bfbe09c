"""The product and a peer in turn in one run: what each takes, and the median ratio with its extent.

Peers that the product does not need live in an environment of their own: `make peers`.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

ROOT = Path(__file__).parent.parent
HUNDRED = 100
"""From here on no decimals are shown."""
PEERS = ROOT / ".venv-peers" / "bin" / "python"


class Cost(NamedTuple):
    """Seconds of CPU of this process, and on the wall."""

    cpu: float
    wall: float


def cost(work: Callable[[], object], times: int = 1) -> Cost:
    """What one call costs, measured over so many."""
    cpu, wall = time.process_time(), time.perf_counter()
    for _ in range(times):
        work()
    return Cost((time.process_time() - cpu) / times, (time.perf_counter() - wall) / times)


def in_turn(rounds: int, *sides: Callable[[], Cost]) -> list[tuple[Cost, ...]]:
    """Each side once in every round, so that what else the machine does falls on all alike."""
    return [tuple(side() for side in sides) for _ in range(rounds)]


def compare(names: Sequence[str], rounds: Sequence[tuple[Cost, ...]], unit: str, aim: str) -> None:
    """A line for each side, and for every peer the ratio of the first side to it."""
    scale = {"µs": 1e6, "ms": 1e3, "s": 1.0}[unit]
    for clock, at in (("CPU", 0), ("wall", 1)):
        for name, costs in zip(names, zip(*rounds, strict=True), strict=True):
            show(f"{name}, {clock}", [each[at] * scale for each in costs], unit)
        for place, peer in enumerate(names[1:], start=1):
            ratios = [each[0][at] / max(each[place][at], 1e-9) for each in rounds]
            show(f"{names[0]} : {peer}, {clock}", ratios, aim)


def show(name: str, figures: Sequence[float], unit: str) -> None:
    """The median, with the least and the greatest."""
    extent = f"[{_told(min(figures))} to {_told(max(figures))}]"
    print(f"{name:52} {_told(median(figures)):>9} {extent:22} {unit}", flush=True)


def _told(figure: float) -> str:
    return f"{figure:.0f}" if figure >= HUNDRED else f"{figure:.3g}"


def peer_python() -> str:
    """The interpreter of the peers; without it the benchmark ends, and says what is missing."""
    if not PEERS.exists():
        sys.exit(f"{PEERS.relative_to(ROOT)} is missing: run `make peers` first")
    return str(PEERS)


def of_peer(script: str, asked: object) -> dict[str, Any]:
    """What a script of benchmarks/peers answers, in JSON, to what it is asked on its input."""
    answer = subprocess.run(  # noqa: S603 - our own script
        [peer_python(), str(ROOT / "benchmarks" / "peers" / script)],
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        check=False,
        env={"PATH": os.environ["PATH"], "PYTHONUTF8": "1"},  # noqa: TID251
    )
    if answer.returncode:
        sys.exit(f"{script}: {answer.stderr.strip()[-300:]}")
    told: dict[str, Any] = json.loads(answer.stdout)
    return told


def megabytes(pid: str | int = "self") -> float:
    """The most memory that a process has held so far."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1000


def seconds_of_cpu(pid: int) -> float:
    """What a process has used so far, all its threads."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
