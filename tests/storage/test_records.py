from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event

from storage.errors import NotFound, OutOfScope
from storage.records import NewRecord, NewVersion
from storage.scope import Scope

ALL = Scope.operator()


@pytest.fixture
def happen(uow, world):
    def happen(record, kind, reason="", day=None):
        uow.records.event(record, kind, reason, day or world.today, **world.by_chair())

    return happen


def awaiting(uow, world, limit=10):
    return [row.id for row in uow.records.awaiting(ALL, world.village, limit)]


def test_a_record_is_read_back_as_it_was_logged(uow, world, log):
    said = {
        "duties": ("party-day", "warning-education"),
        "done_on": date(2026, 7, 13),
        "period": "2026-07",
        "unit": 2,
        "title": "主题党日",
        "body": "昨天主题党日,20人参加",
        "time": "19:30",
        "heads": 20,
        "heads_expected": 25,
    }
    row = uow.records.get(log(**said), ALL)
    assert {name: getattr(row, name) for name in said} == said
    assert (row.village_id, row.author_id, row.author_grant_id, row.logged_at) == (
        world.village,
        world.clerk,
        world.clerk_grant,
        world.now,
    )
    assert (row.version, row.status, row.events, row.evidence) == (1, "reported", (), ())


def test_a_record_of_another_village_is_refused(uow, world, log):
    record = log()
    with pytest.raises(OutOfScope):
        uow.records.get(record, Scope.of([world.neighbour], "示例二村"))
    with pytest.raises(OutOfScope):
        uow.records.of_village(world.village, Scope.of([], "无职务"))
    with pytest.raises(OutOfScope):
        uow.records.awaiting(Scope.of([world.neighbour], "示例二村"), world.village, 5)


def test_an_unknown_record_is_not_found_and_cannot_be_corrected(uow, world):
    with pytest.raises(NotFound, match="记录 999999"):
        uow.records.get(999999, ALL)
    new = NewVersion(duties=(), done_on=world.today, **world.by_clerk())
    with pytest.raises(NotFound, match="记录 999999"):
        uow.records.correct(999999, new)


def test_a_correction_is_a_new_version_and_keeps_who_logged_first(uow, world, log):
    record = log(heads=5)
    later = world.by_chair(world.now + timedelta(hours=1))
    content = uow.records.get(record, ALL).content(**later)
    changed = NewVersion(duties=content.duties, done_on=date(2026, 7, 13), heads=6, **later)
    assert uow.records.correct(record, changed) == 2
    row = uow.records.get(record, ALL)
    assert (row.version, row.heads, row.done_on) == (2, 6, date(2026, 7, 13))
    assert (row.author_id, row.by_id) == (world.clerk, world.chair)
    assert row.authors == {world.clerk, world.chair}


def test_every_version_can_be_read_back_in_order(uow, world, log):
    record = log(heads=4)
    row = uow.records.get(record, ALL)
    said = row.content(**world.by_chair())
    uow.records.correct(record, replace(said, heads=5, duties=("party-day", "party-lecture")))
    first, second = uow.records.versions(record, ALL)
    assert (first.heads, first.by_id) == (4, world.clerk)
    assert (second.heads, second.duties) == (5, ("party-day", "party-lecture"))
    with pytest.raises(OutOfScope):
        uow.records.versions(record, Scope.of([], "x"))


def test_a_confirmation_is_of_the_version_that_was_seen(uow, world, log, happen):
    record = log()
    happen(record, "confirm", day=date(2026, 7, 15))
    row = uow.records.get(record, ALL)
    assert (row.status, row.confirmed_on) == ("confirmed", date(2026, 7, 15))
    uow.records.correct(record, row.content(**world.by_clerk()))
    row = uow.records.get(record, ALL)
    assert (row.status, row.confirmed_on) == ("reported", None)
    assert [event.version for event in row.events] == [1]


def test_events_tell_who_when_and_why(uow, world, log, happen):
    record = log()
    happen(record, "return", "缺附件或照片")
    [event] = uow.records.get(record, ALL).events
    assert (event.kind, event.reason, event.record_id) == ("return", "缺附件或照片", record)
    assert (event.by_id, event.by_grant_id, event.at) == (
        world.chair,
        world.chair_grant,
        world.now,
    )


def test_a_villages_records_come_by_day_withdrawn_ones_too(uow, world, log, happen):
    late, early = log(done_on=date(2026, 7, 9)), log(done_on=date(2026, 7, 2))
    log(world.neighbour)
    happen(late, "withdraw")
    rows = uow.records.of_village(world.village, ALL)
    assert [row.id for row in rows] == [early, late]
    assert rows[1].withdrawn


def test_a_span_of_days_counts_both_its_ends_and_the_newest_versions_day(uow, world, log):
    days = [date(2026, 7, day) for day in (1, 2, 3, 4)]
    records = [log(done_on=day) for day in days]

    def between(since, until):
        rows = uow.records.of_village(world.village, ALL, since, until)
        return [row.id for row in rows]

    assert between(days[1], days[2]) == records[1:3]
    assert between(None, days[0]) == records[:1]
    assert between(days[3], None) == records[3:]
    moved = NewVersion(duties=(), done_on=days[2], **world.by_clerk())
    uow.records.correct(records[0], moved)
    assert between(None, days[1]) == records[1:2]


def test_what_awaits_confirmation_is_neither_confirmed_returned_nor_withdrawn(
    uow, world, log, happen
):
    waiting, *decided = [log() for _ in range(4)]
    for record, kind in zip(decided, ("confirm", "return", "withdraw"), strict=True):
        happen(record, kind)
    log(world.neighbour)
    assert awaiting(uow, world) == [waiting]


def test_what_awaits_comes_oldest_first_as_many_as_wanted(uow, world, log):
    first, second, _ = log(done_on=date(2026, 7, 9)), log(done_on=date(2026, 7, 2)), log()
    assert awaiting(uow, world, 2) == [first, second]


def test_a_returned_record_awaits_again_when_corrected_or_laid_before_them_as_it_is(
    uow, world, log, happen
):
    corrected, resubmitted = log(), log()
    for record in (corrected, resubmitted):
        happen(record, "return")
    assert awaiting(uow, world) == []
    content = uow.records.get(corrected, ALL).content(**world.by_clerk())
    uow.records.correct(corrected, content)
    happen(resubmitted, "resubmit")
    assert awaiting(uow, world) == [corrected, resubmitted]


STEPS = st.lists(
    st.sampled_from(
        ["confirm", "return", "withdraw", "restore", "unconfirm", "resubmit", "correct"]
    ),
    max_size=6,
)


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(steps=STEPS)
def test_the_list_of_what_awaits_agrees_with_each_records_status(uow, world, log, happen, steps):
    record = log()
    for step in steps:
        if step == "correct":
            content = uow.records.get(record, ALL).content(**world.by_clerk())
            uow.records.correct(record, content)
        else:
            happen(record, step)
    reported = uow.records.get(record, ALL).status == "reported"
    assert (record in awaiting(uow, world, 1000)) == reported


def test_what_somebody_logged_lately_is_found_by_the_moment_it_was_logged(uow, world, log):
    first, second = log(), log(done_on=date(2026, 3, 1))
    log(village=world.neighbour)
    rows = uow.records.logged_since(world.village, ALL, world.clerk, world.now)
    assert [row.id for row in rows] == [first, second]
    later = world.now + timedelta(seconds=1)
    assert uow.records.logged_since(world.village, ALL, world.clerk, later) == []
    assert uow.records.logged_since(world.village, ALL, world.chair, world.now) == []
    elsewhere = Scope.of([world.neighbour], "示例二村")
    with pytest.raises(OutOfScope):
        uow.records.logged_since(world.village, elsewhere, world.clerk, world.now)


def test_a_line_of_an_import_is_logged_once(uow, world):
    said = NewVersion(duties=("party-lecture",), done_on=world.today, **world.by_clerk())
    new = NewRecord(
        village_id=world.village,
        author_id=world.clerk,
        author_grant_id=world.clerk_grant,
        logged_at=world.now,
        content=said,
    )
    number = uow.records.add_once(new, "a")
    assert uow.records.get(number, Scope.operator()).duties == ("party-lecture",)
    assert uow.records.add_once(new, "a") is None
    assert uow.records.imported(["a", "b"]) == {"a"}
    assert uow.records.imported([*(str(key) for key in range(300_000)), "a"]) == {"a"}
    assert len(uow.records.of_village(world.village, Scope.operator())) == 1


def test_what_hangs_on_one_record_is_not_told_of_another(uow, world, log, happen):
    bare, settled = log(), log()
    happen(settled, "confirm")
    told = {row.id: row.status for row in uow.records.of_village(world.village, ALL)}
    assert told == {bare: "reported", settled: "confirmed"}


def test_records_on_which_nothing_hangs_are_read_in_one_statement(uow, world, log):
    said = []
    event.listen(uow._connection, "before_cursor_execute", lambda *told: said.append(told[2]))
    for _ in range(3):
        log()
    said.clear()
    assert len(uow.records.of_village(world.village, ALL)) == 3
    assert len(said) == 1
