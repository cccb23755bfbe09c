"""Takes what the outbox holds to people: paced, in order for each chat, and never twice unmarked.

A row is committed as `sending`, then called, then committed as what became of it. The commit that
settles the calls that came back also takes the next rows.
"""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

import structlog

from bot.api import RawBot
from bot.clock import Clock
from bot.killpoints import reach
from bot.loop import HEARTBEAT
from bot.pacing import Pacer
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
    judge,
)
from bot.writer import Writer
from handlers.chat.cards import SECRETS
from handlers.services.invitations import told
from storage.outbox import OutboxRow
from storage.unit_of_work import UnitOfWork

log = structlog.get_logger(__name__)

IN_DOUBT = "in doubt"
"""Begins the error of a row that may be on the screen already, until it surely is."""
REMINDER = 3
LEASE = timedelta(minutes=2)
"""After so long on its way, a call of another process is one that died with it."""
_WINDOW = 200
_FIRST_HOLD, _LONGEST_HOLD = 0.5, 30.0

Outcome = tuple[Parcel, Verdict]


class Delivery:
    """One call at a time to a chat, many chats side by side."""

    def __init__(
        self, bot: RawBot, writer: Writer, clock: Clock, data_dir: Path, wake: Callable[[], None]
    ) -> None:
        self._bot = bot
        self._writer = writer
        self._clock = clock
        self._data_dir = data_dir
        self._wake = wake
        self._pacer = Pacer(clock.monotonic)
        self._calls: set[asyncio.Task[None]] = set()
        self._back: list[Outcome] = []
        self._moved: dict[str, str] = {}

    async def reclaim(self) -> float:
        """Where several processes run: what another left in the middle of a call long ago."""
        await self.recover(self._clock.machine() - LEASE)
        return LEASE.total_seconds()

    async def recover(self, claimed_before: datetime | None = None) -> None:
        """What a crash left in the middle of a call is in doubt."""

        def doubt_all(uow: UnitOfWork) -> None:
            for row in uow.outbox.in_flight(claimed_before):
                self._doubt(uow, row, "stopped in the middle")

        await self._writer.do(doubt_all)

    async def step(self) -> float:
        """Settle what came back and send what may go; the seconds until more may."""
        back, self._back = self._back, []
        try:
            parcels, pause = await self._writer.do(partial(self._turn, back))
        except BaseException:
            self._back = back + self._back
            raise
        reach("delivery.settled" if back else "delivery.marked")
        for parcel in parcels:
            self._launch(parcel)
        return pause

    async def drain(self) -> None:
        """Wait for the calls that are out, and settle them; take no more."""
        if self._calls:
            await asyncio.wait(self._calls)
        back, self._back = self._back, []
        await self._writer.do(partial(self._settle_all, back))

    # --- in the ledger's thread, in one transaction

    def _turn(self, back: Sequence[Outcome], uow: UnitOfWork) -> tuple[list[Parcel], float]:
        self._settle_all(back, uow)
        return self._take(uow)

    def _take(self, uow: UnitOfWork) -> tuple[list[Parcel], float]:
        """The rows that may go now, marked as being sent; the wait for the first of the rest."""
        parcels: dict[str, Parcel] = {}
        pause = HEARTBEAT
        for row in uow.outbox.due(self._clock.now(), _WINDOW):
            wait = self._pacer.wait(row.chat_id)
            if wait > 0:
                pause = min(pause, wait)
            elif row.chat_id not in parcels and uow.outbox.sending(row.id, self._clock.machine()):
                self._pacer.take(row.chat_id)
                parcels[row.chat_id] = self._parcel(self._with_secrets(uow, row))
        return list(parcels.values()), pause

    def _with_secrets(self, uow: UnitOfWork, row: OutboxRow) -> OutboxRow:
        """Secrets are told at the last moment: the row itself does not hold them."""
        if SECRETS not in row.payload:
            return row
        payload = {name: value for name, value in row.payload.items() if name != SECRETS}
        text = told(uow, payload["text"], row.payload[SECRETS], self._clock.now())
        return replace(row, payload=payload | {"text": text})

    def _parcel(self, row: OutboxRow) -> Parcel:
        parcel = Parcel.of(row, resent=row.error.startswith(IN_DOUBT))
        return parcel.to(self._moved.get(row.chat_id, row.chat_id))

    def _settle_all(self, back: Sequence[Outcome], uow: UnitOfWork) -> None:
        for parcel, verdict in back:
            self._settle(uow, parcel, verdict)

    def _settle(self, uow: UnitOfWork, parcel: Parcel, verdict: Verdict) -> None:
        row = parcel.row
        match verdict:
            case Sent(message_id):
                self._sent(uow, row, message_id)
            case InDoubt(why):
                self._doubt(uow, row, why)
            case Again(why):
                self._again(uow, row, why)
            case Pause(seconds):
                self._again(uow, row, f"retry after {seconds}")
            case Unreachable(why):
                uow.outbox.failed(row.id, why)
                uow.people.unreachable(row.chat_id, self._clock.machine())
            case Rejected() | Moved() | Vanished():
                log.error("message rejected", outbox=row.id, why=str(verdict))
                uow.outbox.failed(row.id, str(verdict))

    def _sent(self, uow: UnitOfWork, row: OutboxRow, message_id: int | None) -> None:
        uow.outbox.sent(row.id, message_id, self._clock.machine())
        if row.card_id is not None and message_id is not None:
            uow.cards.delivered(row.card_id, message_id)

    def _doubt(self, uow: UnitOfWork, row: OutboxRow, why: str) -> None:
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

    # --- on the event loop

    def _launch(self, parcel: Parcel) -> None:
        task = asyncio.create_task(self._deliver(parcel))
        self._calls.add(task)
        task.add_done_callback(self._calls.discard)

    async def _deliver(self, parcel: Parcel) -> None:
        verdict = await self._call(parcel)
        if isinstance(verdict, Vanished):
            verdict = await self._call(parcel.anew())
        elif isinstance(verdict, Moved):
            self._moved[parcel.row.chat_id] = verdict.chat_id
            verdict = await self._call(parcel.to(verdict.chat_id))
        self._heed(parcel, verdict)
        reach("delivery.called")
        self._back.append((parcel, verdict))
        self._wake()

    async def _call(self, parcel: Parcel) -> Verdict:
        if self._pacer.pause_left() > 0:
            return Again("paused")
        try:
            return Sent(await parcel.post(self._bot, self._data_dir))
        except Exception as error:  # noqa: BLE001 - every call must come back, or its chat stays shut
            return judge(error)

    def _heed(self, parcel: Parcel, verdict: Verdict) -> None:
        """Slow down where it is asked for or of use."""
        if isinstance(verdict, Pause):
            self._pacer.pause(verdict.seconds)
        elif isinstance(verdict, Again | InDoubt):
            hold = min(_FIRST_HOLD * 2**parcel.row.tries, _LONGEST_HOLD)
            self._pacer.hold(parcel.row.chat_id, hold)
