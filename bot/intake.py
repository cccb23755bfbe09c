"""Takes updates in: each is stored before Telegram is told that it arrived."""

import asyncio
import json
import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import cast

import structlog
from telegram.error import Conflict, InvalidToken, NetworkError, TelegramError

from bot import groups
from bot.api import POLL_SECONDS, Json, RawBot
from bot.clock import Clock
from bot.envelope import Envelope, read_envelope
from bot.errors import TokenRefused
from bot.killpoints import reach
from bot.writer import Writer
from storage.inbox import NewUpdate

log = structlog.get_logger(__name__)

_QUIET_PAUSE = 3.0
_HALF = re.compile("[\ud800-\udfff]")


class Intake:
    """Stores updates, wakes the worker, and stops the spinning of tapped buttons."""

    def __init__(self, bot: RawBot, writer: Writer, clock: Clock, wake: Callable[[], None]) -> None:
        self._bot = bot
        self._writer = writer
        self._clock = clock
        self._wake = wake
        self._answers: set[asyncio.Task[None]] = set()

    async def keep(self, updates: Sequence[Json]) -> None:
        """Returns when all are committed; one that came before is not stored again."""
        stored = [kept for each in updates if (kept := groups.kept(each, self._bot.username))]
        envelopes = [read_envelope(update) for update in stored]
        await self._store(envelopes, [whole(update) for update in stored])
        reach("intake.stored")
        self._wake()
        for query_id in (read_envelope(update).query_id for update in updates):
            if query_id:
                self._answer_later(query_id)

    async def _store(self, envelopes: Sequence[Envelope], updates: Sequence[Json]) -> None:
        rows = [
            NewUpdate(envelope.update_id, envelope.sender, update, self._written_on(envelope))
            for envelope, update in zip(envelopes, updates, strict=True)
        ]
        now = self._clock.now()
        await self._writer.do(lambda uow: uow.inbox.put(self._bot.id, rows, now))

    def _written_on(self, envelope: Envelope) -> date:
        return self._clock.written_at(envelope.written).date()

    def _answer_later(self, query_id: str) -> None:
        task = asyncio.create_task(self._answer(query_id))
        self._answers.add(task)
        task.add_done_callback(self._answers.discard)

    async def _answer(self, query_id: str) -> None:
        """Empty: what a tap did is shown on its card. Too late or lost, it does no harm."""
        try:
            await self._bot.call("answerCallbackQuery", callback_query_id=query_id)
        except TelegramError as error:
            log.info("tap not answered", why=str(error))


def whole(update: Json) -> Json:
    """The update itself, or if it holds half a character, which no database takes, one without."""
    text = json.dumps(update, ensure_ascii=False)
    if not _HALF.search(text):
        return update
    clean = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return cast("Json", json.loads(clean))


class Poller:
    """Long polling: asking for the next updates is what confirms the last ones."""

    def __init__(self, bot: RawBot, intake: Intake) -> None:
        self._bot = bot
        self._intake = intake
        self._offset: int | None = None
        self.caught_up = asyncio.Event()
        """Set once there was nothing left of what came while nobody asked."""

    async def step(self) -> float:
        """One poll; the seconds until the next."""
        try:
            updates = await self._bot.poll(self._offset, self._patience)
        except InvalidToken as error:
            raise TokenRefused from error
        except Conflict:
            log.warning("别的程序正在用同一个令牌收消息:请停掉它,或换一个令牌。暂停后会再试。")
            return _QUIET_PAUSE
        except NetworkError as error:
            log.warning("连不上 Telegram,稍后再试。", why=str(error))
            return _QUIET_PAUSE
        reach("intake.polled")
        if updates:
            await self._intake.keep(updates)
        else:
            self.caught_up.set()
        self._offset = self._after(updates)
        return 0

    @property
    def _patience(self) -> int:
        return POLL_SECONDS if self.caught_up.is_set() else 0

    @staticmethod
    def _after(updates: Sequence[Json]) -> int | None:
        """What confirms these updates. An empty answer ends it: after a quiet week Telegram begins
        to count anywhere, and an old offset could skip what comes then.
        """
        return max(update["update_id"] for update in updates) + 1 if updates else None
