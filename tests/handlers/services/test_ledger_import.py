from datetime import date

import pytest

from handlers.services import ledger_import, records, review, tasks
from handlers.services.errors import LedgerRefused, OwnRecord
from handlers.services.ledger_rows import Done
from handlers.services.roster_entries import Where
from rubric.posts import Post
from storage.scope import Scope
from tests.handlers.services.hall import NOW, TODAY

FIRST = Where("示例镇", "first村")
DAY = date(2026, 3, 5)


def done(duty="branch-committee", day=DAY, where=FIRST, line=2, **said):
    return Done(line, where, duty, day, **said)


def planned(hall, *lines):
    return ledger_import.plan(hall.uow, hall.schemes, "补录", lines, NOW)


def imported(hall, *lines):
    plan = planned(hall, *lines)
    return ledger_import.apply(hall.uow, plan, NOW)


def on_file(hall, place="first"):
    return hall.uow.records.of_village(hall.places[place], Scope.tick())


def faults(hall, *lines):
    with pytest.raises(LedgerRefused) as refused:
        planned(hall, *lines)
    return [str(fault) for fault in refused.value.faults]


@pytest.fixture
def operator(hall):
    return hall.appoint(Post.OPERATOR, "city")


def test_a_line_becomes_a_reported_record_in_the_operator_s_name(hall, operator):
    assert imported(hall, done(heads=5, title="研究换届", note="补录")) == 1
    (row,) = on_file(hall)
    assert (row.duties, row.done_on, row.heads) == (("branch-committee",), DAY, 5)
    assert (row.title, row.body, row.status) == ("研究换届", "补录", "reported")
    assert (row.author_id, row.author_grant_id) == (operator.person_id, operator.id)
    assert hall.audited() == ["record.import"]


def test_without_an_operator_the_town_s_office_signs(hall, office):
    imported(hall, done())
    assert on_file(hall)[0].author_id == office.person_id


def test_where_nobody_can_sign_it_is_refused(hall):
    assert "没有人可以署名" in faults(hall, done())[0]


@pytest.mark.usefixtures("operator")
def test_the_same_line_twice_is_one_record(hall):
    assert imported(hall, done(), done(line=3)) == 1
    plan = planned(hall, done(), done(line=3))
    assert (plan.items, [each.line for each in plan.known]) == ((), [2, 3])
    assert len(on_file(hall)) == 1


@pytest.mark.usefixtures("operator")
@pytest.mark.parametrize(
    "other",
    [{"duty": "party-lecture"}, {"day": date(2026, 3, 6)}, {"title": "另一场"},
     {"where": Where("示例镇", "second村")}],
)  # fmt: skip
def test_what_differs_in_village_duty_day_or_title_is_another(hall, other):
    assert imported(hall, done(), done(**other)) == 2


@pytest.mark.usefixtures("operator")
def test_what_was_imported_and_then_corrected_or_withdrawn_is_not_imported_again(hall, secretary):
    imported(hall, done(), done(duty="party-lecture"))
    first, second = on_file(hall)
    records.correct(hall.act(secretary), first, done_on=date(2026, 3, 9))
    records.withdraw(hall.act(secretary), second)
    assert imported(hall, done(), done(duty="party-lecture")) == 0
    assert len(on_file(hall)) == 2


@pytest.mark.usefixtures("operator")
def test_what_the_village_logged_itself_is_known(hall, secretary):
    hall.log(secretary, "branch-committee", on=DAY)
    plan = planned(hall, done())
    assert (plan.items, len(plan.known)) == ((), 1)


@pytest.mark.usefixtures("operator")
def test_the_database_keeps_it_once_whatever_the_plan_said(hall):
    plans = [planned(hall, done()) for _ in range(2)]
    assert [ledger_import.apply(hall.uow, plan, NOW) for plan in plans] == [1, 0]


@pytest.mark.usefixtures("operator")
def test_an_unknown_village_is_told_with_its_line(hall):
    assert faults(hall, done(), done(where=Where("示例镇", "没有村"), line=7)) == [
        "补录:第7行 村居:没有登记过示例镇 没有村,请先导入名册"]  # fmt: skip


@pytest.mark.usefixtures("operator")
def test_a_group_s_meeting_must_say_of_which_group(hall):
    assert "党小组:请填第几党小组,1到2" in faults(hall, done("group-meeting"))[0]
    assert imported(hall, done("group-meeting", group=2)) == 1
    assert on_file(hall)[0].unit == 2


@pytest.mark.usefixtures("operator")
def test_a_period_that_the_day_does_not_fit_is_told_with_those_that_do(hall):
    told = faults(hall, done("disclosure-finance", period="2026-06"))
    assert "期间:与日期对不上或没有填,可填:" in told[0]


@pytest.mark.usefixtures("operator")
def test_a_period_that_is_named_counts_as_it_does_when_logged(hall, secretary):
    imported(hall, done("disclosure-finance", period="2026-02"))
    assert on_file(hall)[0].period == "2026-02"
    assert secretary


@pytest.mark.usefixtures("operator")
def test_one_fault_and_nothing_is_planned(hall):
    assert len(faults(hall, done(), done(where=Where("别镇", "x")), done("group-meeting"))) == 2
    assert on_file(hall) == []


def test_supervisors_confirm_it_and_the_signer_does_not(hall, office, chair):
    imported(hall, done())
    (row,) = on_file(hall)
    assert review.queue(hall.act(chair)) == (row,)
    both = hall.appoint(Post.SUPERVISOR, person=office.person_id)
    with pytest.raises(OwnRecord):
        review.confirm(hall.act(both), row)
    review.confirm(hall.act(chair), row)
    assert hall.row(row.id).status == "confirmed"


@pytest.mark.usefixtures("operator")
def test_each_confirmer_is_named_once_with_how_many_wait(hall, chair, member):
    plan = planned(hall, done(), done(day=date(2026, 4, 2)))
    told = ledger_import.waiting_for(hall.uow, plan, TODAY)
    assert {(grant.id, count) for grant, count in told} == {(chair.id, 2), (member.id, 2)}
    assert plan.villages == {FIRST: 2}


@pytest.mark.usefixtures("operator")
def test_an_imported_record_does_the_task_it_tells_of(hall, office):
    target = hall.places["second"]
    order = tasks.Order(due=date(2026, 8, 31), duty="cross-inspection", target_id=target)
    number = tasks.assign(hall.act(office, "first"), order)
    assert imported(hall, done("cross-inspection", TODAY)) == 1
    assert tasks.state(hall.uow.facts.get("task", number, Scope.tick())) == "done"
