from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import pytest

from rubric.posts import Post
from storage.grants import GrantRow
from storage.schemes import Schemes, load
from storage.unit_of_work import UnitOfWork
from tests.handlers.services.hall import Hall, Pages
from tests.handlers.services.procedure import Procedure


@pytest.fixture(scope="session")
def schemes() -> Schemes:
    return load()


@pytest.fixture
def hall(tmp_path, ledgers, schemes) -> Iterator[Hall]:
    with ledgers.opened(tmp_path / "qinglian.sqlite3") as store, store.begin() as uow:
        yield Hall(uow, schemes).build()
        assert uow.audit.verify() == []


@pytest.fixture
def procedure(hall) -> Procedure:
    """The year's recognition procedure in that county."""
    return Procedure(hall)


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


@pytest.fixture
def discipline(hall) -> GrantRow:
    return hall.appoint(Post.TOWN_DISCIPLINE, "town")


@pytest.fixture
def statements() -> Callable[[UnitOfWork], AbstractContextManager[list[str]]]:
    """Every statement that is sent to the database meanwhile."""

    @contextmanager
    def statements(uow: UnitOfWork) -> Iterator[list[str]]:
        seen: list[str] = []
        send = uow._db.execute

        def listen(statement: Any, given: Any = None) -> Any:
            seen.append(str(statement))
            return send(statement, given)

        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(uow._db, "execute", listen)
            yield seen

    return statements
