import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from demo.seed import PHONES, seed
from rubric.posts import Post
from storage.unit_of_work import Store
from tests.handlers.stage import Stage

NOW = datetime(2026, 7, 15, 9, 30, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.fixture(scope="session")
def seeded(tmp_path_factory, new_ledger) -> Path:
    """The ledger of that county, to be copied."""
    file = tmp_path_factory.mktemp("seeded") / "qinglian.sqlite3"
    seed(new_ledger(file), NOW)
    return file


@pytest.fixture
def stage(tmp_path, seeded) -> Iterator[Stage]:
    """The demo's county on 15 July 2026, with three bound phones."""
    store = Store(f"sqlite:///{shutil.copy(seeded, tmp_path / 'qinglian.sqlite3')}")
    yield Stage(store, NOW)
    store.close()


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
