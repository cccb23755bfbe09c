"""A ledger of an earlier version keeps what is in it, on either database."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from uuid import uuid4

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, text

from storage import schema
from storage.engine import rebuilding
from storage.scope import Scope
from storage.unit_of_work import Store
from tests.storage.conftest import POSTGRES, run_on_postgres

DAY = date(2026, 7, 1)
HERE = Path(__file__).parent
ALL = Scope.operator()
ENROL = text(
    "INSERT INTO enrolment (village_id, scheme_id, starts_on, cycle_start)"
    " VALUES (1, :scheme, :day, :cycle)"
)


@pytest.fixture(params=["sqlite", *(["postgresql"] if POSTGRES else [])])
def old(request, tmp_path) -> Iterator[Store]:
    """A ledger of version 0006 with every kind of row that 0007 moves."""
    schema_name = f"qinglian_{uuid4().hex[:12]}"
    if request.param == "sqlite":
        store = Store(f"sqlite:///{tmp_path / 'old.db'}")
    else:
        run_on_postgres(f"CREATE SCHEMA {schema_name}")
        store = Store(f"{POSTGRES}?options=-csearch_path%3D{schema_name}")
    with store._engine.begin() as connection:
        upgrade_to(connection, "0006")
        for file in ("ledger-0006.sql", "ledger-0006-records.sql"):
            write(connection, file)
    yield store
    store.close()
    if request.param != "sqlite":
        run_on_postgres(f"DROP SCHEMA {schema_name} CASCADE")


def upgrade_to(connection: Connection, version: str) -> None:
    config = Config()
    config.set_main_option("script_location", "storage:migrations")
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, version)


def write(connection: Connection, file: str) -> None:
    for statement in (HERE / file).read_text("utf-8").split(";\n"):
        if statement.strip():
            connection.execute(text(statement))


def test_what_columns_said_of_facts_are_events_after_0007(old):
    old.upgrade()
    with old.begin() as uow:
        known = uow.facts.of(1, ALL).under("wenling-2022", None)
    sites, payment = known.states
    assert (sites.value, sites.confirmed) == (3, date(2026, 7, 3))
    assert (payment.value, payment.confirmed) == (False, None)
    assert [task.done_on for task in known.tasks] == [date(2026, 7, 9)]
    [road] = known.matters
    assert list(road.steps.items()) == [("propose", DAY), ("consult", date(2026, 7, 3))]
    assert road.concluded_on == date(2026, 7, 9)
    assert [honour.piece for honour in known.honours] == ["清廉故事"]
    assert [veto.lifted_on for veto in known.vetoes] == [date(2026, 7, 5)]


def test_records_and_findings_keep_all_that_hangs_on_them(old):
    old.upgrade()
    with old.begin() as uow:
        record = uow.records.get(1, ALL)
        finding = uow.findings.get(1, ALL)
    assert (record.status, len(record.photos)) == ("confirmed", 1)
    assert (finding.status, finding.text, finding.reference) == (
        "reported",
        "没有联审联签",
        "2026-001",
    )


def test_a_cycle_that_was_a_column_is_a_row_after_0009(old):
    with rebuilding(old._engine) as connection:
        upgrade_to(connection, "0008")
        for scheme, cycle in (("sanguan-2022", "2026-02-01"), ("wenling-2022", None)):
            enrolled = {"scheme": scheme, "day": "2026-01-01", "cycle": cycle}
            connection.execute(ENROL, enrolled)
    old.upgrade()
    with old.begin() as uow:
        rows = uow.enrolments.current(ALL, DAY)
    found = {row.scheme_id: row.cycle_start for row in rows}
    assert found == {"sanguan-2022": date(2026, 2, 1), "wenling-2022": None}


def test_the_way_ends_at_the_newest_version_and_references_are_checked_again(old):
    old.upgrade()
    assert old.revision() == schema.newest()
    with old.begin() as uow:
        assert uow.people.get(1).name == "示例文书"
    if old.file is not None:
        with old._engine.connect() as connection:
            assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
