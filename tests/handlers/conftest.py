from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from demo.seed import PHONES, seed
from rubric.posts import Post
from storage.unit_of_work import Store
from tests.handlers.stage import Stage

NOW = datetime(2026, 7, 15, 9, 30, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.fixture
def stage(tmp_path) -> Iterator[Stage]:
    """The demo's county on 15 July 2026, with three bound phones."""
    url = f"sqlite:///{tmp_path / 'qinglian.sqlite3'}"
    store = Store(url)
    store.upgrade()
    seed(url, NOW)
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
