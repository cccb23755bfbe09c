"""A cross-inspection is done by its record, and follows what becomes of that."""

from datetime import date

import pytest

from handlers.services import records, review, task_records, tasks
from handlers.services.errors import AlreadySettled
from handlers.services.tasks import Order
from storage.scope import Scope
from tests.handlers.services.hall import TODAY, moment

DUTY = "cross-inspection"
DUE, LATER = date(2026, 7, 29), date(2026, 8, 12)
DONE = "去second村交叉巡查"


@pytest.fixture
def assigned(hall, office):
    """One cross-inspection, of the second village."""
    return give(hall, office)


def give(hall, office, due=DUE, target="second", at=None):
    order = Order(due=due, duty=DUTY, target_id=hall.places[target], round=f"2026-{due.month}")
    return tasks.assign(hall.act(office, "first", at), order)


def task(hall, number):
    return hall.uow.facts.get("task", number, Scope.tick())


def state(hall, number):
    return tasks.state(task(hall, number))


def lost(hall, day):
    return next(item for item in hall.book(today=day).scores()[0].items if item.no == 19).losses


def test_a_record_of_the_duty_does_the_one_open_task(hall, assigned, chair):
    record = hall.log(chair, DUTY, title=DONE)
    assert state(hall, assigned) == "done"
    assert tasks.record_of(task(hall, assigned)) == record.id
    assert hall.audited()[-2:] == ["record.log", "task.done"]


@pytest.mark.usefixtures("assigned")
def test_done_late_the_points_come_back(hall, chair):
    assert sum(loss.amount for loss in lost(hall, date(2026, 8, 3))) == 5
    hall.log(chair, DUTY, on=date(2026, 8, 3), at=moment(2026, 8, 3))
    assert lost(hall, date(2026, 8, 3)) == ()


def test_another_duty_does_nothing_to_it(hall, assigned, chair, secretary):
    hall.log(secretary, "branch-committee")
    hall.log(chair, "financial-review")
    assert state(hall, assigned) == "open"


def test_a_record_that_names_another_village_is_not_it(hall, assigned, chair):
    hall.uow.places.add("village", "third村", hall.places["town"])
    hall.log(chair, DUTY, title="去third村交叉巡查")
    assert state(hall, assigned) == "open"
    hall.log(chair, DUTY, title="first村的人去second村交叉巡查")
    assert state(hall, assigned) == "done"


def test_what_was_done_before_it_was_assigned_does_not_count(hall, assigned, chair):
    hall.log(chair, DUTY, on=date(2026, 7, 14))
    assert state(hall, assigned) == "open"


def test_of_several_the_record_must_name_one_or_it_is_asked(hall, assigned, office, chair):
    other = give(hall, office, LATER, "first")
    record = hall.log(chair, DUTY)
    assert {state(hall, each) for each in (assigned, other)} == {"open"}
    found = task_records.fitting_tasks(hall.act(chair), record)
    assert [each.id for each in found] == [assigned, other]
    task_records.fulfil(hall.act(chair), found[1], record)
    assert (state(hall, assigned), state(hall, other)) == ("open", "done")
    with pytest.raises(AlreadySettled):
        task_records.fulfil(hall.act(chair), found[0], record)


def test_of_several_the_named_one_is_done(hall, assigned, office, chair):
    third = hall.uow.places.add("village", "third村", hall.places["town"])
    hall.places["third"] = third
    other = give(hall, office, LATER, "third")
    hall.log(chair, DUTY, title="去third村交叉巡查")
    assert (state(hall, assigned), state(hall, other)) == ("open", "done")


def test_withdrawn_and_restored_with_its_record(hall, assigned, chair):
    record = hall.log(chair, DUTY)
    records.withdraw(hall.act(chair), record)
    assert state(hall, assigned) == "open"
    records.restore(hall.act(chair), hall.row(record.id))
    assert state(hall, assigned) == "done"


def test_accepted_when_its_record_is_confirmed_and_open_when_it_is_returned(
    hall, assigned, chair, office
):
    record = hall.log(chair, DUTY)
    review.confirm(hall.act(office, "first"), record)
    assert state(hall, assigned) == "accepted"
    review.take_back(hall.act(office, "first"), hall.row(record.id))
    assert state(hall, assigned) == "done"
    review.return_(hall.act(office, "first"), hall.row(record.id), "没有写明去了哪个村")
    assert state(hall, assigned) == "open"
    records.resubmit(hall.act(chair), hall.row(record.id))
    assert state(hall, assigned) == "done"


def test_nobody_is_asked_to_accept_what_he_confirms_as_a_record(hall, assigned, chair, office):
    hall.log(chair, DUTY)
    act = hall.act(office, "first")
    assert tasks.waiting(act.actor, [task(hall, assigned)]) == []
    with pytest.raises(AlreadySettled):
        tasks.accept(act, task(hall, assigned))


def test_a_correction_of_the_day_is_followed(hall, assigned, chair):
    record = hall.log(chair, DUTY, on=TODAY)
    records.correct(hall.act(chair, at=moment(2026, 7, 17)), record, done_on=date(2026, 7, 16))
    assert task(hall, assigned).since("done") == date(2026, 7, 16)


def test_corrected_to_another_duty_it_is_open_again_and_the_other_way_done(hall, assigned, chair):
    record = hall.log(chair, DUTY)
    records.correct(hall.act(chair), record, duties=("integrity-education",))
    assert state(hall, assigned) == "open"
    records.correct(hall.act(chair), hall.row(record.id), duties=(DUTY,))
    assert state(hall, assigned) == "done"


def test_a_second_record_of_the_same_changes_nothing(hall, assigned, chair):
    first = hall.log(chair, DUTY, on=TODAY)
    second = hall.log(chair, DUTY, on=TODAY)
    records.withdraw(hall.act(chair), second)
    assert state(hall, assigned) == "done"
    assert tasks.record_of(task(hall, assigned)) == first.id


def test_a_task_taken_back_is_not_done_any_more(hall, assigned, chair, office):
    tasks.cancel(hall.act(office, "first"), task(hall, assigned))
    hall.log(chair, DUTY)
    assert state(hall, assigned) == "withdrawn"


def test_a_returned_record_brought_back_does_nothing(hall, assigned, chair):
    record = hall.log(chair, DUTY)
    (post, *_) = sorted(hall.book().confirmers(DUTY) - {"村监会主任"})
    judge = hall.appoint(post, "town" if post.startswith("镇") else "first", hall.person("示例乙"))
    place = "first" if post.startswith("镇") else None
    review.return_(hall.act(judge, place), hall.row(record.id), "没有记录")
    records.withdraw(hall.act(chair), hall.row(record.id))
    records.restore(hall.act(chair), hall.row(record.id))
    assert hall.row(record.id).status == "returned"
    assert state(hall, assigned) == "open"
    records.resubmit(hall.act(chair), hall.row(record.id))
    assert state(hall, assigned) == "done"
