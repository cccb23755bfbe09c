from datetime import date
from decimal import Decimal

import pytest

from storage.errors import DatabaseFailed, NotFound, OutOfScope
from storage.findings import NewFinding
from storage.scope import Scope

ALL = Scope.operator()


@pytest.fixture
def find(uow, world):
    def find(village=None, **more):
        told = {
            "scheme_id": "wenling-2022",
            "item": 7,
            "kind": "no-joint-sign-off",
            "found_on": date(2026, 7, 1),
            "due": date(2026, 7, 29),
        }
        village_id = village or world.village
        return uow.findings.add(
            NewFinding(village_id=village_id, **told | more, **world.by_chair())
        )

    return find


@pytest.fixture
def happen(uow, world):
    def happen(finding, *events):
        for number, kind in enumerate(events, 20):
            day = date(2026, 7, number)
            uow.findings.event(finding, kind, "", day, **world.by_chair())
        return uow.findings.get(finding, ALL)

    return happen


def test_a_finding_is_read_back(uow, world, find):
    row = uow.findings.get(find(text="6月第8号凭证没有联审联签", count=2), ALL)
    assert (row.village_id, row.scheme_id, row.item) == (world.village, "wenling-2022", 7)
    assert (row.kind, row.text, row.count) == ("no-joint-sign-off", "6月第8号凭证没有联审联签", 2)
    assert (row.found_on, row.due, row.status) == (date(2026, 7, 1), date(2026, 7, 29), "open")
    assert (row.by_id, row.by_grant_id) == (world.chair, world.chair_grant)


def test_an_amount_is_kept_exactly(uow, find):
    row = uow.findings.get(find(amount=Decimal("0.10"), reason="推诿", due=None), ALL)
    assert (str(row.amount), row.reason, row.due) == ("0.10", "推诿", None)
    assert uow.findings.get(find(), ALL).amount is None


@pytest.mark.parametrize(
    ("events", "status"),
    [
        (("report",), "reported"),
        (("report", "send_back"), "open"),
        (("report", "send_back", "report"), "reported"),
        (("report", "settle"), "settled"),
        (("settle", "send_back"), "open"),
        (("dispute",), "open"),
        (("settle", "clear"), "cleared"),
    ],
)
def test_the_status_follows_what_happened(find, happen, events, status):
    assert happen(find(), *events).status == status


def test_the_days_on_which_it_was_settled_and_cleared(find, happen):
    row = happen(find(), "report", "settle", "clear")
    assert (row.settled_on, row.cleared_on) == (date(2026, 7, 21), date(2026, 7, 22))
    assert happen(find(), "settle", "send_back").settled_on is None


def test_an_extension_moves_the_due_day_and_keeps_the_first(uow, world, find):
    finding = find()
    for day in (date(2026, 8, 5), date(2026, 8, 12)):
        uow.findings.event(finding, "extend", "", day, **world.by_chair())
    row = uow.findings.get(finding, ALL)
    assert (row.due, row.first_due) == (date(2026, 8, 12), date(2026, 7, 29))


def test_events_tell_who_and_why(uow, world, find):
    finding = find()
    uow.findings.event(finding, "report", "已补签", world.today, **world.by_clerk())
    [event] = uow.findings.get(finding, ALL).events
    assert (event.kind, event.reason, event.by_id) == ("report", "已补签", world.clerk)
    assert (event.finding_id, event.at) == (finding, world.now)


def test_a_villages_findings_with_their_own_events(uow, world, find, happen):
    first, second = find(), find()
    find(world.neighbour)
    happen(second, "settle")
    rows = uow.findings.of_village(world.village, ALL)
    assert [(row.id, row.status) for row in rows] == [(first, "open"), (second, "settled")]


def test_findings_of_another_village_are_refused(uow, world, find):
    finding = find()
    with pytest.raises(OutOfScope):
        uow.findings.get(finding, Scope.of([world.neighbour], "示例二村"))
    with pytest.raises(OutOfScope):
        uow.findings.of_village(world.village, Scope.of([world.neighbour], "示例二村"))


def test_an_unknown_finding_is_not_found(uow):
    with pytest.raises(NotFound, match="问题 999999"):
        uow.findings.get(999999, ALL)


def test_an_event_of_another_kind_is_refused_by_the_database(uow, world, find):
    finding = find()
    with pytest.raises(DatabaseFailed), uow.savepoint():
        uow.findings.event(finding, "forget", "", world.today, **world.by_chair())
