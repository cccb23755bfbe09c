"""Every update three times, and many taps twice: one fact for each intention, and one answer."""

import random
import time
from contextlib import closing
from datetime import date
from itertools import count

import pytest
from sqlalchemy import select
from telegram import User

from bot import run
from bot.api import RawBot
from bot.intake import Intake
from bot.route import Router
from bot.worker import Worker
from rubric.posts import Post
from rubric.utterance import Lexicon
from storage.schemes import load
from storage.scope import Scope
from storage.tables import Card
from storage.unit_of_work import Store
from tests.acceptance.talk import PROBLEM, STATUSES
from tests.acceptance.wholeness import TWICE, Wholeness
from tests.drill import size

pytestmark = pytest.mark.drill

SEED = 20260715
COPIES = 3
TWO_TAPS = 0.4
DELIVERIES = size(300, 10_000)
SIDE_BY_SIDE = 6
LATEST = 12
"""Batches after which the last copy of an update, or a second tap, comes at the latest."""
WRITTEN = 1784077200
SECRETARY, CHAIR = "secretary", "chair"
TALK = (
    (SECRETARY, "7月3日支委会,5人参加"),
    (CHAIR, "去确认"),
    (CHAIR, "#已看，同意"),
    (SECRETARY, "报一项工作"),
    (SECRETARY, "#主题党日"),
    (SECRETARY, "#昨天 14日"),
    (SECRETARY, "#撤销"),
    (SECRETARY, "7月6日党员大会,25人参加"),
    (CHAIR, "去确认"),
    (CHAIR, "#退回，写理由"),
    (CHAIR, "人数与签到表不符"),
    (SECRETARY, "!7月8日主题党日,12人参加"),
    (CHAIR, "发现问题"),
    (CHAIR, PROBLEM),
    (SECRETARY, "#已整改"),
    (SECRETARY, "已补签,三人签字齐全"),
    (CHAIR, "#合格，销号"),
    (SECRETARY, "打印"),
    (SECRETARY, "#得分图"),
)
"""What the people of a village write, tap (#) and send with a photo (!), one after another."""
ONCE = {"confirm": 1, "return": 1, "withdraw": 1}
EVENTS = (
    "SELECT kind, count(*) FROM record_event JOIN record ON record.id = record_id"
    " WHERE record.village_id = :village GROUP BY kind"
)
PHOTOS = "SELECT count(*) FROM evidence WHERE village_id = :village"
JOBS = ("fetch-evidence", "make-document")


class Village:
    """A village in the ledger, its phones, and how far its people have come."""

    def __init__(self, uow, town, number, now):
        self.place = uow.places.add("village", f"示例{number}村", town)
        uow.enrolments.add(self.place, "wenling-2022", date(2026, 7, 1))
        self.phones = {SECRETARY: 20_000 + number, CHAIR: 50_000 + number}
        self.steps = iter(TALK)
        posts = (Post.SECRETARY, Post.SUPERVISOR_CHAIR)
        for post, phone in zip(posts, self.phones.values(), strict=True):
            person = uow.people.add(f"示例{post}")
            uow.grants.accept(uow.grants.add(person, post, self.place, date(2026, 1, 1)), now)
            uow.people.bind(person, str(phone), str(phone), now)


class Carrier:
    """Telegram on a bad day."""

    def __init__(self, store, intake, worker):
        self.store, self.intake, self.worker = store, intake, worker
        self.chance = random.Random(SEED)
        self.numbers = count(1)
        self.late = []
        self.updates = self.deliveries = self.second_taps = 0

    async def round(self, villages):
        """The next word of some villages, between copies of what came before."""
        batch = [self._next(each) for each in villages]
        self.late = [(wait - 1, update) for wait, update in self.late]
        batch += [update for wait, update in self.late if wait < 0]
        self.late = [(wait, update) for wait, update in self.late if wait >= 0]
        await self._deliver(batch)

    async def rest(self):
        """What is still late."""
        batch, self.late = [update for _, update in self.late], []
        await self._deliver(batch)

    async def _deliver(self, batch):
        self.deliveries += len(batch)
        await self.intake.keep(batch)
        while await self.worker.step() == 0:
            pass

    def _next(self, village):
        who, what = next(village.steps)
        content = self._content(village.phones[who], what)
        if what.startswith("#") and self.chance.random() < TWO_TAPS:
            self.second_taps += 1
            self._later(self._numbered(content), COPIES)
        update = self._numbered(content)
        self._later(update, COPIES - 1)
        return update

    def _numbered(self, content):
        self.updates += 1
        return {"update_id": next(self.numbers), **content}

    def _later(self, update, times):
        for _ in range(times):
            self.late.append((self.chance.randrange(LATEST), update))

    def _content(self, phone, what):
        if what.startswith("#"):
            return {"callback_query": tap(phone, self._button(phone, what[1:]))}
        if what.startswith("!"):
            return {"message": with_photo(phone, next(self.numbers), what[1:])}
        return {"message": message(phone, next(self.numbers), text=what)}

    def _button(self, phone, label):
        """The newest button of this label on the phone's screen."""
        cards = Card.__table__
        mine = select(cards).where(cards.c.chat_id == str(phone)).order_by(cards.c.id.desc())
        with self.store.read() as uow:
            for card in uow._connection.execute(mine).mappings():
                labels = [button["label"] for button in card["buttons"]]
                if label in labels:
                    return f"{card['token']}:{card['version']}:{labels.index(label)}"
        raise AssertionError(f"{phone}: {label}")


def person(phone):
    return {"id": phone, "is_bot": False, "first_name": "示例"}


def message(phone, number, **content):
    chat = {"id": phone, "type": "private"}
    return {"message_id": number, "date": WRITTEN, "from": person(phone), "chat": chat, **content}


def with_photo(phone, number, caption):
    names = {"file_id": f"f{number}", "file_unique_id": f"u{number}"}
    return message(phone, number, caption=caption, photo=[names | {"width": 480, "height": 360}])


def tap(phone, data):
    return {"id": "1", "from": person(phone), "chat_instance": "x", "data": data} | {
        "message": message(phone, 1, text="…")
    }


@pytest.fixture
def store(url):
    with closing(Store(url)) as opened:
        yield opened


@pytest.fixture
def worker(writer, clock, wake):
    outside = RawBot("42:offline")
    outside._bot_user = User(42, "bot", is_bot=True, username="example_bot")
    application = run._application(outside)
    application._initialized = True
    schemes = load()
    router = Router(application, clock, schemes, Lexicon(schemes.vocabulary.duties.values()))
    return Worker(writer, clock, router, wake)


@pytest.fixture
def carrier(store, bot, writer, clock, wake, worker):
    return Carrier(store, Intake(bot, writer, clock, wake), worker)


@pytest.fixture
def villages(store, clock):
    with store.begin() as uow:
        town = uow.places.add("town", "示例镇", uow.places.add("city", "示例市"))
        number = 1 + DELIVERIES // (len(TALK) * COPIES)
        return [Village(uow, town, each, clock.now()) for each in range(number)]


async def test_each_intention_is_one_fact_however_often_it_comes(
    carrier, villages, store, figure, url
):
    began = time.monotonic()
    for at in range(0, len(villages), SIDE_BY_SIDE):
        for _ in TALK:
            await carrier.round(villages[at : at + SIDE_BY_SIDE])
    await carrier.rest()
    ledger = Wholeness(url)
    faults = [fault for each in villages for fault in differing(store, ledger, each)]
    faults += ledger.apart() + ledger.found(TWICE)
    jobs = dict(ledger.rows("SELECT kind, count(*) FROM job GROUP BY kind"))
    kept = dict(ledger.rows("SELECT state, count(*) FROM inbox GROUP BY state"))
    figure(
        f"{carrier.deliveries} deliveries of {carrier.updates} updates,"
        f" {carrier.second_taps} second taps, {len(villages)} villages:"
        f" {len(faults)} facts too many or too few"
        f" ({time.monotonic() - began:.0f} s, seed {SEED})"
    )
    assert carrier.deliveries >= DELIVERIES
    assert kept == {"done": carrier.updates}
    assert jobs == dict.fromkeys(JOBS, len(villages))
    assert faults == []


def differing(store, ledger, village):
    """How what the village's ledger holds differs from what its people meant."""
    with store.read() as uow:
        kept = uow.records.of_village(village.place, Scope.operator())
        found = uow.findings.of_village(village.place, Scope.operator())
    told = sorted((each.duties[0], str(each.done_on), each.status) for each in kept)
    settled = [[event.kind for event in each.events] for each in found]
    events = dict(ledger.rows(EVENTS, village=village.place))
    photos = ledger.rows(PHOTOS, village=village.place)
    is_ = (told, settled, events, photos)
    meant = (STATUSES, [["report", "settle"]], ONCE, [(1,)])
    return [(village.place, is_)] if is_ != meant else []
