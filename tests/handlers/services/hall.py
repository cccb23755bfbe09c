"""A county, and books made by hand, for the services: nobody talks here."""

from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from handlers.services import records, sketch
from handlers.services.act import Act
from handlers.services.actor import acting
from handlers.services.book import Book, Enrolled, open_book
from handlers.services.sketch import Sketch
from rubric.facts import Facts, Profile, Record, Task
from rubric.period import Period
from rubric.posts import Post
from rubric.scheme import Scheme
from storage.grants import GrantRow
from storage.places import PlaceRow
from storage.record_rows import RecordRow
from storage.schemes import Schemes
from storage.scope import Scope
from storage.unit_of_work import UnitOfWork
from tests.ledger import audit_rows

SHANGHAI = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 7, 15, 9, 30, tzinfo=SHANGHAI)
TODAY = NOW.date()
WENLING = "wenling-2022"


def moment(year: int, month: int, day: int, hour: int = 9) -> datetime:
    return datetime(year, month, day, hour, tzinfo=SHANGHAI)


@dataclass
class Hall:
    """A small county: a city, two towns, three villages; whoever is needed is appointed."""

    uow: UnitOfWork
    schemes: Schemes
    now: datetime = NOW
    places: dict[str, int] = field(default_factory=dict)

    def build(self) -> "Hall":
        add = self.uow.places.add
        city = add("city", "示例市")
        east = add("town", "示例镇", city, contact="示例镇清廉办 0576-00000000")
        west = add("town", "另一镇", city)
        self.places = {"city": city, "town": east, "west": west}
        for name, town in (("first", east), ("second", east), ("far", west)):
            self.places[name] = add("village", f"{name}村", town, {"party_groups": 2})
            self.uow.enrolments.add(self.places[name], WENLING, date(2026, 1, 1))
        return self

    def person(self, name: str = "示例甲") -> int:
        return self.uow.people.add(name)

    def appoint(
        self, post: Post, place: str = "first", person: int | None = None, **when
    ) -> GrantRow:
        """A post taken up on 1 January unless another `since` is said."""
        since = when.get("since", moment(2026, 1, 1))
        person = person or self.person(f"示例{post}")
        number = self.uow.grants.add(person, post, self.places[place], since.date())
        self.uow.grants.accept(number, since)
        return self.uow.grants.get(number)

    def act(self, grant: GrantRow, village: str | None = None, at: datetime | None = None) -> Act:
        """The holder of a grant at work on a village's book, read anew."""
        at, actor = at or self.now, acting(self.uow, grant)
        number = self.places[village] if village else actor.place_id
        book = open_book(self.uow, self.schemes, actor.scope, number, at.date())
        return Act(self.uow, actor, at, book)

    def book(self, village: str = "first", today: date = TODAY) -> Book:
        return open_book(self.uow, self.schemes, Scope.tick(), self.places[village], today)

    def log(self, grant: GrantRow, *duties: str, on: date = TODAY, **said) -> RecordRow:
        """One record on file."""
        act = self.act(grant, at=said.pop("at", None))
        told = Sketch(text="", duties=duties, done_on=on, **said)
        (entry,) = sketch.entries(told, act.book)
        return self.row(records.log(act, entry))

    def row(self, record: int) -> RecordRow:
        return self.uow.records.get(record, Scope.tick())

    def audited(self) -> list[str]:
        """The actions in the audit, in order."""
        return [row["action"] for row in audit_rows(self.uow)]


class Like:
    """A scheme like another but for some values."""

    def __init__(self, scheme: Scheme, **changes) -> None:
        self.__dict__ = {"_scheme": scheme, **changes}

    def __getattr__(self, name):
        return getattr(self._scheme, name)


class Pages:
    """Books made by hand: no database."""

    def __init__(self, schemes: Schemes) -> None:
        self.schemes = schemes
        self.scheme = schemes[WENLING]

    def book(self, today: date, *filed: Record, groups: int = 0, joined: date | None = None):
        facts = Facts(profile=Profile(groups, joined), records=filed)
        return self.of(today, Enrolled(self.scheme, facts))

    def of(self, today: date, *enrolled: Enrolled) -> Book:
        place = PlaceRow(1, "village", "示例一村", None, {}, "")
        return Book(place, today, self.schemes, enrolled)

    def like(self, *tasks: Task, joined: date | None = None, **changes) -> Enrolled:
        """Enrolment in another scheme: as this one but for some values."""
        facts = Facts(profile=Profile(0, joined), tasks=tasks)
        return Enrolled(Like(self.scheme, **changes), facts)


def filed(duty: str, period: str, done_on: date | None = None) -> Record:
    """A record of a duty for a period, done on its first possible day unless said."""
    named = Period.parse(period)
    return Record(duties=(duty,), done_on=done_on or named.next_first, period=named)


def monthly(duty: str, year: int, *months: int) -> list[Record]:
    return [filed(duty, f"{year}-{month:02}") for month in months]
