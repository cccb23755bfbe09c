"""Villages for benchmarks: invented ledgers of which the peers can be told in a few numbers."""

from collections.abc import Iterator
from datetime import date, datetime

from demo.botapi.clock import SHANGHAI
from rubric.facts import Facts, Profile, Record
from rubric.occurrences import ONE_DAY, Occurrence, occurrences
from rubric.period import Cadence
from rubric.posts import Post
from rubric.rules import Missed
from rubric.scheme import Scheme
from storage import schemes
from storage.record_rows import NewRecord, NewVersion
from storage.unit_of_work import UnitOfWork

SCHEME = "wenling-2022"
YEAR = 2026
ENDS = date(YEAR, 12, 31)
NOON = datetime(YEAR, 7, 15, 12, 0, tzinfo=SHANGHAI)
Column = tuple[int, int, float, bool]
"""The place of an occurrence among all, its item, what it costs missed, and whether it is due."""


def scheme() -> Scheme:
    return schemes.load()[SCHEME]


def owed(of: Scheme) -> tuple[Occurrence, ...]:
    """What a village owes in the year, festivals aside."""
    told = occurrences(of, YEAR, Profile(party_groups=1))
    return tuple(each for each in told if of.duties[each.duty].cadence is not Cadence.FESTIVAL)


def plain_items(of: Scheme) -> list[tuple[int, float]]:
    """The items that only count what was missed, with their points: peers can do these."""
    return [
        (item.no, float(item.points))
        for item in of.items.values()
        if item.rules and all(isinstance(rule, Missed) for rule in item.rules)
    ]


def columns(of: Scheme, day: date) -> list[Column]:
    """What those items look at."""
    return [
        (at, no, float(rule.each), each.due + ONE_DAY <= day)
        for no, _ in plain_items(of)
        for rule in of.items[no].rules
        if isinstance(rule, Missed)
        for at, each in enumerate(owed(of))
        if each.duty in rule.duties
    ]


def was_done(village: int, at: int) -> bool:
    """Six of seven, and hardly two villages alike; the peers reckon it likewise."""
    return (village + at * 7919) ** 2 % 1000003 % 7 != 0


def facts(told: tuple[Occurrence, ...], village: int) -> Facts:
    """A village's records, all confirmed."""
    return Facts(
        profile=Profile(party_groups=1),
        records=tuple(
            Record(duties=(each.duty,), done_on=each.due, period=each.period, confirmed=each.due)
            for at, each in enumerate(told)
            if was_done(village, at)
        ),
    )


def town(uow: UnitOfWork, number: int, city: int, villages: int, records: int) -> Iterator[int]:
    """A town of so many villages, each with so many records by its secretary; their places."""
    place = uow.places.add("town", f"示例{number}镇", city, contact="示例镇清廉办 0576-00000000")
    appoint(uow, Post.TOWN_OFFICE, place, f"{9}{number:04}")
    done = [each for each in owed(scheme()) if each.due < NOON.date()][:records]
    for count in range(villages):
        village = uow.places.add("village", f"示例{number}-{count}村", place)
        uow.enrolments.add(village, SCHEME, date(YEAR, 1, 1))
        person, grant = appoint(uow, Post.SECRETARY, village, f"{number:03}{count:04}")
        signed = {"by_id": person, "by_grant_id": grant, "at": NOON}
        for each in done:
            said = {"duties": (each.duty,), "done_on": each.due, "period": str(each.period)}
            content = NewVersion(**said, unit=1, title="", body="", **signed)
            new = {"village_id": village, "author_id": person, "author_grant_id": grant}
            uow.records.add(NewRecord(**new, logged_at=NOON, content=content))
        yield village


def appoint(uow: UnitOfWork, post: Post, place: int, phone: str) -> tuple[int, int]:
    """Somebody with a phone in a post since January: person and grant."""
    person = uow.people.add(f"示例{phone}")
    grant = uow.grants.add(person, post, place, date(YEAR, 1, 1))
    uow.grants.accept(grant, NOON.replace(month=1))
    uow.people.bind(person, phone, phone, NOON)
    return person, grant
