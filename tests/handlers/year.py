"""A town's year played through: its people write and tap day by day, the clock speaks by itself.

Everything goes through the chat handlers, as updates do; what anybody got is read from the outbox.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

from sqlalchemy import select

from handlers.chat.unasked import MONTHLY, WEEKLY
from handlers.services import workdays
from handlers.services.book import Book, open_book
from handlers.services.standing import every_entry
from rubric.agenda import Mark
from rubric.posts import Post
from rubric.scoring import score
from storage.schemes import load
from storage.scope import Scope
from storage.tables import Card, Outbox, Reminder
from storage.unit_of_work import Store, UnitOfWork
from tests.handlers.stage import Phone, Shown, Stage

SHANGHAI = ZoneInfo("Asia/Shanghai")
SCHEME = "wenling-2022"
MORNING, FORENOON, AFTERNOON = time(9), time(10), time(15)
IN_VILLAGE = (Post.SECRETARY, Post.CLERK, Post.SUPERVISOR_CHAIR, Post.SUPERVISOR)
IN_TOWN = (Post.TOWN_OFFICE, Post.TOWN_OFFICE, Post.TOWN_DISCIPLINE, Post.TOWN_ASSETS)
IN_CITY = (Post.CITY_AGRICULTURE, Post.CITY_AGRICULTURE, *([Post.CITY_PANEL] * 4))
SLACK = timedelta(days=12)
"""How long a limit may hold back what is to be told."""
MOST_TAPS = 12


@dataclass
class Village:
    """A village and its phones; `zeal` is how likely it does on a day what it owes."""

    id: int
    zeal: float
    phones: dict[Post, "Hand"]


class Hand(Phone):
    """A phone that looks at its newest card without reading all of them."""

    def newest(self) -> Shown:
        return self._one(Card.__table__.c.chat_id == self.id)

    def card(self, token: str) -> Shown:
        return self._one(Card.__table__.c.token == token)

    def _one(self, condition) -> Shown:
        cards = Card.__table__
        with self.stage.begin() as uow:
            query = select(cards).where(condition).order_by(cards.c.id.desc()).limit(1)
            row = uow._connection.execute(query).mappings().one()
        labels = {button["label"]: place for place, button in enumerate(row["buttons"])}
        return Shown(row["token"], row["version"], row["kind"], row["text"], labels, [])

    def begins(self, card: Shown, *words: str) -> str | None:
        """The first button whose label begins so."""
        return next((label for label in card.buttons if label.startswith(words)), None)


@dataclass
class Year:
    """What is checked while the year runs, and what is told of it at the end."""

    stage: Stage
    chance: Random
    town: int
    offices: dict[Post, list[Hand]]
    villages: list[Village]
    people: int
    scores_checked: int = 0
    wrong: list[str] = field(default_factory=list)
    late_seen: dict[str, date] = field(default_factory=dict)

    def day(self, day: date) -> None:
        """One day: the clock at nine; on working days what people do."""
        self._at(day, MORNING)
        self.stage.tick()
        if not workdays.is_workday(day):
            return
        self._at(day, FORENOON)
        for village in self.villages:
            self._work(village)
        self._at(day, AFTERNOON)
        for village in self.villages:
            self._supervise(village)
            self._remedy(village)
        self._oversee(day)
        self._check_scores()

    def _at(self, day: date, hour: time) -> None:
        self.stage.now = datetime.combine(day, hour, SHANGHAI)

    def _happens(self, likely: float) -> bool:
        return self.chance.random() < likely

    # --- what people do

    def _work(self, village: Village) -> None:
        """The secretary reports what the month's card offers, as zealously as the village is."""
        if not self._happens(village.zeal):
            return
        phone = village.phones[Post.SECRETARY]
        for _ in range(2):
            card = phone.say("本月要办")
            label = phone.begins(card, "报 ")
            if label is None:
                break
            self._answer(phone, phone.tap(label, card))
        if self._happens(0.03):
            phone.say("昨天廉洁教育，20人参加")
            self._answer(phone, phone.newest())

    def _answer(self, phone: Hand, card: Shown) -> None:
        """Whatever is asked is answered by the first choice."""
        for _ in range(MOST_TAPS):
            if card.kind not in ("log_ask", "log_same"):
                return
            label = next(iter(card.buttons))
            card = phone.tap("不同场，另记一条" if card.kind == "log_same" else label, card)

    def _supervise(self, village: Village) -> None:
        """The chair confirms what waits, returns little, finds something now and then."""
        phone = village.phones[Post.SUPERVISOR_CHAIR]
        if self._happens(0.5):
            self._confirm(phone)
        if self._happens(0.01):
            phone.say("发现问题")
            phone.say("上月第3号凭证没有联审联签")

    def _confirm(self, phone: Hand) -> None:
        card = phone.say("去确认")
        for _ in range(MOST_TAPS):
            label = phone.begins(card, "已看")
            if label is None:
                return
            card = phone.tap(label, card)

    def _remedy(self, village: Village) -> None:
        """The village remedies what was found, its chair looks at it."""
        clerk, chair = village.phones[Post.CLERK], village.phones[Post.SUPERVISOR_CHAIR]
        told = self._latest(clerk, "finding_assigned")
        if told and "已整改" in told.buttons and self._happens(0.15):
            clerk.tap("已整改", told)
            clerk.say("已补签，三人签字齐全")
        asked = self._latest(chair, "finding_check")
        if asked and "合格，销号" in asked.buttons and self._happens(0.5):
            chair.tap("合格，销号", asked)

    def _latest(self, phone: Hand, kind: str) -> Shown | None:
        with self.stage.begin() as uow:
            row = uow.cards.latest(phone.id, kind)
        return phone.card(row.token) if row else None

    def _oversee(self, day: date) -> None:
        """Once a week the town reminds of what is overdue."""
        if day.weekday() == 2:
            office = self.offices[Post.TOWN_OFFICE][0]
            card = office.say("看逾期")
            label = office.begins(card, "全部提醒")
            if label:
                office.tap(label, card)

    # --- what is checked

    def _check_scores(self) -> None:
        """One village's card says what the scorer says."""
        village = self.chance.choice(self.villages)
        phone = village.phones[Post.SECRETARY]
        card = phone.say("看得分")
        with self.stage.begin() as uow:
            found = uow.facts.of(village.id, Scope.operator())
            (row,) = uow.enrolments.of(village.id, self.stage.now.date())
            facts = found.under(row.scheme_id, row.starts_on)
        today = self.stage.now.date()
        told = score(self.stage.schemes[SCHEME], today.year, facts, today)
        self.scores_checked += 1
        if f"目前 {told.provisional.normalize():f} 分" not in card.text:
            self.wrong.append(f"{today} {village.id}: {told.provisional} / {card.text}")

    def over_limits(self) -> list[str]:
        """Everybody who was told more, unasked, than the limits allow; and what came at night."""
        found: list[str] = []
        in_village = {hand.id for one in self.villages for hand in one.phones.values()}
        for chat, moments in self._unasked().items():
            found += [f"{chat} {at}: at night" for at in moments if not 8 <= at.hour < 20]
            for start in moments:
                week = sum(start <= at < start + timedelta(days=7) for at in moments)
                month = sum(start <= at < start + timedelta(days=30) for at in moments)
                day = sum(start.date() == at.date() for at in moments)
                if day > 1 or (chat in in_village and (week > WEEKLY or month > MONTHLY)):
                    found.append(
                        f"{chat} from {start}: {day} a day, {week} a week, {month} a month"
                    )
        return found

    def _unasked(self) -> dict[str, list[datetime]]:
        table = Outbox.__table__
        by_chat: dict[str, list[datetime]] = defaultdict(list)
        with self.stage.begin() as uow:
            query = select(table).where(
                ~table.c.asked, table.c.method == "send", table.c.state != "superseded"
            )
            for row in uow._connection.execute(query.order_by(table.c.id)).mappings():
                by_chat[row["chat_id"]].append(row["created_at"].astimezone(SHANGHAI))
        return by_chat

    def look_for_late(self) -> None:
        """Note since when what is overdue has been so."""
        today = self.stage.now.date()
        with self.stage.begin() as uow:
            for village in self.villages:
                for key in _late(self._book(uow, village.id)):
                    self.late_seen.setdefault(f"{village.id}:{key}", today)

    def never_told(self) -> list[str]:
        """What stayed overdue for longer than the limits explain, and nobody was told of."""
        today = self.stage.now.date()
        reminders = Reminder.__table__
        with self.stage.begin() as uow:
            told = {
                f"{village}:{key}"
                for village, key in uow._connection.execute(
                    select(reminders.c.village_id, reminders.c.occurrence)
                )
            }
            still = {
                f"{one.id}:{key}" for one in self.villages for key in _late(self._book(uow, one.id))
            }
        return sorted(key for key in still - told if today - self.late_seen.get(key, today) > SLACK)

    def _book(self, uow: UnitOfWork, village: int) -> Book:
        today = self.stage.now.date()
        return open_book(uow, self.stage.schemes, Scope.operator(), village, today)

    def messages(self) -> Counter[tuple[str, str]]:
        """New messages by month and by how they came: asked, news or unasked."""
        table = Outbox.__table__
        names = {0: "answers", 1: "answers", 2: "news", 3: "unasked"}
        found: Counter[tuple[str, str]] = Counter()
        with self.stage.begin() as uow:
            query = select(table.c.created_at, table.c.urgency).where(table.c.method != "edit")
            for row in uow._connection.execute(query):
                month = row.created_at.astimezone(SHANGHAI).strftime("%Y-%m")
                found[month, names[row.urgency]] += 1
        return found


def _late(book: Book) -> Iterator[str]:
    for entry in every_entry(book):
        if entry.mark is Mark.OVERDUE:
            yield entry.occurrence.key


def build(folder: Path, villages: int, first: date, seed: int = 7) -> Year:
    """A city, a town and its villages, everybody bound, in the week before the first day."""
    store = Store(f"sqlite:///{folder / 'year.sqlite3'}")
    store.upgrade()
    stage = Stage(store, datetime.combine(first, MORNING, SHANGHAI))
    stage.schemes = load()
    chance = Random(seed)
    year = Year(stage, chance, 0, {}, [], 0)
    with store.begin() as uow:
        hire = _Hiring(stage, uow, datetime.combine(first, MORNING, SHANGHAI))
        city = uow.places.add("city", "示例市")
        year.town = uow.places.add("town", "示例镇", city, contact="示例镇清廉办 0576-00000000")
        for post in IN_TOWN:
            year.offices.setdefault(post, []).append(hire(post, year.town))
        for post in IN_CITY:
            year.offices.setdefault(post, []).append(hire(post, city))
        for number in range(1, villages + 1):
            place = uow.places.add("village", f"示例第{number}村", year.town)
            uow.enrolments.add(place, SCHEME, date(first.year, 1, 1))
            phones = {post: hire(post, place) for post in IN_VILLAGE}
            year.villages.append(Village(place, 0.1 + 0.5 * chance.random(), phones))
        year.people = hire.hired
    return year


@dataclass
class _Hiring:
    """Appoints people, each with a phone."""

    stage: Stage
    uow: UnitOfWork
    since: datetime
    hired: int = 0

    def __call__(self, post: Post, place: int) -> Hand:
        self.hired += 1
        person = self.uow.people.add(f"示例{self.hired}")
        grant = self.uow.grants.add(person, post, place, self.since.date())
        self.uow.grants.accept(grant, self.since)
        phone = str(5000 + self.hired)
        self.uow.people.bind(person, phone, phone, self.since)
        return Hand(self.stage, phone)
