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

from bot.api import RawBot
from bot.clock import Clock
from bot.killpoints import reach
from bot.loop import HEARTBEAT
from bot.pacing import Pacer
from bot.parcel import Parcel
from bot.settle import IN_DOUBT, Outcome, Settler, whither
from bot.silence import Silence
from bot.verdict import Again, InDoubt, Moved, Pause, Sent, Vanished, Verdict, judge
from bot.writer import Writer
from handlers.chat.cards import SECRETS
from handlers.services.invitations import told
from storage.outbox import OutboxRow
from storage.unit_of_work import UnitOfWork

LEASE = timedelta(minutes=2)
"""After so long on its way, a call of another process is one that died with it."""
_LOOK = LEASE.total_seconds() / 4
_LATE = LEASE.total_seconds() / 2
"""Seconds after its claim from which a message is not called: who was held up does not know what
others have done meanwhile.
"""
_WINDOW = 200
_FIRST_HOLD, _LONGEST_HOLD = 0.5, 30.0
_DOUBLINGS = 6
"""From the first hold to the longest; a message may be tried for days."""


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
        self._settler = Settler(clock)
        self._silence = Silence(clock)
        self._calls: set[asyncio.Task[None]] = set()
        self._back: list[Outcome] = []

    async def reclaim(self) -> float:
        """Where several processes run: what another left in the middle of a call long ago."""
        await self.recover(self._clock.machine() - LEASE)
        return _LOOK

    async def recover(self, claimed_before: datetime | None = None) -> None:
        """What a crash left in the middle of a call is in doubt."""

        def doubt_all(uow: UnitOfWork) -> None:
            for row in uow.outbox.in_flight(claimed_before):
                self._settler.doubt(uow, row, "stopped in the middle")

        await self._writer.do(doubt_all)

    async def step(self) -> float:
        """Settle what came back and send what may go; the seconds until more may."""
        back, self._back = self._back, []
        began = self._clock.monotonic()
        try:
            parcels, pause = await self._writer.do(partial(self._turn, back))
        except BaseException:
            self._back = back + self._back
            raise
        reach("delivery.settled" if back else "delivery.marked")
        for parcel in parcels:
            self._launch(parcel, began)
        return pause

    async def drain(self) -> None:
        """Wait for the calls that are out, and settle them; take no more."""
        if self._calls:
            await asyncio.wait(self._calls)
        back, self._back = self._back, []
        await self._writer.do(partial(self._settle, back))

    # --- in the ledger's thread, in one transaction

    def _turn(self, back: Sequence[Outcome], uow: UnitOfWork) -> tuple[list[Parcel], float]:
        self._settle(back, uow)
        self._pacer.pause(self._silence.news(uow))
        return self._take(uow)

    def _settle(self, back: Sequence[Outcome], uow: UnitOfWork) -> None:
        self._settler.settle(uow, back)
        if any(isinstance(verdict, Pause) for _, verdict in back):
            self._silence.keep(uow, self._pacer.pause_left())

    def _take(self, uow: UnitOfWork) -> tuple[list[Parcel], float]:
        """The rows that may go now, marked as being sent; the wait for the first of the rest."""
        pause = min(self._pacer.shut(), HEARTBEAT)
        if pause > 0:
            return [], pause
        parcels: dict[str, Parcel] = {}
        pause = HEARTBEAT
        for row in uow.outbox.due(self._clock.now(), _WINDOW):
            wait = self._pacer.wait(row.chat_id, beside=len(parcels))
            if wait > 0:
                pause = min(pause, wait)
            elif row.chat_id not in parcels and uow.outbox.sending(row.id, self._clock.machine()):
                self._pacer.take(row.chat_id)
                claimed = replace(row, tries=row.tries + 1)
                parcels[row.chat_id] = self._parcel(uow, claimed)
        return list(parcels.values()), pause

    def _with_secrets(self, uow: UnitOfWork, row: OutboxRow) -> OutboxRow:
        """Secrets are told at the last moment: the row itself does not hold them."""
        if SECRETS not in row.payload:
            return row
        payload = {name: value for name, value in row.payload.items() if name != SECRETS}
        text = told(uow, payload["text"], row.payload[SECRETS], self._clock.now())
        return replace(row, payload=payload | {"text": text})

    def _parcel(self, uow: UnitOfWork, row: OutboxRow) -> Parcel:
        told = self._with_secrets(uow, row)
        parcel = Parcel.of(told, resent=row.error.startswith(IN_DOUBT))
        return parcel.to(whither(uow, row.chat_id))

    # --- on the event loop

    def _launch(self, parcel: Parcel, began: float) -> None:
        pause = self._pacer.leaves(parcel.row.chat_id)
        task = asyncio.create_task(self._deliver(parcel, began, pause))
        self._calls.add(task)
        task.add_done_callback(self._calls.discard)

    async def _deliver(self, parcel: Parcel, began: float, pause: float) -> None:
        if pause > 0:
            await self._clock.sleep(pause)
        verdict = await self._call(parcel, began)
        if isinstance(verdict, Vanished):
            verdict = await self._call(parcel.anew(), began)
        elif isinstance(verdict, Moved):
            parcel = parcel.to(verdict.chat_id)
            verdict = await self._call(parcel, began)
        self._pacer.answered(parcel.row.chat_id)
        self._heed(parcel, verdict)
        reach("delivery.called")
        self._back.append((parcel, verdict))
        self._wake()

    async def _call(self, parcel: Parcel, began: float) -> Verdict:
        if self._pacer.pause_left() > 0:
            return Again("paused")
        if self._clock.monotonic() - began > _LATE:
            return Again("held up")
        try:
            return Sent(await parcel.post(self._bot, self._data_dir))
        except Exception as error:  # noqa: BLE001 - every call must come back, or its chat stays shut
            return judge(error)

    def _heed(self, parcel: Parcel, verdict: Verdict) -> None:
        """Slow down where it is asked for or of use."""
        if isinstance(verdict, Pause):
            self._pacer.refused(verdict.seconds)
        elif isinstance(verdict, Again | InDoubt):
            longer = 2 ** min(parcel.row.tries - 1, _DOUBLINGS)
            self._pacer.hold(parcel.row.chat_id, min(_FIRST_HOLD * longer, _LONGEST_HOLD))
