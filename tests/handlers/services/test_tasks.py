from datetime import date

import pytest

from handlers.services import nudges, reminders, standing, tasks
from handlers.services.errors import AlreadySettled, Denied, OwnRecord
from handlers.services.tasks import Order
from rubric.agenda import Mark
from rubric.posts import Post
from storage.errors import OutOfScope
from storage.scope import Scope
from tests.handlers.services.hall import TODAY, moment

DUE = date(2026, 7, 29)
WORK = "报送集体资产自查情况"
INSPECT = "cross-inspection"


def row(hall, number):
    return hall.uow.facts.get("task", number, Scope.tick())


def given(hall, grant, village="first", **order):
    there = {"target_id": hall.places["far"]} if "duty" in order else {}
    told = {"due": DUE, "text": "" if "duty" in order else WORK} | there | order
    return row(hall, tasks.assign(hall.act(grant, village), Order(**told)))


def reported(hall, office, grant):
    found = given(hall, office)
    tasks.report(hall.act(grant), found, "已自查完毕")
    return row(hall, found.id)


def test_the_town_gives_a_task_and_the_village_has_it_open(hall, office, clerk):
    found = given(hall, office)
    assert (found.said["text"], found.said["due"], tasks.state(found)) == (WORK, DUE, "open")
    assert [each.id for each in tasks.open_of(hall.act(clerk))] == [found.id]
    assert hall.audited() == ["task.assign"]


@pytest.mark.parametrize("post", [Post.SECRETARY, Post.SUPERVISOR_CHAIR])
def test_a_village_assigns_itself_nothing(hall, post):
    with pytest.raises(Denied):
        given(hall, hall.appoint(post))


def test_neither_does_the_assets_centre_or_another_town(hall):
    with pytest.raises(Denied):
        given(hall, hall.appoint(Post.TOWN_ASSETS, "town"))
    with pytest.raises(OutOfScope):
        given(hall, hall.appoint(Post.TOWN_OFFICE, "west"))


def test_a_day_gone_by_is_no_due_day(hall, office):
    with pytest.raises(AlreadySettled):
        given(hall, office, due=date(2026, 7, 14))
    assert given(hall, office, due=TODAY)


def test_one_duty_for_one_day_is_given_once_but_words_may_repeat(hall, office):
    first = given(hall, office, duty=INSPECT)
    with pytest.raises(AlreadySettled):
        given(hall, office, duty=INSPECT)
    given(hall, office, "second", duty=INSPECT)
    tasks.cancel(hall.act(office, "first"), first)
    given(hall, office, duty=INSPECT)
    assert given(hall, office).id != given(hall, office).id


def test_only_duties_left_to_the_town_are_offered(hall):
    assert tasks.assignable([hall.book("first"), hall.book("second")]) == [INSPECT]


def test_a_duty_is_done_by_whom_the_scheme_names_and_words_by_the_village(hall, office):
    book = hall.book()
    assert Post.SECRETARY not in tasks.doers(book, given(hall, office, duty=INSPECT))
    assert tasks.doers(book, given(hall, office)) >= {Post.SECRETARY, Post.SUPERVISOR}
    assert Post.SUPERVISOR not in tasks.told_to(book, given(hall, office))


# --- 报完成 and 验收 ------------------------------------------------------------------------------


def test_reported_done_it_waits_for_the_town_and_is_accepted(hall, office, clerk):
    found = reported(hall, office, clerk)
    assert tasks.state(found) == "done"
    assert tasks.waiting(hall.act(office, "first").actor, [found]) == [found]
    tasks.accept(hall.act(office, "first"), found)
    assert tasks.state(row(hall, found.id)) == "accepted"


def test_sent_back_it_is_open_and_its_day_stands(hall, office, clerk):
    found = reported(hall, office, clerk)
    tasks.send_back(hall.act(office, "first"), found, "没有附清单")
    found = row(hall, found.id)
    assert (tasks.state(found), found.said["due"]) == ("open", DUE)
    tasks.report(hall.act(clerk), found, "已附清单")
    assert tasks.state(row(hall, found.id)) == "done"


@pytest.mark.parametrize("again", [tasks.report, tasks.cancel])
def test_what_is_reported_is_not_reported_again_or_taken_back(hall, office, clerk, again):
    found = reported(hall, office, clerk)
    grant, words = (clerk, ("又办一次",)) if again is tasks.report else (office, ())
    with pytest.raises(AlreadySettled):
        again(hall.act(grant, "first"), found, *words)


def test_nobody_accepts_what_he_reported_himself(hall, office, clerk):
    found = reported(hall, office, clerk)
    promoted = hall.act(hall.appoint(Post.TOWN_DISCIPLINE, "town", clerk.person_id), "first")
    assert tasks.waiting(promoted.actor, [found]) == []
    with pytest.raises(OwnRecord):
        tasks.accept(promoted, found)


def test_a_village_does_not_accept(hall, office, clerk, chair):
    found = reported(hall, office, clerk)
    assert tasks.waiting(hall.act(chair).actor, [found]) == []
    with pytest.raises(Denied):
        tasks.accept(hall.act(chair), found)


def test_what_was_taken_back_is_owed_no_more(hall, office, clerk):
    found = given(hall, office)
    tasks.cancel(hall.act(office, "first"), found)
    assert tasks.open_of(hall.act(clerk)) == []
    assert hall.book().tasks == ()
    with pytest.raises(AlreadySettled):
        tasks.report(hall.act(clerk), row(hall, found.id), "已办")


# --- together with what is owed -------------------------------------------------------------------


def month(hall, today):
    entries = standing.month_agenda(hall.book(today=today))
    return {entry.occurrence.label: entry.mark for entry in entries}


def test_a_task_in_words_stands_in_the_months_list_until_it_is_reported(hall, office, clerk):
    found = given(hall, office)
    assert month(hall, TODAY)[WORK] is Mark.OPEN
    assert month(hall, date(2026, 8, 3))[WORK] is Mark.OVERDUE
    tasks.report(hall.act(clerk), found, "已自查完毕")
    assert WORK not in month(hall, date(2026, 8, 3))


def test_long_and_odd_words_are_one_short_line_there(hall, office):
    given(hall, office, text="报送\n集体\u202e资产自查情况和问题清单一式三份")
    (label,) = [each for each in month(hall, TODAY) if each.startswith("报送 集体")]
    assert label == "报送 集体 资产自查情况和…"


def test_an_assigned_duty_stands_there_by_its_scheme_and_once(hall, office):
    given(hall, office, duty=INSPECT)
    (label,) = [each for each in month(hall, TODAY) if "交叉巡查" in each]
    assert label.startswith("7月29日")


def test_it_is_reminded_of_before_and_after_and_higher_up(hall, office):
    given(hall, office)

    def told(today, post):
        return [owed.stage.id for owed in reminders.owed_to(hall.book(today=today), post)
                if owed.entry.occurrence.label == WORK]  # fmt: skip

    assert told(date(2026, 7, 23), Post.CLERK) == []
    assert told(date(2026, 7, 24), Post.CLERK) == ["before"]
    assert told(date(2026, 7, 24), Post.SUPERVISOR) == []
    assert told(date(2026, 7, 30), Post.CLERK) == ["late-1"]
    assert told(date(2026, 7, 30), Post.TOWN_OFFICE) == []
    assert told(date(2026, 8, 10), Post.TOWN_OFFICE) == ["late-10"]
    assert told(date(2026, 8, 18), Post.TOWN_DISCIPLINE) == ["late-20"]


def test_overdue_it_can_be_nudged(hall, office):
    found = given(hall, office)
    act = hall.act(office, "first", moment(2026, 8, 3))
    assert nudges.nudge(act, f"task/{found.id}")
    assert not nudges.nudge(hall.act(office, "first"), f"task/{found.id}")


# --- progress -------------------------------------------------------------------------------------


def test_what_was_given_alike_is_one_group(hall, office, clerk):
    first, second = given(hall, office), given(hall, office, "second")
    other = given(hall, office, due=date(2026, 8, 5))
    tasks.report(hall.act(clerk), first, "已办")
    rows = hall.uow.facts.rows("task", Scope.tick())
    newest, both = tasks.grouped(rows, date(2026, 7, 30))
    assert [each.id for each in newest.rows] == [other.id]
    assert [each.id for each in both.rows] == [first.id, second.id]
    assert [each.id for each in both.done] == [first.id]
    assert [each.id for each in both.late] == [second.id]
    assert newest.late == ()


def test_before_its_day_nobody_is_late(hall, office):
    given(hall, office)
    (only,) = tasks.grouped(hall.uow.facts.rows("task", Scope.tick()), DUE)
    assert only.late == ()


def test_a_cross_inspection_without_the_village_to_be_inspected_is_not_assigned(hall, office):
    with pytest.raises(AlreadySettled) as why:
        given(hall, office, duty=INSPECT, target_id=None)
    assert why.value.status == "task-target"


def test_what_was_assigned_alike_is_taken_back_from_every_village(hall, office):
    for village in ("first", "second"):
        given(hall, office, village)
    rows = hall.uow.facts.rows("task", Scope.tick())
    (group,) = tasks.grouped(rows, TODAY)
    names = {number: name for name, number in hall.places.items()}
    tasks.recall(lambda village: hall.act(office, names[village]), group)
    found = hall.uow.facts.rows("task", Scope.tick())
    assert [tasks.state(each) for each in found] == ["withdrawn", "withdrawn"]


def test_once_a_village_has_done_it_nothing_is_taken_back(hall, office, clerk):
    given(hall, office, "second")
    reported(hall, office, clerk)
    (group,) = tasks.grouped(hall.uow.facts.rows("task", Scope.tick()), TODAY)
    with pytest.raises(AlreadySettled):
        tasks.recall(lambda _village: hall.act(office), group)
