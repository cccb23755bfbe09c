"""Every test here runs on SQLite, and on PostgreSQL too if QINGLIAN_TEST_POSTGRES names one."""

import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest

from storage.tables import metadata
from storage.unit_of_work import Store, UnitOfWork

POSTGRES = os.environ.get("QINGLIAN_TEST_POSTGRES", "")  # noqa: TID251 - a server only CI has


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


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """A schema of this run alone, dropped at its end."""
    schema = f"qinglian_{uuid4().hex[:12]}"
    run_on_postgres(f"CREATE SCHEMA {schema}")
    try:
        yield upgraded(f"{POSTGRES}?options=-csearch_path%3D{schema}")
    finally:
        run_on_postgres(f"DROP SCHEMA {schema} CASCADE")


def run_on_postgres(*statements: str, url: str = POSTGRES) -> None:
    with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement)


def upgraded(url: str) -> str:
    store = Store(url)
    store.upgrade()
    store.close()
    return url


@pytest.fixture(params=["sqlite", *(["postgresql"] if POSTGRES else [])])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An upgraded database with nothing in it."""
    if request.param == "sqlite":
        new_ledger: Callable[[Path], str] = request.getfixturevalue("new_ledger")
        return new_ledger(tmp_path / "ledger.db")
    return emptied(request.getfixturevalue("postgres_url"))


def emptied(url: str) -> str:
    """A database on PostgreSQL as an upgrade leaves it."""
    emptying = [f"DELETE FROM {name}" for name in metadata.tables if name != "audit_head"]  # noqa: S608 - our own names
    chain_begun = "UPDATE audit_head SET seq = 0, hash = repeat('0', 64)"
    unchecked = "SET LOCAL session_replication_role = replica"
    run_on_postgres("; ".join([unchecked, *emptying, chain_begun]), url=url)
    return url


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
