from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from demo.seed import PHONES, seed
from rubric.posts import Post
from tests.handlers.stage import Stage

NOW = datetime(2026, 7, 15, 9, 30, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.fixture(scope="session")
def seeded(tmp_path_factory, ledgers) -> Iterator[str]:
    """The ledger of that county, to be copied."""
    with ledgers.lent(tmp_path_factory.mktemp("seeded") / "qinglian.sqlite3") as url:
        seed(url, NOW)
        yield url


@pytest.fixture
def stage(tmp_path, ledgers, seeded) -> Iterator[Stage]:
    """The demo's county on 15 July 2026, with three bound phones."""
    with ledgers.opened(tmp_path / "qinglian.sqlite3", like=seeded) as it:
        yield Stage(it, NOW)


@pytest.fixture
def secretary(stage):
    return stage.phone(PHONES[Post.SECRETARY])


@pytest.fixture
def chair(stage):
    return stage.phone(PHONES[Post.SUPERVISOR_CHAIR])


@pytest.fixture
def town(stage):
    return stage.phone(PHONES[Post.TOWN_OFFICE])


@pytest.fixture
def discipline(stage):
    """The town's discipline office, bound to a phone of its own."""
    with stage.begin() as uow:
        place = uow.places.towns()[0].id
        (grant,) = uow.grants.holders(place, (Post.TOWN_DISCIPLINE,), stage.now.date())
        uow.people.bind(grant.person_id, "1004", "1004", stage.now)
    return stage.phone("1004")
