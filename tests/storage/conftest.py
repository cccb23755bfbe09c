"""Every test here runs on SQLite, and on PostgreSQL too if QINGLIAN_TEST_POSTGRES names one."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest

from storage.records import NewRecord, NewVersion
from storage.unit_of_work import Store, UnitOfWork


@dataclass(frozen=True)
class World:
    """Two towns, three villages, and one person in each of three posts."""

    now: datetime
    today: date
    city: int
    town: int
    village: int
    neighbour: int
    elsewhere: int
    clerk: int
    clerk_grant: int
    chair: int
    chair_grant: int
    official: int
    official_grant: int

    def by_clerk(self, at: datetime | None = None) -> dict[str, object]:
        return {"by_id": self.clerk, "by_grant_id": self.clerk_grant, "at": at or self.now}

    def by_chair(self, at: datetime | None = None) -> dict[str, object]:
        return {"by_id": self.chair, "by_grant_id": self.chair_grant, "at": at or self.now}


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    store = Store(url)
    yield store
    store.close()


@pytest.fixture
def world(store: Store) -> World:
    now, today = datetime(2026, 7, 14, 1, 30, tzinfo=UTC), date(2026, 7, 14)
    with store.begin() as uow:
        city = uow.places.add("city", "示例市")
        town = uow.places.add("town", "示例镇", city)
        village = uow.places.add("village", "示例一村", town, {"party_groups": 2})
        neighbour = uow.places.add("village", "示例二村", town)
        other_town = uow.places.add("town", "另一镇", city)
        elsewhere = uow.places.add("village", "另一村", other_town)
        held = {}
        for post, place in (("村文书", village), ("村监会主任", village), ("镇清廉办", town)):
            person = uow.people.add(f"某{post}")
            grant = uow.grants.add(person, post, place, date(2026, 1, 1))
            uow.grants.accept(grant, now)
            held[post] = (person, grant)
    return World(
        now,
        today,
        city,
        town,
        village,
        neighbour,
        elsewhere,
        *held["村文书"],
        *held["村监会主任"],
        *held["镇清廉办"],
    )


class Crash(Exception):
    """The end of a transaction that is never committed."""


@pytest.fixture
def crashing(store: Store) -> Callable[[Callable[[UnitOfWork], object]], object]:
    """Does some work in a transaction that then breaks off; what the work returned."""

    def crashing(work: Callable[[UnitOfWork], object]) -> object:
        result = None
        with suppress(Crash), store.begin() as uow:
            result = work(uow)
            raise Crash
        return result

    return crashing


@pytest.fixture
def uow(store: Store, world: World) -> Iterator[UnitOfWork]:  # noqa: ARG001 - the world is there
    with store.begin() as uow:
        yield uow


@pytest.fixture
def log(uow: UnitOfWork, world: World) -> Callable[..., int]:
    """Log a record as the clerk, in a village and with what it says; its number."""

    def log(village: int | None = None, **said: object) -> int:
        content = {"duties": ("branch-committee",), "done_on": world.today} | said
        return uow.records.add(
            NewRecord(
                village_id=village or world.village,
                author_id=world.clerk,
                author_grant_id=world.clerk_grant,
                logged_at=world.now,
                content=NewVersion(**content, **world.by_clerk()),  # type: ignore[arg-type]
            )
        )

    return log
