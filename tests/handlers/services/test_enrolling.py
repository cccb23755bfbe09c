"""What the operator says of a village's schemes, written or refused as a whole."""

from datetime import date

import pytest

from handlers.services.enrolling import EnrolmentRefused, Wanted, enrol
from storage.scope import Scope
from tests.handlers.services.hall import NOW, TODAY, WENLING, moment
from tests.ledger import audit_rows

GRADES, LIST = "tangjiafang-2020", "sanguan-2022"
FIRST_DAY = date(2026, 1, 1)


@pytest.fixture
def say(hall):
    """Say something of the first village under a scheme; the enrolment as it is then."""
    (town,) = [each for each in hall.uow.places.towns() if each.id == hall.places["town"]]
    village = next(
        each for each in hall.uow.places.villages_of(town.id) if each.id == hall.places["first"]
    )

    def say(scheme, at=NOW, **wanted):
        return enrol(hall.uow, village, Wanted(hall.schemes[scheme], **wanted), at)

    return say


@pytest.fixture
def refused(hall, say):
    """The keys of what is wrong; nothing was written."""

    def refused(scheme, **wanted):
        before = audit_rows(hall.uow), current(hall)
        with pytest.raises(EnrolmentRefused) as caught:
            say(scheme, **wanted)
        assert (audit_rows(hall.uow), current(hall)) == before
        return [fault.key for fault in caught.value.faults]

    return refused


def current(hall, day=TODAY):
    return hall.uow.enrolments.current(Scope.operator(), day)


def test_a_village_joins_today_unless_a_day_is_said(hall, say):
    assert say(LIST).starts_on == TODAY
    assert say(GRADES, starts_on=FIRST_DAY).starts_on == FIRST_DAY
    assert hall.audited() == ["enrolment.add", "enrolment.add"]
    assert {row["village_id"] for row in audit_rows(hall.uow)} == {hall.places["first"]}


def test_a_new_cycle_leaves_the_former_on_file(hall, say):
    for at, first in ((NOW, FIRST_DAY), (moment(2027, 1, 4), date(2027, 1, 1))):
        row = say(GRADES, at, cycle_start=first)
    assert row.cycle_start == date(2027, 1, 1)
    assert [each.cycle_start for each in current(hall) if each.id == row.id] == [FIRST_DAY]
    assert hall.audited() == ["enrolment.add", "cycle.start", "cycle.start"]


def test_what_ends_counts_to_its_last_day(hall, say):
    row = say(WENLING, ends_on=date(2026, 7, 31))
    assert row.ends_on == date(2026, 7, 31)
    for day, under in ((date(2026, 7, 31), True), (date(2026, 8, 1), False)):
        assert (row.id in {each.id for each in current(hall, day)}) is under


def test_who_left_may_join_again_from_the_next_day_on(say, refused):
    first = say(LIST, starts_on=FIRST_DAY, ends_on=date(2026, 6, 30))
    assert refused(LIST, starts_on=date(2026, 6, 30)) == ["--from"]
    assert say(LIST, starts_on=date(2026, 7, 1)).id != first.id


@pytest.mark.parametrize(
    ("wanted", "keys"),
    [
        ({}, [""]),
        ({"starts_on": date(2026, 2, 1)}, ["--from"]),
        ({"cycle_start": FIRST_DAY}, ["--cycle-start"]),
        ({"ends_on": date(2025, 12, 31)}, ["--end"]),
        (
            {"cycle_start": FIRST_DAY, "ends_on": date(2025, 12, 31)},
            ["--cycle-start", "--end"],
        ),
    ],
)
def test_of_a_running_enrolment_everything_wrong_is_told_at_once(refused, wanted, keys):
    assert refused(WENLING, **wanted) == keys
