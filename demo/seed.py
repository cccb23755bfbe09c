"""The demo's county: invented places, roles for names, and a ledger in the middle of a year."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from handlers.chat.notices import DONE_TODAY
from handlers.services.act import Signed
from rubric.facts import Profile
from rubric.occurrences import Occurrence, occurrences
from rubric.posts import Post
from rubric.scheme import Scheme
from storage.record_rows import NewRecord, NewVersion
from storage.schemes import load
from storage.unit_of_work import Store, UnitOfWork

SCHEME = "wenling-2022"
NUMBERS = "一二三四五六七八九十"
CONTACT = "示例镇清廉办 0576-00000000"
PHONES = {Post.SECRETARY: "1001", Post.SUPERVISOR_CHAIR: "1002", Post.TOWN_OFFICE: "1003"}
"""The phones of the first village and of the town's office."""
PAGE_PHONES = PHONES | {Post.TOWN_DISCIPLINE: "1011", Post.CITY_AGRICULTURE: "1012"}
"""All that the page shows: who seals what the office scored, and the city, have one too."""
PARTY_GROUPS = 2
STILL_WAITING = timedelta(days=6)
EVENTS = ("integrity-education", "warning-education", "clean-culture")
APRIL, MAY, JUNE, JULY = 4, 5, 6, 7


@dataclass(frozen=True)
class Holder:
    """Somebody in a post."""

    person_id: int
    grant_id: int

    def signed(self, moment: datetime) -> Signed:
        return {"by_id": self.person_id, "by_grant_id": self.grant_id, "at": moment}


@dataclass(frozen=True)
class County:
    """What the whole county shares while it is being filled."""

    uow: UnitOfWork
    scheme: Scheme
    now: datetime
    phones: Mapping[Post, str]

    def appoint(self, name: str, post: Post, place: int, *, phone: bool = False) -> Holder:
        """A person with a role for a name, in a post since 1 January; perhaps with a phone."""
        begun = self.now.replace(month=1, day=1)
        person = self.uow.people.add(f"示例{name}")
        grant = self.uow.grants.add(person, post, place, begun.date())
        self.uow.grants.accept(grant, begun)
        if phone and post in self.phones:
            self.uow.people.bind(person, self.phones[post], self.phones[post], begun)
        return Holder(person, grant)


@dataclass(frozen=True)
class Village:
    """One village: its number tells how far behind it is."""

    county: County
    place: int
    number: int
    secretary: Holder
    chair: Holder
    member: Holder


def seed(database_url: str, now: datetime, phones: Mapping[Post, str] = PHONES) -> None:
    """Fill an empty database as it might stand on this day; these posts have a phone."""
    store = Store(database_url)
    try:
        with store.begin() as uow:
            _fill(County(uow, load()[SCHEME], now, phones))
            # The morning's reminders have been read: the first day begins quietly.
            uow.settings.put(DONE_TODAY, str(now.date()))
    finally:
        store.close()


def _fill(county: County) -> None:
    city = county.uow.places.add("city", "示例市")
    if Post.CITY_AGRICULTURE in county.phones:
        county.appoint("市农水局", Post.CITY_AGRICULTURE, city, phone=True)
    found_town(county, city, "示例镇", NUMBERS)


def found_town(county: County, city: int, name: str, numbers: str) -> int:
    """A town with its offices, and a village in mid-year for each of these numbers."""
    town = county.uow.places.add("town", name, city, contact=CONTACT)
    for post in (Post.TOWN_OFFICE, Post.TOWN_DISCIPLINE, Post.TOWN_ASSETS):
        county.appoint(post, post, town, phone=True)
    for number, village in enumerate(numbers):
        _log_year(_village(county, town, number, village))
    return town


def _village(county: County, town: int, number: int, name: str) -> Village:
    profile = {"party_groups": PARTY_GROUPS if number == 0 else 0}
    place = county.uow.places.add("village", f"示例{name}村", town, profile, CONTACT)
    county.uow.enrolments.add(place, SCHEME, date(county.now.year, 1, 1))
    first = number == 0
    county.appoint("文书", Post.CLERK, place)
    return Village(
        county,
        place,
        number,
        county.appoint("书记", Post.SECRETARY, place, phone=first),
        county.appoint("监会主任", Post.SUPERVISOR_CHAIR, place, phone=first),
        county.appoint("监会成员", Post.SUPERVISOR, place),
    )


def _log_year(village: Village) -> None:
    county = village.county
    profile = Profile(party_groups=PARTY_GROUPS if village.number == 0 else 0)
    for each in occurrences(county.scheme, county.now.year, profile):
        done_on = _done_on(each, village.number, county.now.date())
        if done_on is not None:
            _log(village, each, done_on)


def _done_on(each: Occurrence, number: int, today: date) -> date | None:
    """The day it was done, or None: the later a village's number, the further behind it is."""
    known_until = today - timedelta(days=4 + 3 * number)
    done_on = min(each.due, each.opens + timedelta(days=7 + 2 * number))
    return None if done_on > known_until or _skipped(each, number) else done_on


def _skipped(each: Occurrence, number: int) -> bool:
    """What this village has missed, or not done yet."""
    if each.duty in EVENTS:
        return each.duty != EVENTS[number % 2] or number % 3 == 1
    missed = {
        "branch-committee": (APRIL, JUNE, JULY) if number % 3 == 0 else (),
        "disclosure-finance": (MAY, JUNE) if number % 4 == 0 else (),
        "party-day": (JUNE,) if number % 5 == 4 else (),  # noqa: PLR2004 - every fifth village
    }
    return each.period.index in missed.get(each.duty, ())


def _log(village: Village, each: Occurrence, done_on: date) -> None:
    county = village.county
    duty = county.scheme.duties[each.duty]
    author = village.secretary if Post.SECRETARY in duty.done_by else village.member
    logged = county.now.replace(month=done_on.month, day=done_on.day)
    record = county.uow.records.add(
        NewRecord(
            village_id=village.place,
            author_id=author.person_id,
            author_grant_id=author.grant_id,
            logged_at=logged,
            content=NewVersion(
                duties=(each.duty,),
                done_on=done_on,
                period=str(each.period) if duty.names_period else None,
                unit=each.unit,
                **author.signed(logged),
            ),
        )
    )
    if county.now - logged > STILL_WAITING:
        seen = logged + timedelta(days=1)
        county.uow.records.event(record, "confirm", "", seen.date(), **village.chair.signed(seen))
