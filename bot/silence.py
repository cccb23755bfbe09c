"""The silence that Telegram wants when asked too much: kept for a restart, and for others."""

from datetime import datetime, timedelta

from bot.clock import Clock
from storage.unit_of_work import UnitOfWork

_KEPT = "delivery.silence"
"""Under which the ledger keeps until when, and how long it was to be."""


class Silence:
    """Told from one process to the next by the machine's clock, and counted down by the pacing one:
    a clock that is set meanwhile makes no silence longer than Telegram asked for.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._heard = ""

    def keep(self, uow: UnitOfWork, seconds: float) -> None:
        """From now on for so long, unless a longer one is kept."""
        if seconds > self._left(uow):
            until = self._clock.machine() + timedelta(seconds=seconds)
            uow.settings.put(_KEPT, {"until": until.isoformat(), "seconds": seconds})

    def news(self, uow: UnitOfWork) -> float:
        """Seconds left of a silence that this process has not heard of yet, else 0."""
        kept = uow.settings.get(_KEPT) or {"until": ""}
        if kept["until"] == self._heard:
            return 0.0
        self._heard = kept["until"]
        return self._left(uow)

    def _left(self, uow: UnitOfWork) -> float:
        kept = uow.settings.get(_KEPT)
        if kept is None:
            return 0.0
        longest: float = kept["seconds"]
        left = datetime.fromisoformat(kept["until"]) - self._clock.machine()
        return max(0.0, min(left.total_seconds(), longest))
