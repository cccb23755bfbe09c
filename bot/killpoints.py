"""Named places at which a drill kills the process, as kill -9 would, or freezes it."""

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
    "jobs.taken",
    "jobs.worked",
    "jobs.settled",
    "schedule.ticked",
    "schedule.committed",
)
FREEZE = "freeze"
_armed: Counter[str] = Counter()
_signs: dict[str, signal.Signals] = {}


def read(text: str) -> tuple[str, int, bool]:
    """`point`, `point:passing` or `point:passing:freeze`; ValueError if it is none of these."""
    point, *how = text.split(":")
    if point not in POINTS or how[1:] not in ([], [FREEZE]):
        raise ValueError(text)
    return point, int(how[0]) if how else 1, bool(how[1:])


def arm(point: str, passing: int, *, freeze: bool = False) -> None:
    """Die at the given passing of this point, counted from 1; or stand still until let go on."""
    _armed[point] = passing
    _signs[point] = signal.SIGSTOP if freeze else signal.SIGKILL


def reach(point: str) -> None:
    """Pass this point, or die here if the drill says so."""
    if not _armed:
        return
    _armed[point] -= 1
    if _armed[point] == 0:
        os.kill(os.getpid(), _signs[point])
