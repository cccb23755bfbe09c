"""A Telegram on its worst day, in virtual time: floods, faults, lost answers, chats gone."""

import asyncio
from collections import Counter, defaultdict
from contextlib import suppress
from heapq import heappop, heappush
from itertools import count
from random import Random

from telegram.error import BadRequest, ChatMigrated, Forbidden, NetworkError, RetryAfter

from bot.transport import AnswerLost

TOO_MANY, BROKEN, LOST = 0.10, 0.05, 0.03
GONE = (
    Forbidden("Forbidden: bot was blocked by the user"),
    Forbidden("Forbidden: user is deactivated"),
    BadRequest("Chat not found"),
)


class HostileTelegram:
    """Keeps what is on the screens, and what it had to complain of."""

    def __init__(self, clock, seed):
        self.clock = clock
        self.random = Random(seed)
        self.screens = defaultdict(dict)
        """Chat → number of a message → its text, in the order in which they came."""
        self.gone = {}
        self.moved = {}
        self.refusals = Counter()
        self.answers = Counter()
        self.complaints = []
        self.silences = {}
        """Chat that was told to wait → until when nothing may be sent to anybody."""
        self._numbers = count(100)
        self._order = count()
        self._busy = set()
        self._waiting = []
        clock.sleep = self.sleep

    async def call(self, method, **data):
        chat = data["chat_id"]
        if self.clock.passed < max(self.silences.values(), default=0.0) - 0.001:
            self.complaints.append(f"{chat}: written to in the silence")
        if chat in self._busy:
            self.complaints.append(f"{chat}: two calls at once")
        self._busy.add(chat)
        try:
            return await self._answer(chat, method, data)
        finally:
            self._busy.discard(chat)

    async def _answer(self, chat, method, data):
        fate = self.random.random()
        if fate < TOO_MANY:
            await self._pass_time()
            return self._want_silence(chat)
        if fate < TOO_MANY + BROKEN:
            return await self._fail("broken", NetworkError("Bad Gateway"))
        lost = fate < TOO_MANY + BROKEN + LOST
        if lost and self.random.random() < 0.3:
            return await self._fail("lost on the way", silence())
        done = self._do(chat, method, data)
        if lost:
            return await self._fail("answer lost", silence())
        await self._pass_time()
        if isinstance(done, Exception):
            self.refusals[chat] += 1
            raise done
        self.answers["sent"] += 1
        return done

    async def _fail(self, name, error):
        self.answers[name] += 1
        await self._pass_time()
        raise error

    def _want_silence(self, chat):
        self.answers["too many"] += 1
        seconds = self.random.randint(1, 4)
        self.silences[chat] = self.clock.passed + seconds
        raise RetryAfter(seconds)

    def _do(self, chat, method, data):
        """What is executed, whether or not the answer comes home."""
        if chat in self.gone:
            return self.gone[chat]
        if chat in self.moved:
            return ChatMigrated(int(self.moved[chat]))
        number = data["message_id"] if method == "editMessageText" else next(self._numbers)
        self.screens[chat][number] = data.get("text") or data["caption"]
        return {"message_id": number}

    async def _pass_time(self):
        await self.sleep(self._latency())

    async def sleep(self, seconds):
        home = asyncio.get_running_loop().create_future()
        heappush(self._waiting, (self.clock.passed + seconds, next(self._order), home))
        await home

    def _latency(self):
        return self.random.choice((0.05, 0.1, 0.3, 2.0))

    async def pass_until(self, moment):
        """Time goes on to this moment, or to the next answer if that is sooner."""
        if not self._waiting or self._waiting[0][0] > moment:
            self.clock.passed = moment
            return
        self.clock.passed, _, home = heappop(self._waiting)
        with suppress(asyncio.InvalidStateError):  # its caller may have died
            home.set_result(None)
        for _ in range(3):
            await asyncio.sleep(0)

    def forget(self, chats):
        """What was told to a process that died before it could write it down."""
        for chat in (*chats, *(self.moved.get(chat) for chat in chats)):
            self.refusals[chat] = 0
            self.silences.pop(chat, None)


def silence():
    return AnswerLost("no answer")
