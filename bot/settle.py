"""What is written down of each call that came back: sent, to be made again, in doubt, or failed."""

from collections.abc import Iterable

import structlog

from bot.clock import Clock
from bot.parcel import Parcel
from bot.verdict import (
    Again,
    InDoubt,
    Moved,
    Pause,
    Rejected,
    Sent,
    Unreachable,
    Vanished,
    Verdict,
)
from storage.outbox import OutboxRow
from storage.unit_of_work import UnitOfWork

log = structlog.get_logger(__name__)

IN_DOUBT = "in doubt"
"""Begins the error of a row that may be on the screen already, until it surely is."""
REMINDER = 3
MOVED = "delivery.moved."
"""Before the number of a group that lives on under another."""
_OPEN_AGAIN = ("open", "doubt")
"""States in which another process leaves what it believes was lost with this one."""

Outcome = tuple[Parcel, Verdict]


def whither(uow: UnitOfWork, chat_id: str) -> str:
    """Under which number a chat lives now; only groups move, and theirs are negative."""
    moved = uow.settings.get(MOVED + chat_id) if chat_id.startswith("-") else None
    return str(moved or chat_id)


class Settler:
    """Works in the transaction that it is given."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def settle(self, uow: UnitOfWork, back: Iterable[Outcome]) -> None:
        for parcel, verdict in back:
            self._settle(uow, parcel, verdict)

    def _settle(self, uow: UnitOfWork, parcel: Parcel, verdict: Verdict) -> None:
        row = parcel.row
        if parcel.chat_id != whither(uow, row.chat_id):
            uow.settings.put(MOVED + row.chat_id, parcel.chat_id)
        state = uow.outbox.standing(row)
        if state == "sending" or (state in _OPEN_AGAIN and isinstance(verdict, Sent)):
            self._write(uow, row, verdict)
        else:
            log.warning("came back too late", outbox=row.id, why=str(verdict))

    def _write(self, uow: UnitOfWork, row: OutboxRow, verdict: Verdict) -> None:
        match verdict:
            case Sent(message_id):
                self._sent(uow, row, message_id)
            case InDoubt(why):
                self.doubt(uow, row, why)
            case Again(why):
                self._again(uow, row, why)
            case Pause(seconds):
                self._again(uow, row, f"retry after {seconds}")
            case Unreachable(why):
                self._unreachable(uow, row, why)
            case Rejected() | Moved() | Vanished():
                log.error("message rejected", outbox=row.id, why=str(verdict))
                uow.outbox.failed(row.id, str(verdict))

    def _sent(self, uow: UnitOfWork, row: OutboxRow, message_id: int | None) -> None:
        uow.outbox.sent(row.id, message_id, self._clock.machine())
        if row.card_id is not None and message_id is not None:
            uow.cards.delivered(row.card_id, message_id)

    def doubt(self, uow: UnitOfWork, row: OutboxRow, why: str) -> None:
        """An edit is harmless twice, a receipt is sent again and says so, a reminder is not."""
        if row.method == "edit":
            self._again(uow, row, why)
        elif row.urgency == REMINDER:
            uow.outbox.doubt(row.id)
        else:
            self._again(uow, row, f"{IN_DOUBT}: {why}")

    def _again(self, uow: UnitOfWork, row: OutboxRow, why: str) -> None:
        """Once in doubt, a row stays so, whatever else befalls it."""
        doubtful = row.error.startswith(IN_DOUBT) and not why.startswith(IN_DOUBT)
        error = f"{IN_DOUBT}: {why}" if doubtful else why
        uow.outbox.postpone(row.id, self._clock.now(), error)

    def _unreachable(self, uow: UnitOfWork, row: OutboxRow, why: str) -> None:
        """Nothing else that is due is tried there; what is planned for later is, then."""
        uow.outbox.failed(row.id, why)
        uow.outbox.fail_due(row.chat_id, self._clock.now(), why)
        uow.people.unreachable(row.chat_id, self._clock.machine())
