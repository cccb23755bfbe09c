"""Ten thousand messages through a hostile Telegram, and the process killed again and again."""

import asyncio
from collections import Counter
from contextlib import closing
from functools import partial
from itertools import cycle, pairwise
from random import Random

import pytest

from bot.delivery import Delivery
from bot.parcel import RESENT
from bot.settle import REMINDER
from storage.unit_of_work import Store
from tests.bot.hostile_telegram import GONE, HostileTelegram
from tests.drill import size

pytestmark = [
    pytest.mark.drill,
    pytest.mark.filterwarnings("ignore:.*retry_after:DeprecationWarning"),
]

MESSAGES = size(400, 10_600)
KILLS = size(2, 50)
CHATS = size(40, 400)
WAVE = 200
SEED = 8
RESTART = 1.5
DEAD = [str(9_000 + number) for number in range(size(3, 30))]
GROUPS = {str(-10 - number): str(-100_500 - number) for number in range(size(2, 10))}
KINDS = ("receipt", "reminder", "photo", "card")


class Drill:
    """One programme after another delivers what the same ledger holds."""

    def __init__(self, store, writer, clock, folder):
        self.store, self.writer, self.clock, self.folder = store, writer, clock, folder
        self.random = Random(SEED)
        self.telegram = HostileTelegram(clock, SEED)
        self.telegram.gone = dict(zip(DEAD, cycle(GONE), strict=False))
        self.telegram.moved = dict(GROUPS)
        self.rows = {}
        self.cards = {}
        self.kills = 0
        self.begin()

    def begin(self):
        self.delivery = Delivery(self.telegram, self.writer, self.clock, self.folder, lambda: None)

    def bind(self):
        with self.store.begin() as uow:
            for chat in DEAD:
                uow.people.bind(uow.people.add("示例"), chat, chat, self.clock.now())

    def put(self, first, last):
        """A wave of messages; nothing is ordered for who cannot be reached any more."""
        with self.store.begin() as uow:
            for number in range(first, last):
                chat = self._chat()
                account = uow.people.account_of(chat)
                if account is None or account.unreachable_at is None:
                    self._order(uow, chat, self.random.choice(KINDS), f"第{number}条")

    def _chat(self):
        chance = self.random.random()
        if chance < 0.05:
            return self.random.choice(DEAD)
        if chance < 0.10:
            return self.random.choice(list(GROUPS))
        return str(1_000 + self.random.randrange(CHATS))

    def _order(self, uow, chat, kind, text):
        now, put = self.clock.now(), uow.outbox.put
        if kind == "photo":
            number = put(chat, kind, {"caption": text, "file_id": "f"}, 0, at=now)
        elif kind == "reminder":
            number = put(chat, "send", {"text": text}, REMINDER, at=now, asked=False)
        elif kind == "receipt":
            number = put(chat, "send", {"text": text}, 0, at=now)
        else:
            number = self._order_card(uow, chat, text, now)
        self.rows[number] = (chat, kind, text)

    def _order_card(self, uow, chat, text, now):
        """A card, and half of the time what it becomes."""
        card = uow.cards.add(None, chat, "kind", {}, text, [], now)
        number = uow.outbox.put(chat, "send", {"text": text}, 0, card=card, at=now)
        if self.random.random() < 0.5:
            text += "，已改"
            newer = uow.cards.change(card.id, "kind", {}, text, [], now)
            uow.outbox.put(chat, "edit", {"text": text}, 0, card=newer, at=now)
        self.cards[card.id] = (chat, text)
        return number

    async def deliver(self, kills):
        """Until all that could be sent is settled; killed at so many moments on the way."""
        alive = self.random.randrange(20, 60)
        while self.waiting() or self.delivery._calls:
            alive -= 1
            if alive <= 0 and self.kills < kills:
                await self.kill()
                alive = self.random.randrange(20, 60)
            pause = await self.delivery.step()
            await asyncio.sleep(0)
            await self.telegram.pass_until(self.clock.passed + max(pause, 0.001))

    def waiting(self):
        with self.store.read() as uow:
            return uow.outbox.unsent(self.clock.now()).messages

    async def kill(self):
        """Between two steps, or when rows were marked and none was called yet."""
        self.kills += 1
        if self.random.random() < 0.5:
            await self.writer.do(partial(self.delivery._turn, []))
        for task in self.delivery._calls:
            task.cancel()
        await asyncio.gather(*self.delivery._calls, return_exceptions=True)
        self._forget()
        self.clock.passed += RESTART
        self.begin()
        await self.delivery.recover()

    def _forget(self):
        with self.store.begin() as uow:
            chats = [row.chat_id for row in uow.outbox.in_flight()]
        self.telegram.forget(chats)

    def states(self):
        with self.store._engine.connect() as connection:
            query = "select id, state, error from outbox"
            return {row[0]: row[1:] for row in connection.exec_driver_sql(query)}

    def shown(self, chat):
        """The texts of a chat, wherever it lives now."""
        return list(self.telegram.screens[GROUPS.get(chat, chat)].values())


@pytest.fixture
def store(url):
    with closing(Store(url)) as opened:
        yield opened


@pytest.fixture
async def drill(store, writer, clock, tmp_path):
    made = Drill(store, writer, clock, tmp_path)
    made.bind()
    for first in range(0, MESSAGES, WAVE):
        made.put(first, min(first + WAVE, MESSAGES))
        await made.deliver(min(KILLS, KILLS * (first + WAVE) // MESSAGES))
    return made


async def test_nothing_is_lost_or_said_twice_on_telegrams_worst_day(drill, figure):
    assert drill.telegram.complaints == []
    assert drill.kills == KILLS
    marked = doubtful = 0
    states = drill.states()
    for number, (chat, kind, text) in drill.rows.items():
        if chat in DEAD:
            continue
        copies = [each for each in drill.shown(chat) if each.removeprefix(RESENT) == text]
        unmarked = [each for each in copies if each == text]
        assert len(unmarked) <= 1, "a second copy says what it is"
        if kind == "reminder":
            assert copies == unmarked
            assert copies or states[number][0] == "doubt", "only a doubt keeps it back"
        elif kind != "card":
            assert copies, f"lost: {text}"
        marked += len(copies) - len(unmarked)
        doubtful += states[number][0] == "doubt"
    _cards_stand_as_they_should(drill)
    _each_chat_in_order(drill)
    _who_is_gone_was_tried_once(drill, states)
    told = ", ".join(f"{name} {times}" for name, times in sorted(drill.telegram.answers.items()))
    figure(
        f"{len(drill.rows)} messages to {CHATS} chats ({told}; {drill.kills} kills): 0 lost, "
        f"0 reminders twice, 0 in the silence; {marked} sent again with the mark, "
        f"{doubtful} reminders in doubt; {drill.clock.passed:.0f} s by the paced clock"
    )


def _cards_stand_as_they_should(drill):
    """Where a card lives, it shows its newest words."""
    with drill.store.read() as uow:
        for card, (chat, text) in drill.cards.items():
            screen = drill.telegram.screens[GROUPS.get(chat, chat)]
            alive = screen.get(uow.cards.get(card).message_id, "")
            assert chat in DEAD or alive.removeprefix(RESENT) == text


def _each_chat_in_order(drill):
    """Answers to a chat come in the order in which they were written."""
    for chat in {chat for chat, _, _ in drill.rows.values()} - set(DEAD):
        texts = [each.removeprefix(RESENT) for each in drill.shown(chat)]
        answers = [
            texts.index(text)
            for of, kind, text in drill.rows.values()
            if of == chat and kind in ("receipt", "photo")
        ]
        assert all(one < other for one, other in pairwise(answers))


def _who_is_gone_was_tried_once(drill, states):
    of_dead = Counter(states[n][0] for n, (chat, _, _) in drill.rows.items() if chat in DEAD)
    assert set(of_dead) <= {"failed", "doubt", "superseded"}
    tried = {chat for chat, _, _ in drill.rows.values() if chat in DEAD}
    assert all(drill.telegram.refusals[chat] <= 1 for chat in (*DEAD, *GROUPS))
    with drill.store.read() as uow:
        assert all(uow.people.account_of(chat).unreachable_at for chat in tried)
