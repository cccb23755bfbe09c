from collections.abc import Iterator

import pytest

from rubric.posts import Post
from storage.grants import GrantRow
from storage.schemes import Schemes, load
from storage.unit_of_work import Store
from tests.handlers.services.hall import Hall, Pages


@pytest.fixture(scope="session")
def schemes() -> Schemes:
    return load()


@pytest.fixture
def hall(tmp_path, new_ledger, schemes) -> Iterator[Hall]:
    store = Store(new_ledger(tmp_path / "qinglian.sqlite3"))
    with store.begin() as uow:
        yield Hall(uow, schemes).build()
        assert uow.audit.verify() == []
    store.close()


@pytest.fixture
def secretary(hall) -> GrantRow:
    return hall.appoint(Post.SECRETARY)


@pytest.fixture
def clerk(hall) -> GrantRow:
    return hall.appoint(Post.CLERK)


@pytest.fixture
def chair(hall) -> GrantRow:
    return hall.appoint(Post.SUPERVISOR_CHAIR)


@pytest.fixture
def member(hall) -> GrantRow:
    return hall.appoint(Post.SUPERVISOR)


@pytest.fixture
def office(hall) -> GrantRow:
    return hall.appoint(Post.TOWN_OFFICE, "town")


@pytest.fixture
def pages(schemes) -> Pages:
    return Pages(schemes)
