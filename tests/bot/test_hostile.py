"""Forged taps and hostile texts: each is answered, nothing comes of it, no log tells a fault."""

import logging
import random
from itertools import count, islice

import pytest
from sqlalchemy import select

from bot.intake import Intake
from demo.botapi.markup import parse
from demo.seed import PHONES, seed
from storage.tables import Card, Outbox
from storage.unit_of_work import Store
from tests.bot import hostile_words as hostile
from tests.bot import test_repeats as repeats
from tests.drill import size
from tests.handlers.limits import UNSEEN, faults

pytestmark = pytest.mark.drill
worker = repeats.worker
TAPS, TEXTS, AROUND = size(300, 10_000), size(200, 5_000), size(50, 1_000)
SEED = 20260715
TOGETHER = 10
STRANGER = 9999
SECRETARY, CHAIR, TOWN = (int(PHONES[post]) for post in PHONES)
PEOPLE = (SECRETARY, CHAIR, TOWN, STRANGER)
SAID = {
    SECRETARY: ("7月3日支委会,5人参加", "看得分", "报一项工作", "本月要办", "三务公开", "我的信息"),
    CHAIR: ("去确认", "发现问题", "台账", "帮助"),
    TOWN: ("看逾期", "全镇进度", "待评分", "人员", "布置任务", "评定"),
    STRANGER: ("你好",),
}
OWN_WORDS = {"emoji"}
"""What a card may hold where it repeats a person's own words."""
TALKED = frozenset({"inbox", "outbox", "card"})
"""Where an answer leaves its traces; all else stays as it is."""


class Village:
    """The demo's county at the end of intake and worker."""

    def __init__(self, store, intake, worker):
        self.store, self.intake, self.worker = store, intake, worker
        self.numbers = count(1)

    async def send(self, updates):
        """Some at a time, each handled before the next come."""
        waiting = iter(updates)
        while batch := [
            {"update_id": next(self.numbers), **each} for each in islice(waiting, TOGETHER)
        ]:
            await self.intake.keep(batch)
            while await self.worker.step() == 0:
                pass

    def counts(self):
        with self.store.read() as uow:
            return {name: rows for name, rows in uow.whole.counts().items() if name not in TALKED}

    def head(self):
        with self.store.read() as uow:
            return uow.audit.head()

    def inbox(self):
        with self.store.read() as uow:
            return uow.inbox.counts()

    def answers(self, after=0):
        """What is to be said since, by number."""
        outbox = Outbox.__table__
        query = select(outbox).where(outbox.c.id > after).order_by(outbox.c.id)
        with self.store.read() as uow:
            return uow._connection.execute(query).mappings().all()

    def cards(self):
        table = Card.__table__
        with self.store.read() as uow:
            return uow._connection.execute(select(table).order_by(table.c.id)).mappings().all()


@pytest.fixture
def store(tmp_path, new_ledger, clock):
    url = new_ledger(tmp_path / "ledger.db")
    seed(url, clock.now())
    opened = Store(url)
    yield opened
    opened.close()


@pytest.fixture
async def village(store, bot, writer, clock, wake, worker):
    bot.numbers = count(100)
    made = Village(store, Intake(bot, writer, clock, wake), worker)
    said = [(phone, text) for phone, texts in SAID.items() for text in texts]
    await made.send(written(phone, text) for phone, text in said)
    return made


@pytest.fixture
def faultless(caplog):
    """Nothing worse than a note is logged."""
    caplog.set_level(logging.DEBUG)
    return lambda: [each.getMessage() for each in caplog.records if each.levelno > logging.INFO]


def written(phone, text, kind="message"):
    return {kind: repeats.message(phone, 1000, text=text)}


def tapped(phone, data, chance):
    query = repeats.tap(phone, data) | {"id": f"q{chance.getrandbits(40)}"}
    match chance.randrange(8):
        case 0:
            del query["message"]
        case 1:
            del query["data"]
        case 2:
            query["message"] = query["message"] | {"message_id": chance.getrandbits(31)}
    return {"callback_query": query}


def forged(cards, chance):
    """A tap that nobody could make with the buttons he was given, and whose it is."""
    phone, card = chance.choice(PEOPLE), chance.choice(cards)
    mine = card["chat_id"] == str(phone)
    held = f"{card['token']}:{card['version']}:{chance.randrange(max(1, len(card['buttons'])))}"
    match chance.randrange(4):
        case 0:
            return "noise", phone, hostile.noise(chance)
        case 1:
            return "altered", phone, hostile.altered(held, chance)
        case 2 if not mine:
            return "another's", phone, held
        case _:
            numbers = card["version"], len(card["buttons"])
            return "renumbered", phone, hostile.renumbered(card["token"], *numbers, chance)


async def test_forged_taps_change_nothing_and_are_answered(village, bot, faultless, figure):
    chance, before, head = random.Random(SEED), village.counts(), village.head()
    cards, screens = village.cards(), len(village.answers())
    made = [forged(cards, chance) for _ in range(TAPS)]
    await village.send(tapped(phone, data, chance) for _, phone, data in made)
    assert (village.counts(), village.head()) == (before, head)
    assert {kind for kind, *_ in made} == {"noise", "altered", "another's", "renumbered"}
    assert len(bot.asked("answerCallbackQuery")) == TAPS
    assert len(village.answers()) - screens >= TAPS
    assert [_plain(old) for old in cards] == [_plain(new) for new in village.cards()[: len(cards)]]
    assert village.inbox().keys() == {"done"}
    assert faultless() == []
    figure(f"{TAPS:,} forged taps: 0 effects, {TAPS:,} answered, 0 faults logged (seed {SEED})")


def _plain(card):
    """What a card is, whatever was drawn again."""
    return card["id"], card["kind"], card["chat_id"], card["data"]


async def test_hostile_texts_change_nothing_and_are_answered(village, faultless, figure):
    chance, before, head = random.Random(SEED), village.counts(), village.head()
    known, screens = len(village.cards()), len(village.answers())
    await village.send(_hostile(chance, hostile.text) for _ in range(TEXTS))
    assert (village.counts(), village.head()) == (before, head)
    assert len(village.answers()) - screens >= TEXTS
    assert village.inbox().keys() == {"done"}
    assert [told for card in village.cards()[known:] for told in ill_shown(card)] == []
    assert faultless() == []
    figure(f"{TEXTS:,} hostile texts: 0 effects, {TEXTS:,} answered, 0 faults logged (seed {SEED})")


async def test_hostile_signs_among_words_of_the_field_are_shown_harmlessly(
    village, faultless, figure
):
    chance, known, screens = random.Random(SEED), len(village.cards()), len(village.answers())
    await village.send(_hostile(chance, hostile.around) for _ in range(AROUND))
    assert len(village.answers()) - screens >= AROUND
    assert village.inbox().keys() == {"done"}
    assert [told for card in village.cards()[known:] for told in ill_shown(card)] == []
    with village.store.read() as uow:
        assert uow.audit.verify() == []
    assert faultless() == []
    figure(f"{AROUND:,} of them among words of the field: all answered, all shown harmlessly")


def _hostile(chance, make):
    """A stranger's edit is no word to anybody, and not answered: he makes none."""
    phone = chance.choice(PEOPLE)
    kind = "edited_message" if phone != STRANGER and chance.random() < 0.1 else "message"
    start = "/start " if chance.random() < 0.05 else ""
    return written(phone, start + make(chance), kind)


def ill_shown(card):
    """What is wrong with a card on a screen: markup Telegram refuses, signs nobody sees, limits."""
    text, _ = parse(card["text"], "HTML")
    rows: dict[int, list[str]] = {}
    for button in card["buttons"]:
        rows.setdefault(button["row"], []).append(button["label"])
    town = card["chat_id"] == str(TOWN)
    found = set(faults(card["text"], rows.values(), town=town)) - OWN_WORDS
    return [(card["kind"], each) for each in found] + (["unseen"] if UNSEEN.search(text) else [])
