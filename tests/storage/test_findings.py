from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import text

from storage.errors import DatabaseFailed, NotFound, OutOfScope
from storage.findings import NewFinding
from storage.scope import Scope
from storage.tables import Finding

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


# --- numbers, kinds and what is not over ----------------------------------------------------------


def test_each_village_has_its_own_numbers_and_begins_anew_each_year(uow, world, find):
    def reference(finding):
        return uow.findings.get(finding, ALL).reference

    assert [reference(find()), reference(find())] == ["2026-001", "2026-002"]
    assert reference(find(world.neighbour)) == "2026-001"
    assert reference(find(found_on=date(2027, 1, 4), due=None)) == "2027-001"


def test_a_number_is_given_once(uow, find):
    finding = find()
    columns = ", ".join(each.name for each in Finding.__table__.c if each.name != "id")
    again = f"INSERT INTO finding (id, {columns}) SELECT 999, {columns} FROM finding"  # noqa: S608 - our own names
    assert finding != 999
    with pytest.raises(DatabaseFailed), uow.savepoint():
        uow._connection.execute(text(again))


def test_it_is_of_the_kind_that_was_said_last_and_what_it_was_is_kept(uow, world, find):
    finding = find(kind="problem", item=3)
    for said in (
        {"kind": "procedure-skipped", "item": 5, "count": 2, "amount": None, "reason": ""},
        {"kind": "policy-shirking", "item": 13, "count": 1, "amount": "2.50", "reason": "推诿"},
    ):
        uow.findings.event(finding, "classify", "", world.today, data=said, **world.by_chair())
    row = uow.findings.get(finding, ALL)
    assert (row.kind, row.item, row.count, row.reason) == ("policy-shirking", 13, 1, "推诿")
    assert row.amount == Decimal("2.50")
    assert [each.data["item"] for each in row.events] == [5, 13]


def test_a_due_day_can_be_taken_away_and_set_again(find, happen):
    finding = find()
    assert happen(finding, "no_due").due is None
    assert happen(finding, "extend").due == date(2026, 7, 20)


def test_a_wish_and_an_objection_stand_until_they_are_answered(find, happen):
    finding = find()
    row = happen(finding, "ask_extension", "dispute")
    assert (row.asked_delay.on_day, row.dispute.kind) == (date(2026, 7, 20), "dispute")
    row = happen(finding, "refuse_extension", "uphold")
    assert (row.asked_delay, row.dispute) == (None, None)


def test_what_is_not_over_in_a_scope(uow, world, find, happen):
    open_, reported, settled, cleared = find(), find(), find(), find()
    elsewhere = find(world.neighbour)
    happen(reported, "report")
    happen(settled, "report", "settle")
    happen(cleared, "clear")
    assert [row.id for row in uow.findings.unended(ALL)] == [open_, reported, elsewhere]
    mine = Scope.of([world.village], "示例一村")
    assert [row.id for row in uow.findings.unended(mine)] == [open_, reported]
    assert uow.findings.get(settled, ALL).ended


def test_several_are_read_by_their_numbers_at_once(uow, world, find):
    first, second, far = find(), find(), find(world.elsewhere)
    assert [row.id for row in uow.findings.among([far, first], ALL)] == [first, far]
    mine = Scope.of([world.village], "本村")
    assert [row.id for row in uow.findings.among([second, far], mine)] == [second]
    assert uow.findings.among([], ALL) == []
