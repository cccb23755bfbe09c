from dataclasses import replace
from datetime import date
from decimal import Decimal
from types import MappingProxyType

import pytest

from rubric import facts
from rubric.period import Cadence, Period
from storage.errors import NotFound, OutOfScope
from storage.facts import NewEvent
from storage.findings import NewFinding
from storage.scope import Scope

ALL = Scope.operator()
DAY = date(2026, 7, 1)
JOINED = date(2026, 3, 1)
SCHEME = "wenling-2022"


@pytest.fixture
def read(uow, world):
    def read(village=None, scheme=SCHEME):
        return uow.facts.of(village or world.village, ALL).under(scheme, JOINED)

    return read


@pytest.fixture
def log(log):
    return lambda **said: log(**{"duties": ("party-day",), "done_on": DAY} | said)


@pytest.mark.parametrize(
    ("kind", "fact"),
    [
        ("states", facts.State(name="integrity-sites", value=3, seen_on=DAY, confirmed=DAY)),
        ("states", facts.State(name="online-payment", value=False, seen_on=DAY)),
        ("tasks", facts.Task(duty="cross-inspection", due=DAY, done_on=DAY, confirmed=DAY)),
        ("tasks", facts.Task(duty="cross-inspection", due=DAY)),
        (
            "matters",
            facts.Matter(
                kind="major-decision",
                title="村道硬化",
                steps=MappingProxyType({"propose": DAY, "consult": date(2026, 7, 3)}),
                concluded_on=date(2026, 7, 9),
                confirmed=date(2026, 7, 10),
            ),
        ),
        ("matters", facts.Matter(kind="project", title="")),
        ("assessments", facts.Assessment(item=12, on=DAY)),
        ("honours", facts.Honour(kind="provincial-media", on=DAY, piece="清廉故事")),
        ("vetoes", facts.Veto(kind="insolvent", on=DAY, lifted_on=date(2026, 7, 2))),
    ],
)
def test_a_fact_comes_back_as_it_was_stored_with_a_name_to_point_at(uow, world, read, kind, fact):
    number = uow.facts.add(world.village, SCHEME, fact, **world.by_chair())
    [stored] = getattr(read(), kind)
    assert stored.ref == f"{type(fact).__name__.lower()}:{number}"
    assert replace(stored, ref="") == fact
    assert type(getattr(stored, "value", 0)) is type(getattr(fact, "value", 0))
    assert getattr(read(world.neighbour), kind) == ()


def test_a_record_becomes_a_fact(uow, world, read, log):
    record = log(duties=("party-day", "warning-education"), period="2026-07", unit=2, title="党日")
    uow.records.event(record, "confirm", "", date(2026, 7, 5), **world.by_chair())
    assert read().records == (
        facts.Record(
            duties=("party-day", "warning-education"),
            done_on=DAY,
            period=Period(2026, Cadence.MONTH, 7),
            unit=2,
            title="党日",
            confirmed=date(2026, 7, 5),
            ref=f"record:{record}",
        ),
    )


def test_a_withdrawn_record_is_no_fact_and_a_returned_one_says_so(uow, world, read, log):
    withdrawn, returned = log(), log()
    uow.records.event(withdrawn, "withdraw", "", DAY, **world.by_clerk())
    uow.records.event(returned, "return", "", DAY, **world.by_chair())
    [record] = read().records
    assert (record.ref, record.returned, record.period) == (f"record:{returned}", DAY, None)


def test_a_finding_becomes_a_fact_of_its_own_scheme(uow, world, read):
    finding = uow.findings.add(
        NewFinding(
            village_id=world.village,
            scheme_id=SCHEME,
            item=13,
            kind="policy-shirking",
            found_on=DAY,
            due=date(2026, 7, 20),
            amount=Decimal("1.5"),
            reason="拖延",
            **world.by_chair(),
        )
    )
    for kind in ("settle", "clear"):
        uow.findings.event(finding, kind, "", date(2026, 7, 9), **world.by_chair())
    assert read().findings == (
        facts.Finding(
            item=13,
            kind="policy-shirking",
            found_on=DAY,
            due=date(2026, 7, 20),
            settled_on=date(2026, 7, 9),
            cleared_on=date(2026, 7, 9),
            amount=Decimal("1.5"),
            reason="拖延",
            ref=f"finding:{finding}",
        ),
    )
    assert read(scheme="sanguan-2022").findings == ()


def test_an_assessment_counts_for_its_own_scheme(uow, world, read):
    uow.facts.add(world.village, SCHEME, facts.Assessment(item=1, on=DAY), **world.by_chair())
    assert read(scheme="sanguan-2022").assessments == ()


def test_the_profile_knows_the_party_groups_and_the_day_of_enrolment(read):
    assert read().profile == facts.Profile(party_groups=2, enrolled_on=JOINED)


def test_records_alone_can_be_read_again(uow, world, read, log):
    record = log()
    assert uow.facts.records_of(world.village, ALL) == read().records
    uow.records.event(record, "withdraw", "", DAY, **world.by_clerk())
    assert uow.facts.records_of(world.village, ALL) == ()


def test_a_task_done_later_says_when(uow, world, read):
    task = facts.Task(duty="cross-inspection", due=DAY)
    number = uow.facts.add(world.village, SCHEME, task, **world.by_chair())
    done = NewEvent(kind="done", on_day=date(2026, 7, 8), **world.by_chair())
    uow.facts.event("task", number, world.village, done)
    assert read().tasks[0].done_on == date(2026, 7, 8)


def test_facts_of_a_village_out_of_scope_are_refused(uow, world):
    scope = Scope.of([world.neighbour], "示例二村")
    with pytest.raises(OutOfScope):
        uow.facts.of(world.village, scope)
    with pytest.raises(OutOfScope):
        uow.facts.of_several([world.neighbour, world.village], scope)


def test_what_is_known_of_many_villages_is_what_is_known_of_each(uow, world, log):
    both = (world.village, world.neighbour)
    log()
    finding = {"scheme_id": SCHEME, "item": 13, "kind": "policy-shirking", "found_on": DAY}
    for village in both:
        uow.findings.add(NewFinding(village_id=village, **finding, **world.by_chair()))
        for duty in ("cross-inspection", "written-report"):
            uow.facts.add(village, SCHEME, facts.Task(duty=duty, due=DAY), **world.by_chair())
    uow.facts.add(world.neighbour, SCHEME, facts.Assessment(item=1, on=DAY), **world.by_chair())
    many = uow.facts.of_several(both, ALL)
    assert many == {village: uow.facts.of(village, ALL) for village in both}
    assert [len(many[village].records) for village in both] == [1, 0]
    assert [sorted(many[village].stated) for village in both] == [["task"], ["assessment", "task"]]
    assert {row.village_id for row in many[world.village].stated["task"]} == {world.village}
    assert {row.village_id for row in many[world.neighbour].findings} == {world.neighbour}


def test_a_fact_somebody_states_is_found_with_what_became_of_it(uow, world):
    said = {"name": "integrity-sites", "value": 3, "seen_on": DAY, "note": "文化礼堂"}
    number = uow.facts.state("state", world.village, **said, **world.by_clerk())
    confirm = NewEvent(kind="confirm", on_day=DAY, reason="看过", **world.by_chair())
    uow.facts.event("state", number, world.village, confirm)
    row = uow.facts.get("state", number, ALL)
    assert (row.status, row.said["note"], row.by_id) == ("confirmed", "文化礼堂", world.clerk)
    assert (row.last("confirm").reason, row.ref) == ("看过", f"state:{number}")
    assert uow.facts.rows("state", ALL, world.village) == [row]
    assert uow.facts.rows("state", ALL) == [row]


def test_facts_out_of_scope_are_not_shown_and_unknown_ones_are_told(uow, world):
    number = uow.facts.state("task", world.village, duty="x", due=DAY, **world.by_clerk())
    elsewhere = Scope.of([world.neighbour], "示例二村")
    with pytest.raises(OutOfScope):
        uow.facts.get("task", number, elsewhere)
    with pytest.raises(OutOfScope):
        uow.facts.rows("task", elsewhere, world.village)
    assert uow.facts.rows("task", elsewhere) == []
    with pytest.raises(NotFound, match="任务"):
        uow.facts.get("task", 99, ALL)


def test_what_does_not_count_is_no_fact_but_still_listed(uow, world, read):
    piece = {"kind": "provincial-media", "on_day": DAY, "piece": "清廉故事", "source": ""}
    uow.facts.state("honour", world.village, **piece, **world.by_clerk())
    assert read().honours == ()
    assert len(uow.facts.rows("honour", ALL, world.village)) == 1


def test_a_scheme_with_grades_sees_its_grades_its_negative_list_and_what_does_not_apply(
    uow, world, read
):
    grades = "tangjiafang-2020"
    good = facts.Grade(item=1, grade="good", by="village", on=DAY)
    case = facts.NegativeEntry(kind="gangs-and-vices", on=DAY)
    for fact in (good, case):
        uow.facts.add(world.village, grades, fact, **world.by_chair())
    excused = {"scheme_id": grades, "item": 8, "reason": "镇里的事项"}
    uow.facts.state("not_applicable", world.village, **excused, **world.by_chair())
    seen = uow.facts.of(world.village, ALL).under(grades, JOINED, date(2025, 1, 1))
    assert [replace(one, ref="") for one in seen.grades] == [good]
    assert [replace(one, ref="") for one in seen.negatives] == [case]
    assert seen.profile.not_applicable == frozenset({8})
    assert seen.profile.cycle_start == date(2025, 1, 1)
    assert read().grades == read().negatives == ()
