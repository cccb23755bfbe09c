from dataclasses import replace
from datetime import date

import pytest

from handlers.services.ledger_papers import Change, ledger_paper
from handlers.services.lookup import Filter
from storage.errors import OutOfScope
from storage.scope import Scope
from tests.handlers.services.hall import NOW, SHANGHAI


def paper(hall, wanted=None, scope=None):
    return ledger_paper(hall.uow, hall.book(), scope or Scope.tick(), wanted or Filter(), NOW)


def correct(hall, grant, row, **said):
    signed = hall.act(grant).signed
    hall.uow.records.correct(row.id, replace(row.content(**signed), **said))


def test_records_stand_in_the_order_of_their_days(hall, secretary):
    for day in (3, 1, 2):
        hall.log(secretary, "branch-committee", on=date(2026, 7, day))
    assert [each.record.done_on.day for each in paper(hall).entries] == [1, 2, 3]


@pytest.mark.parametrize(
    ("wanted", "count"),
    [
        (Filter(month="2026-07"), 1),
        (Filter(month="2026-Q2"), 2),
        (Filter(month="2026"), 3),
        (Filter(duty="branch-committee"), 2),
        (Filter(item=21), 1),
        (Filter(month="2026-01"), 0),
    ],
)
def test_a_part_may_be_asked_for_by_period_duty_or_item(hall, secretary, wanted, count):
    hall.log(secretary, "branch-committee", on=date(2026, 7, 1))
    hall.log(secretary, "branch-committee", on=date(2026, 6, 1))
    hall.log(secretary, "integrity-education", on=date(2026, 5, 1))
    assert len(paper(hall, wanted).entries) == count


def test_the_history_tells_who_did_what_in_which_post(hall, secretary, chair):
    row = hall.log(secretary, "branch-committee")
    hall.act(chair).record_event(row.id, "return", "缺附件或照片")
    (entry,) = paper(hall).entries
    assert [(each.kind, each.post) for each in entry.history] == [
        ("log", "村党组织书记"),
        ("return", "村监会主任"),
    ]
    assert entry.history[1].reason == "缺附件或照片"
    assert entry.history[1].name == "示例村监会主任"


def test_a_correction_tells_what_became_different(hall, secretary):
    row = hall.log(secretary, "branch-committee", heads=4)
    correct(hall, secretary, row, heads=5, duties=("party-day",))
    (entry,) = paper(hall).entries
    assert entry.history[-1].changes == (
        Change("duties", "支委会", "主题党日"),
        Change("heads", 4, 5),
    )


def test_times_are_those_of_the_village(hall, secretary):
    hall.log(secretary, "branch-committee")
    (entry,) = paper(hall).entries
    assert entry.history[0].at.tzinfo is SHANGHAI
    assert entry.history[0].at.hour == 9


def test_withdrawn_records_are_in_the_ledger_too(hall, secretary):
    row = hall.log(secretary, "branch-committee")
    hall.act(secretary).record_event(row.id, "withdraw")
    assert paper(hall).entries[0].record.status == "withdrawn"


def test_each_record_tells_the_items_it_counts_for(hall, secretary):
    hall.log(secretary, "party-day", "warning-education")
    (entry,) = paper(hall).entries
    assert entry.items == (1, 21)
    assert set(entry.duties) == {"主题党日", "警示教育"}


def test_another_village_s_ledger_is_not_printed(hall):
    with pytest.raises(OutOfScope):
        paper(hall, scope=Scope.of([hall.places["second"]], "x"))
