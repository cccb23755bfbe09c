"""The chain is told daily what the rows come to, so that an edit past the programme shows."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from handlers.services import commitments
from tests.handlers.services.hall import NOW
from tests.ledger import audit_rows

MINUTE = timedelta(minutes=1)


@pytest.fixture
def committed(hall, secretary):
    """Two days with a record each, both told to the chain."""
    for days in (0, 1):
        hall.log(secretary, "party-day")
        pass_through(hall, days)


def pass_through(hall, days=0):
    """The ticks of a morning."""
    for minutes in range(3):
        commitments.tick(hall.uow, NOW + timedelta(days=days) + minutes * MINUTE)


def told(hall):
    return [row["data"] for row in audit_rows(hall.uow) if row["action"] == commitments.ACTION]


def faults(hall, *statements):
    for statement in statements:
        hall.uow._connection.execute(text(statement))
    return list(commitments.faults(hall.uow))


@pytest.mark.usefixtures("committed")
def test_each_day_is_told_what_came_since_the_last(hall):
    first, second = told(hall)
    assert [first["record"][:2], second["record"][:2]] == [[1, 1], [2, 2]]
    assert "veto" not in first
    assert faults(hall) == []


def test_what_is_being_written_while_it_looks_is_left_for_the_next_day(hall, secretary):
    commitments.tick(hall.uow, NOW)
    hall.log(secretary, "party-day")
    commitments.tick(hall.uow, NOW + MINUTE)
    assert told(hall) == []
    pass_through(hall, 1)
    assert told(hall)[0]["record"][:2] == [1, 1]


def test_before_eight_nothing_is_told(hall, secretary):
    hall.log(secretary, "party-day")
    for minutes in range(3):
        commitments.tick(hall.uow, NOW.replace(hour=7) + minutes * MINUTE)
    assert told(hall) == []


def test_many_rows_are_told_some_at_a_time(hall, secretary, monkeypatch):
    monkeypatch.setattr(commitments, "_AT_ONCE", 2)
    for _ in range(3):
        hall.log(secretary, "party-day")
    assert not commitments.tick(hall.uow, NOW)
    while commitments.tick(hall.uow, NOW + MINUTE):
        pass
    parts = [{table: part[:2] for table, part in each.items()} for each in told(hall)]
    assert parts[:2] == [{"record": [1, 2]}, {"record": [3, 3], "record_version": [1, 1]}]
    assert all(sum(last - first + 1 for first, last in each.values()) <= 2 for each in parts)
    assert faults(hall) == []


@pytest.mark.usefixtures("committed")
def test_where_it_went_on_is_kept_and_read_from_the_chain_where_it_is_not(hall, secretary):
    reached = hall.uow.settings.get(commitments.REACHED)
    hall.uow.settings.put(commitments.REACHED, None)
    hall.log(secretary, "party-day")
    pass_through(hall, 2)
    assert told(hall)[-1]["record"][:2] == [3, 3]
    assert hall.uow.settings.get(commitments.REACHED)["record"] == reached["record"] + 1


@pytest.mark.usefixtures("committed")
def test_rows_that_were_passed_over_are_found(hall, secretary):
    for _ in range(2):
        hall.log(secretary, "party-day")
    reached = hall.uow.settings.get(commitments.REACHED)
    hall.uow.settings.put(commitments.REACHED, reached | {"record": 3})
    pass_through(hall, 2)
    assert "record 表第4号之前有内容没有记入审计链" in faults(hall)[0]


@pytest.mark.usefixtures("committed")
@pytest.mark.parametrize(
    ("statement", "found"),
    [
        ("UPDATE record_version SET heads = 30 WHERE id = 1", "record_version 表第1至1号"),
        ("UPDATE record_version SET done_on = '2026-07-01' WHERE id = 2", "第2至2号"),
        ("UPDATE record SET logged_at = '2026-01-01 00:00:00.000000' WHERE id = 1", "record 表"),
        ("DELETE FROM setting WHERE key LIKE 'ledger.salt.%'", "record 表第1至1号"),
    ],
)
def test_a_row_that_is_changed_past_the_programme_is_found(hall, statement, found):
    assert found in faults(hall, statement)[0]


@pytest.mark.usefixtures("committed")
def test_the_acts_of_people_are_no_tampering(hall, secretary, chair):
    hall.act(chair).record_event(1, "confirm")
    hall.act(secretary).record_event(2, "withdraw", "记错了")
    hall.uow.enrolments.end(1, NOW.date())
    assert faults(hall) == []
