"""Named places at which a drill kills the process, as kill -9 would."""

import os
import signal
from collections import Counter

POINTS = (
    "intake.polled",
    "intake.stored",
    "worker.handled",
    "worker.committed",
    "delivery.marked",
    "delivery.called",
    "delivery.settled",
)
_armed: Counter[str] = Counter()


def arm(point: str, passing: int) -> None:
    """Die at the given passing of this point, counted from 1."""
    _armed[point] = passing


def reach(point: str) -> None:
    """Pass this point, or die here if the drill says so."""
    if not _armed:
        return
    _armed[point] -= 1
    if _armed[point] == 0:
        os.kill(os.getpid(), signal.SIGKILL)
