"""A month of a town over HTTP: ten villages, thirty people, retries, double taps, two restarts."""

import random
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

import pytest

from bot.clock import SHANGHAI
from bot.schedule import LAST_TICK
from demo.botapi.phone import buttons, words_of
from demo.botapi.standin import StandIn
from demo.botapi.world import Person
from handlers.chat.unasked import MONTHLY, WEEKLY
from handlers.messages import words
from handlers.services import reminders, workdays
from handlers.services.book import open_book
from rubric.posts import Post
from storage.schemes import load
from storage.scope import Scope
from storage.unit_of_work import Store
from tests.acceptance.conftest import Ledger, Programme, until
from tests.drill import size

pytestmark = [pytest.mark.acceptance, pytest.mark.drill]

VILLAGES = size(4, 10)
FIRST, LAST = date(2026, 7, 1), date(2026, 7, 31)
RESTARTS = {date(2026, 7, 9), date(2026, 7, 22)}
OFFICE = 7000
SAID = {
    "今天支委会,{heads}人参加": ("branch-committee", None),
    "今天主题党日,{heads}人": ("party-day", None),
    "今天党员大会,到会{heads}人": ("members-meeting", None),
    "今天廉洁教育,{heads}人参加": ("integrity-education", None),
    "7月党务公开今天贴出来了": ("disclosure-party", "2026-07"),
    "7月村务公开今天贴出来了": ("disclosure-village", "2026-07"),
    "6月财务公开今天贴出来了": ("disclosure-finance", "2026-06"),
}


@dataclass
class Village:
    """A village, its people's phones, and what its secretary says on which day."""

    place: int
    secretary: int
    chair: int
    clerk: int
    said: dict[date, list[str]] = field(default_factory=dict)
    expected: Counter = field(default_factory=Counter)


class Month:
    """The town through a month; everything random comes from one seed."""

    def __init__(self, folder, telegram, seed):
        self.random = random.Random(seed)
        self.telegram = telegram
        self.control = telegram.phone(OFFICE)
        self.programme = Programme(folder, telegram)
        (folder / "data").mkdir()
        self.ledger = Ledger(self.programme.store_url)
        self.updates = 80_000_000
        self.villages = self._founded()
        for village in self.villages:
            self._plan(village)

    def _founded(self):
        store = Store(self.programme.store_url)
        store.upgrade()
        with store.begin() as uow:
            town = uow.places.add("town", "示例镇", uow.places.add("city", "示例市"))
            self._appoint(uow, town, Post.TOWN_OFFICE, OFFICE)
            made = [self._found(uow, town, number) for number in range(VILLAGES)]
        store.close()
        return made

    def _found(self, uow, town, number):
        place = uow.places.add("village", f"示例{number + 1}村", town)
        uow.enrolments.add(place, "wenling-2022", FIRST)
        phones = [7100 + 10 * number + person for person in range(3)]
        for post, phone in zip(
            (Post.SECRETARY, Post.SUPERVISOR_CHAIR, Post.CLERK), phones, strict=True
        ):
            self._appoint(uow, place, post, phone)
        return Village(place, *phones)

    @staticmethod
    def _appoint(uow, place, post, phone):
        begun = datetime(2026, 7, 1, 8, tzinfo=SHANGHAI)
        person = uow.people.add(f"示例{post}")
        grant = uow.grants.add(person, post, place, FIRST)
        uow.grants.accept(grant, begun)
        uow.people.bind(person, str(phone), str(phone), begun)

    def _plan(self, village):
        """What is said when: some of it is never done."""
        for template, (duty, period) in SAID.items():
            if self.random.random() < 0.2:
                continue
            day = FIRST + timedelta(days=self.random.randrange((LAST - FIRST).days))
            heads = self.random.randrange(3, 60)
            village.said.setdefault(day, []).append(template.format(heads=heads))
            counted = heads if "{heads}" in template else None
            village.expected[duty, day, period, counted] += 1

    def begin(self, phones):
        """Everybody presses Start: a bot may write to nobody who has not."""
        for phone in phones:
            self.telegram.phone(phone).start()
        self._settle()

    def live(self, day):
        """One day: the morning's tick, what people write in any order, what the chairs confirm."""
        self.control.set_clock(f"{day}T09:30:00+08:00")
        until(lambda: self._ticked(day))
        writing = [
            (village.secretary, text)
            for village in self.villages
            for text in village.said.get(day, [])
        ]
        self.random.shuffle(writing)
        for number, (phone, text) in enumerate(writing):
            if day in RESTARTS and number == len(writing) // 2:
                self.programme.kill()
                self.programme.start()
            self._write(phone, text)
        self._settle()
        for village in self.random.sample(self.villages, 3):
            self._confirm_all(village.chair)

    def _write(self, phone, text):
        """A message that arrives once, or two or three times."""
        self.updates += 1
        person = {"id": phone, "is_bot": False, "first_name": "示例"}
        message = {
            "message_id": self.updates,
            "date": int(self.telegram.world.clock.now().timestamp()),
            "text": text,
            "from": person,
            "chat": {"id": phone, "type": "private", "first_name": "示例"},
        }
        update = {"update_id": self.updates, "message": message}
        for _ in range(self.random.choice((1, 1, 1, 2, 3))):
            self.control.inject(update)

    def _confirm_all(self, chair):
        phone = self.telegram.phone(chair)
        self._write(chair, "去确认")
        self._settle()
        for _ in range(12):
            card = phone.last()
            label = next((label for label in buttons(card) if label.startswith("已看")), None)
            if label is None:
                return
            for _ in range(self.random.choice((1, 2))):
                phone.tap_data(card["message_id"], buttons(card)[label])
            self._settle()

    def _settle(self):
        """Wait until nothing is left to handle or to send."""
        until(lambda: not self.control.state()["pending"])
        until(lambda: not self.ledger.inbox().get("open"))
        until(self._all_sent)

    def _all_sent(self):
        with self.ledger.read() as uow:
            return (
                not uow.outbox.due(self.telegram.world.clock.now(), 1)
                and not uow.outbox.in_flight()
            )

    def _ticked(self, day):
        with self.ledger.read() as uow:
            return str(uow.settings.get(LAST_TICK) or "").startswith(str(day))


@pytest.fixture(scope="module")
def month(tmp_path_factory):
    folder = tmp_path_factory.mktemp("month")
    people = [Person(OFFICE, "示例镇清廉办")]
    people += [
        Person(7100 + 10 * village + one, "示例") for village in range(VILLAGES) for one in range(3)
    ]
    early = datetime(2026, 7, 1, 8, tzinfo=SHANGHAI)
    with StandIn(people, now=early, running=False, clock_file=folder / "clock") as telegram:
        made = Month(folder, telegram, seed=20260701)
        made.programme.start()
        try:
            made.begin([person.id for person in people])
            for number in range((LAST - FIRST).days + 1):
                made.live(FIRST + timedelta(days=number))
            yield made
        finally:
            made.programme.kill()


def test_every_ledger_holds_what_was_said_once(month):
    for village in month.villages:
        held = Counter(
            (duty, row.done_on, row.period, row.heads)
            for row in month.ledger.records(village.place)
            for duty in row.duties
        )
        assert held == village.expected


def test_every_score_on_a_card_is_the_scorers(month):
    for village in month.villages:
        phone = month.telegram.phone(village.secretary)
        month._write(village.secretary, "看得分")
        month._settle()
        shown = words_of(phone.last())
        with month.ledger.read() as uow:
            book = open_book(uow, load(), Scope.operator(), village.place, LAST)
            (score,) = book.scores()
        assert f"目前 {words.points(score.provisional)} 分" in shown
        assert f"已核实 {words.points(score.basis.confirmed)}" in shown


def test_nobody_is_over_the_limits(month):
    with month.ledger.read() as uow:
        for village in month.villages:
            for phone in (village.secretary, village.chair, village.clerk):
                person = uow.people.account_of(str(phone)).person_id
                for day in range(1, 32):
                    since = datetime(2026, 7, day, tzinfo=SHANGHAI)
                    sent = uow.outbox.unasked_since(person, since)
                    until_then = uow.outbox.unasked_since(person, since + timedelta(days=7))
                    assert sent - until_then <= WEEKLY
                assert (
                    uow.outbox.unasked_since(person, datetime(2026, 7, 1, tzinfo=SHANGHAI))
                    <= MONTHLY
                )


def test_nothing_fell_due_that_nobody_was_told(month):
    """By the end of the month everybody was told of what reached him at least a week before."""
    schemes = load()
    a_week_ago = workdays.before(LAST, 6)
    with month.ledger.read() as uow:
        for village in month.villages:
            book = open_book(uow, schemes, Scope.operator(), village.place, a_week_ago)
            for owed in reminders.owed_to(book, Post.SECRETARY):
                told = uow.reminders.stages(village.place, owed.key)
                assert owed.stage.id in told, (village.place, owed.key, told)


def test_nobody_waits_for_an_answer_and_nothing_was_refused(month):
    assert month.ledger.inbox() == {"done": sum(month.ledger.inbox().values())}
    refused = [call for call in month.control.calls() if not call["answer"].get("ok")]
    assert not refused
