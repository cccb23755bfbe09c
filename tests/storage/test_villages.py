"""What the database itself keeps of a village's records and findings."""

from datetime import date

import pytest

from storage.tables import (
    Cycle,
    Enrolment,
    Finding,
    FindingEvent,
    Record,
    RecordEvent,
    RecordVersion,
)
from tests.storage.bare import Bare

DAY = date(2026, 7, 1)


@pytest.fixture
def bare(uow, world):
    signed = world.by_clerk()
    needed = {
        Enrolment: {"village_id": world.village, "scheme_id": "wenling-2022", "starts_on": DAY},
        Cycle: {"starts_on": DAY},
        Record: {"village_id": world.village, "author_id": world.clerk, "logged_at": world.now}
        | {"author_grant_id": world.clerk_grant},
        RecordVersion: {"duties": [], "done_on": DAY, **signed},
        RecordEvent: {"version": 1, "on_day": DAY, **signed},
        Finding: {"village_id": world.village, "year": 2026, "scheme_id": "wenling-2022"}
        | {"item": 4, "kind": "x", "found_on": DAY, **signed},
        FindingEvent: {"on_day": DAY, **signed},
    }
    return Bare(uow, needed)


def test_a_village_begins_under_a_scheme_once_a_day(bare):
    bare.put(Enrolment)
    assert bare.refuses(Enrolment)
    assert not bare.refuses(Enrolment, starts_on=date(2027, 1, 1))


def test_a_cycle_belongs_to_an_enrolment_that_is_there(bare):
    assert not bare.refuses(Cycle, enrolment_id=bare.put(Enrolment))
    assert bare.refuses(Cycle, enrolment_id=99)


def test_a_record_has_each_version_once(bare):
    record = bare.put(Record)
    bare.put(RecordVersion, record_id=record, version=1)
    assert bare.refuses(RecordVersion, record_id=record, version=1)
    assert not bare.refuses(RecordVersion, record_id=record, version=2)


def test_findings_are_numbered_by_village_and_year(bare, world):
    bare.put(Finding, number=1)
    assert bare.refuses(Finding, number=1)
    assert not bare.refuses(Finding, number=1, year=2027)
    assert not bare.refuses(Finding, number=1, village_id=world.neighbour)


def test_a_line_of_an_import_is_a_record_once(bare):
    bare.put(Record, import_key="k")
    assert bare.refuses(Record, import_key="k")
    assert not bare.refuses(Record)


def test_what_becomes_of_them_has_a_word_for_it(bare):
    record, finding = bare.put(Record), bare.put(Finding, number=1)
    assert not bare.refuses(RecordEvent, record_id=record, kind="confirm")
    assert bare.refuses(RecordEvent, record_id=record, kind="settle")
    assert not bare.refuses(FindingEvent, finding_id=finding, kind="settle")
    assert bare.refuses(FindingEvent, finding_id=finding, kind="confirm")
