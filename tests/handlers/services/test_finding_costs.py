from datetime import date
from decimal import Decimal

import pytest

from handlers.services import finding_costs, finding_kinds, finding_terms, findings
from handlers.services.finding_kinds import Said
from rubric.facts import Finding
from storage.scope import Scope
from tests.handlers.services.hall import TODAY, WENLING, moment


@pytest.fixture
def found(hall, chair):
    return row(hall, findings.raise_(hall.act(chair), "凭证没有联签"))


def row(hall, number):
    return hall.uow.findings.get(number, Scope.tick())


def told(hall, found, day=TODAY):
    cost = finding_costs.cost(hall.book(today=day), row(hall, found.id))
    return (cost.now, cost.kept, cost.missed, cost.item)


def test_a_problem_costs_a_point_of_item_3_if_its_day_is_missed(hall, found):
    assert told(hall, found) == (0, 0, 1, 3)


def test_once_missed_the_point_does_not_come_back(hall, found):
    assert told(hall, found, date(2026, 7, 30)) == (1, 1, 1, None)


def test_a_finding_of_a_clause_costs_now_and_stays_lost(hall, chair, found):
    finding_kinds.classify(hall.act(chair), found, Said("procedure-skipped", 5))
    assert told(hall, found) == (2, 2, 3, 3)


def test_without_a_due_day_nothing_can_be_missed(hall, chair, found):
    finding_terms.move(hall.act(chair), found, None)
    assert told(hall, found) == (0, 0, 0, None)


def test_what_is_settled_in_time_costs_nothing_more(hall, chair, clerk, found):
    findings.remedied(hall.act(clerk), found, "已补签")
    findings.settle(hall.act(chair, at=moment(2026, 7, 20)), row(hall, found.id))
    assert told(hall, found, date(2026, 8, 20)) == (0, 0, 0, None)


def test_what_the_item_has_not_left_is_not_lost_again(hall, office, found):
    for _ in range(4):
        other = row(hall, findings.raise_(hall.act(office, "first"), "不配合"))
        said = Said("uncooperative", 3)
        finding_kinds.classify(hall.act(office, "first"), other, said)
    assert told(hall, found) == (0, 0, 0, None)


def test_it_is_the_scorers_own_difference(hall, chair, found):
    finding_kinds.classify(hall.act(chair), found, Said("procedure-skipped", 5, count=2))
    cost = finding_costs.cost(hall.book(), row(hall, found.id))
    assert cost.after == hall.book().scores()[0].provisional
    assert cost.before - cost.after == cost.now == Decimal(4)


def test_a_finding_that_is_not_raised_yet_can_be_asked_about(hall):
    new = Finding(item=3, kind="problem", found_on=TODAY, due=date(2026, 7, 29))
    cost = finding_costs.would_cost(hall.book(), WENLING, new)
    assert (cost.now, cost.missed) == (0, 1)


def test_where_nothing_is_scored_nothing_is_told(hall, office):
    hall.places["new"] = hall.uow.places.add("village", "新村", hall.places["town"])
    found = row(hall, findings.raise_(hall.act(office, "new"), ""))
    assert finding_costs.cost(hall.book("new"), found) is None
