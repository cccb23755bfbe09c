"""An upgraded, empty ledger to copy: quicker than to upgrade one for each test."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Engine

from storage import engine as storage_engine
from storage.unit_of_work import Store
from tests.databases import STORES, Ledgers, emptied, schema
from tests.guards import Fence, Watch

FENCE, WATCH = Fence(), Watch()


@pytest.fixture(scope="session", autouse=True)
def _compiled_once() -> Iterator[None]:
    """Every ledger of a kind reads the same statements: they are compiled once for all of them,
    not once a test. A third of the time of the tests.
    """
    made = storage_engine.create_engine
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(storage_engine, "create_engine", _sharing(made))
        yield


def _sharing(made: Callable[..., Engine]) -> Callable[..., Engine]:
    first: dict[str, Engine] = {}

    def create_engine(url: str, **settings: object) -> Engine:
        engine = made(url, **settings)
        like = first.setdefault(engine.dialect.name, engine)
        engine.dialect = like.dialect
        engine._compiled_cache = like._compiled_cache
        return engine

    return create_engine


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("template") / "ledger.db"
    store = Store(f"sqlite:///{file}")
    store.upgrade()
    store.close()
    return file


@pytest.fixture(scope="session")
def new_ledger(sqlite_template: Path) -> Callable[[Path], str]:
    """Puts such a ledger at a path; its database URL."""
    return lambda file: f"sqlite:///{shutil.copy(sqlite_template, file)}"


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """A schema of this run alone, dropped at its end."""
    with schema() as made:
        yield made


@pytest.fixture(params=STORES)
def url(request: pytest.FixtureRequest, tmp_path: Path, new_ledger: Callable[[Path], str]) -> str:
    """An upgraded database with nothing in it: on SQLite, and on PostgreSQL if one is named."""
    if request.param == "sqlite":
        return new_ledger(tmp_path / "ledger.db")
    return emptied(request.getfixturevalue("postgres_url"))


@pytest.fixture(scope="session")
def ledgers(sqlite_template: Path) -> Iterator[Ledgers]:
    """Lends ledgers on the database that was chosen for the run."""
    with closing(Ledgers(sqlite_template)) as lending:
        yield lending


def pytest_runtest_setup() -> None:
    WATCH.listen()


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown() -> None:
    WATCH.verdict()
    FENCE.verdict()


@pytest.fixture
def figure(record_property: Callable[[str, object], None]) -> Callable[[str], None]:
    """Tells what a drill measured; the run prints it at its end."""
    return lambda text: record_property("figure", text)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    told = [
        (report.nodeid, text)
        for report in terminalreporter.stats.get("passed", [])
        for name, text in report.user_properties
        if name == "figure" and report.when == "call"
    ]
    if told:
        terminalreporter.section("figures")
    for nodeid, text in told:
        terminalreporter.line(f"{nodeid}\n    {text}")
