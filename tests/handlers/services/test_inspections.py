from datetime import date

import pytest

from handlers.services import inspections, tasks
from handlers.services.errors import AlreadySettled, Denied, NoRoster
from storage.scope import Scope
from tests.handlers.services.hall import TODAY, WENLING, moment

DUE = date(2026, 8, 14)


@pytest.fixture
def town(hall):
    """A town of five villages under the scheme, and one under none."""
    for name in ("third", "fourth", "fifth"):
        hall.places[name] = hall.uow.places.add("village", f"{name}村", hall.places["town"])
        hall.uow.enrolments.add(hall.places[name], WENLING, date(2026, 1, 1))
    hall.places["outside"] = hall.uow.places.add("village", "外村", hall.places["town"])
    return hall


def books(hall, today=TODAY):
    villages = hall.uow.places.villages_of(hall.places["town"])
    names = {number: name for name, number in hall.places.items()}
    return [hall.book(names[village.id], today) for village in villages]


def proposed(hall, turn=1, today=TODAY):
    return inspections.propose(hall.uow, hall.places["town"], books(hall, today), today, turn)


def assigned(hall, office, proposal, at=None):
    names = {number: name for name, number in hall.places.items()}
    return inspections.assign(lambda village: hall.act(office, names[village], at), proposal, DUE)


def test_a_round_is_of_the_villages_that_have_the_duty(town):
    found = proposed(town)
    assert found.name == "2026-1"
    assert [village for village, _ in found.pairs] == sorted(
        town.places[name] for name in ("first", "second", "third", "fourth", "fifth")
    )


def test_the_same_turn_is_the_same_roster(town):
    assert proposed(town) == proposed(town)
    assert proposed(town, 2).seed != proposed(town).seed


def test_assigned_each_village_has_its_task_and_the_lot_is_on_record(town, office):
    proposal = proposed(town)
    given = assigned(town, office, proposal)
    rows = {row.village_id: row for row in town.uow.facts.rows("task", Scope.tick())}
    assert {village: row.said["target_id"] for village, row in rows.items()} == dict(proposal.pairs)
    assert {row.said["round"] for row in rows.values()} == {"2026-1"}
    assert [number for _, number in given] == [rows[village].id for village, _ in given]
    (lot,) = inspections.drawn(town.uow, town.places["town"], WENLING, 2026)
    assert (lot.seed, lot.population) == (proposal.seed, tuple(rows))
    assert town.audited() == ["task.assign"] * 5 + ["round.assign"]


def test_the_next_round_has_another_name_and_repeats_nothing(town, office):
    first = proposed(town)
    assigned(town, office, first)
    second = proposed(town)
    assert second.name == "2026-2"
    assert not set(first.pairs) & set(second.pairs)


def test_a_round_taken_back_is_none_and_its_lot_is_not_drawn_again(town, office):
    first, other = proposed(town), proposed(town, 2)
    for village, number in assigned(town, office, first):
        names = {number: name for name, number in town.places.items()}
        act = town.act(office, names[village])
        tasks.cancel(act, town.uow.facts.get("task", number, act.actor.scope))
    again = proposed(town)
    assert again.name == "2026-1"
    assert again.pairs not in (first.pairs, other.pairs)
    assigned(town, office, again)
    assert proposed(town).name == "2026-2"


def test_the_last_round_of_a_year_is_remembered_in_the_next(town, office):
    first = proposed(town)
    assigned(town, office, first)
    for turn in range(20):
        following = proposed(town, turn, date(2027, 1, 15))
        assert following.name == "2027-1"
        assert not set(first.pairs) & set(following.pairs)


def test_what_was_looked_at_must_still_hold(town, office):
    looked_at = proposed(town)
    inspections.same_as_shown(looked_at, [list(pair) for pair in looked_at.pairs])
    assigned(town, office, looked_at)
    with pytest.raises(AlreadySettled):
        inspections.same_as_shown(proposed(town), looked_at.pairs)


def test_two_villages_cannot_have_a_round(hall):
    with pytest.raises(NoRoster):
        proposed(hall)


def test_only_a_town_office_assigns_it(town, chair):
    proposal = proposed(town)
    with pytest.raises(Denied):
        inspections.assign(lambda _: town.act(chair), proposal, DUE)


def test_undone_after_its_day_it_costs_under_item_19(town, office):
    assigned(town, office, proposed(town))
    day = date(2026, 8, 15)
    item = next(each for each in town.book(today=day).scores()[0].items if each.no == 19)
    assert [loss.amount for loss in item.losses] == [5]
    assert moment(2026, 8, 15).date() == day
    assert tasks.open_of(town.act(office, "first"))


@pytest.mark.parametrize(
    "said", ["交叉巡查", "开展交叉巡查。", "布置一轮交叉巡查", "各村之间开展交叉巡查工作"]
)
def test_words_that_ask_for_a_round_and_nothing_else_are_known(said):
    assert inspections.is_a_round(said)


@pytest.mark.parametrize("said", ["报送交叉巡查总结", "整改交叉巡查发现的问题", "报送自查情况", ""])
def test_other_work_is_no_round(said):
    assert not inspections.is_a_round(said)
