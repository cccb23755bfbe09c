"""Down for a day and for three: what was written is caught up in order, and reminded of once."""

import shutil
from collections import Counter
from datetime import date, datetime, timedelta
from functools import partial

import pytest
from sqlalchemy import select

from bot.clock import SHANGHAI, Clock
from bot.intake import Intake, Poller
from bot.route import Router
from bot.schedule import Schedule
from bot.worker import Worker
from bot.writer import Writer
from demo.seed import seed
from handlers.chat import build, notices
from handlers.services import reminders, workdays
from handlers.services.book import open_book
from rubric.posts import Post
from rubric.utterance import Lexicon
from storage.schemes import load
from storage.scope import Scope
from storage.tables import Outbox, PostGrant, Reminder
from storage.unit_of_work import Store
from tests.bot.conftest import HandClock
from tests.drill import size
from tests.handlers.stage import Stage

pytestmark = pytest.mark.drill

FIRST = date(2026, 7, 20)
DAYS = size(12, 40)
DOWN = (timedelta(days=1), timedelta(days=3))
EVERY = size(7, 1)
"""An outage begins on every so manieth day."""
LATER = timedelta(days=8)
"""By then whoever was at his limit of messages has heard too."""
_reminder, _outbox, _grant = Reminder.__table__, Outbox.__table__, PostGrant.__table__


class County:
    """One county's ledger and its clock file, with the real clockwork over them."""

    def __init__(self, file):
        self.clock_file = file.with_suffix(".clock")
        self.store = Store(f"sqlite:///{file}")
        self.writer = Writer(self.store)
        self.schemes = load()
        lexicon = Lexicon(self.schemes.vocabulary.duties.values())
        ticks = [partial(notices.tick, schemes=self.schemes, lexicon=lexicon)]
        self.schedule = Schedule(self.writer, Clock(self.clock_file), ticks, lambda: None)

    async def live(self, day, hour=9):
        """The programme runs at this hour of the day."""
        moment = datetime(day.year, day.month, day.day, hour, tzinfo=SHANGHAI)
        self.clock_file.write_text(moment.isoformat())
        await self.schedule.tick()

    def close(self):
        self.writer.close()
        self.store.close()

    def rows(self, table):
        with self.store._engine.connect() as connection:
            return list(connection.execute(select(table).order_by(table.c.id)).mappings())

    def told(self):
        """(village, occurrence, person) → the stages told, oldest first."""
        found = {}
        for row in self.rows(_reminder):
            key = (row["village_id"], row["occurrence"], row["person_id"])
            found.setdefault(key, []).append(row["stage"])
        return found

    def owed(self, day):
        """(village, occurrence, person) → the newest stage of what is owed on this day."""
        found = {}
        with self.store.read() as uow:
            today = [g for g in self.rows(_grant) if g["accepted_at"] and not g["ended_at"]]
            for village in uow.places.villages_of(uow.places.towns()[0].id):
                book = open_book(uow, self.schemes, Scope.tick(), village.id, day)
                for grant in today:
                    if grant["place_id"] in (village.id, village.parent_id):
                        for each in reminders.owed_to(book, Post(grant["post"])):
                            key = (village.id, each.key, grant["person_id"])
                            found[key] = each.stage.id
        return found

    def unasked(self, since):
        """How many messages each person was sent unasked from that day on."""
        return Counter(
            row["person_id"]
            for row in self.rows(_outbox)
            if not row["asked"] and row["created_at"].astimezone(SHANGHAI).date() >= since
        )


@pytest.fixture
def county():
    opened = []

    def county(file):
        opened.append(County(file))
        return opened[-1]

    yield county
    for each in opened:
        each.close()


@pytest.fixture
async def mornings(tmp_path, new_ledger, county):
    """The ledger of a county that never stood still, as it is before each morning."""
    file = tmp_path / "never.db"
    seed(new_ledger(file), datetime(FIRST.year, FIRST.month, FIRST.day, tzinfo=SHANGHAI))
    running, kept = county(file), {}
    for day in (FIRST + timedelta(days=number) for number in range(DAYS)):
        kept[day] = _copied(running, tmp_path / f"{day}.db")
        await running.live(day)
    return kept


def _copied(county, target):
    with county.store._engine.connect() as connection:
        connection.exec_driver_sql("ROLLBACK")
        connection.exec_driver_sql("VACUUM INTO ?", (str(target),))
        connection.exec_driver_sql("BEGIN")
    return target


async def test_after_an_outage_each_duty_is_reminded_of_once_by_its_newest_stage(
    mornings, tmp_path, county, figure
):
    outages = [
        (day, down)
        for day in list(mornings)[::EVERY]
        for down in DOWN
        if day + down in mornings and workdays.is_workday(day + down)
    ]
    told = 0
    for day, down in outages:
        told += await _outage(mornings, tmp_path, county, day, down)
    figure(
        f"{len(outages)} outages of one and of three days: {told} duties reminded of on the days "
        f"of restart, each once and by its newest stage, one message a person; 0 lost"
    )
    assert told


async def _outage(mornings, tmp_path, county, day, down):
    back = day + down
    stood = county(shutil.copy(mornings[day], tmp_path / f"stood-{day}-{down.days}.db"))
    before = stood.told()
    await stood.live(back, hour=10)
    await stood.live(back, hour=11)
    fresh = {key: stages[len(before.get(key, ())) :] for key, stages in stood.told().items()}
    newest = stood.owed(back)
    told = {key: stages for key, stages in fresh.items() if stages and key in newest}
    assert all(stages == [newest[key]] for key, stages in told.items())
    assert max(stood.unasked(back).values(), default=0) <= 1
    await _nothing_is_lost(mornings, county, stood, back)
    return len(told)


async def _nothing_is_lost(mornings, county, stood, back):
    """What the county that never stood still had told by then is told here too."""
    never = county(mornings[back])
    for day in (back + timedelta(days=number) for number in range(1, LATER.days)):
        await stood.live(day)
    missed = set(never.told()) - set(stood.told())
    still = {key for key in missed if key in stood.owed(back)}
    assert still == set()


SENTENCES = (
    (date(2026, 7, 16), "今天支委会,5人参加", date(2026, 7, 16)),
    (date(2026, 7, 16), "昨天党课,20人", date(2026, 7, 15)),
    (date(2026, 7, 17), "今天主题党日,30人", date(2026, 7, 17)),
    (date(2026, 7, 18), "昨天廉洁教育,26人参加", date(2026, 7, 17)),
)
"""The day of writing, the words, and the day that they mean."""
PEOPLE = size(4, 40)


@pytest.fixture
def stage(store):
    now = datetime(2026, 7, 15, 18, 0, tzinfo=SHANGHAI)
    seed(f"sqlite:///{store.file}", now)
    return Stage(store, now)


def bound(stage):
    """So many villages, each with a secretary who is bound: village → his chat."""
    with stage.begin() as uow:
        (town, *_) = uow.places.towns()
        found = {}
        for number in range(PEOPLE):
            village = uow.places.add("village", f"停机{number}村", town.id)
            uow.enrolments.add(village, "wenling-2022", date(2026, 1, 1))
            person = uow.people.add(f"示例{number}")
            grant = uow.grants.add(person, Post.SECRETARY, village, date(2026, 1, 1))
            uow.grants.accept(grant, stage.now)
            found[village] = str(5000 + number)
            uow.people.bind(person, found[village], found[village], stage.now)
    return found


def written(number, chat, day, text):
    at = datetime(day.year, day.month, day.day, 19, 0, tzinfo=SHANGHAI)
    who = {"id": int(chat), "is_bot": False, "first_name": "示例"}
    message = {"message_id": number, "date": int(at.timestamp()), "text": text, "from": who}
    return {
        "update_id": number,
        "message": message | {"chat": {"id": int(chat), "type": "private"}},
    }


async def test_what_was_written_while_it_stood_still_is_caught_up_in_order(
    stage, bot, application, writer, wake, figure
):
    clock, villages = HandClock(), bound(stage)
    clock.moment = datetime(2026, 7, 18, 20, 0, tzinfo=SHANGHAI)
    waiting = [
        written(1000 + place * PEOPLE + number, chat, day, text)
        for place, (day, text, _) in enumerate(SENTENCES)
        for number, chat in enumerate(villages.values())
    ]
    bot.batches = [waiting[at : at + 100] for at in range(0, len(waiting), 100)] + [[]]
    poller = Poller(bot, Intake(bot, writer, clock, wake))
    while not poller.caught_up.is_set():
        await poller.step()
    build.register(application)
    worker = Worker(writer, clock, Router(application, clock, stage.schemes, stage.lexicon), wake)
    while await worker.step() == 0:
        pass
    with stage.begin() as uow:
        assert uow.inbox.counts() == {"done": len(waiting)}
        for village in villages:
            kept = uow.records.of_village(village, Scope.operator())
            meant = [record.done_on for record in sorted(kept, key=lambda each: each.id)]
            assert meant == [day for _, _, day in SENTENCES]
    figure(f"{len(waiting)} messages of three days: each once, in order, on the day it meant")
