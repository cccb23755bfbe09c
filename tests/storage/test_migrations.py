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
from tests.databases import POSTGRES, STORES, run_on_postgres

DAY = date(2026, 7, 1)
HERE = Path(__file__).parent
ALL = Scope.operator()
ENROL = text(
    "INSERT INTO enrolment (village_id, scheme_id, starts_on, cycle_start)"
    " VALUES (1, :scheme, :day, :cycle)"
)
BIND = text(
    "INSERT INTO account (person_id, channel, external_id, chat_id, bound_at)"
    " VALUES (1, 'telegram', '77001', '77001', :at)"
)
RECEIVE = text(
    "INSERT INTO inbox (bot_id, update_id, sender, body, received_at, written_on, state, tries,"
    " error) VALUES (42, :number, '77001', '{}', :at, '2026-06-01', 'done', 1, '')"
)


@pytest.fixture(params=STORES)
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


def test_what_was_received_is_of_who_has_the_phone_since_before_after_0011(old):
    with rebuilding(old._engine) as connection:
        upgrade_to(connection, "0010")
        connection.execute(BIND, {"at": "2026-06-02 00:00:00.000000"})
        for number, day in enumerate(("2026-06-01", "2026-06-03"), 1):
            connection.execute(RECEIVE, {"number": number, "at": f"{day} 00:00:00.000000"})
    old.upgrade()
    with old._engine.connect() as connection:
        told = connection.execute(text("SELECT person_id FROM inbox ORDER BY update_id"))
        assert told.scalars().all() == [None, 1]


def test_a_photo_is_found_by_what_it_shows_a_part_of_after_0012(old):
    with rebuilding(old._engine) as connection:
        upgrade_to(connection, "0011")
        connection.execute(text("UPDATE evidence SET about = 'matter:1/propose' WHERE id = 1"))
    old.upgrade()
    with old.begin() as uow:
        assert [row.about for row in uow.evidence.about("matter:1", ALL)] == ["matter:1/propose"]


def test_the_way_ends_at_the_newest_version_and_references_are_checked_again(old):
    old.upgrade()
    assert old.revision() == schema.newest()
    with old.begin() as uow:
        assert uow.people.get(1).name == "示例文书"
    if old.file is not None:
        with old._engine.connect() as connection:
            assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
