from decimal import Decimal

import pytest

from storage.errors import DatabaseFailed, NotFound, OutOfScope
from storage.scope import Scope
from storage.scorings import NewScoring

ALL = Scope.operator()
SCHEME = "wenling-2022"


@pytest.fixture
def begin(uow, world):
    def begin(village=None, level="town", **said):
        of = {"village_id": village or world.village, "scheme_id": SCHEME, "year": 2026}
        return uow.scorings.open(NewScoring(**of, level=level, **said, **world.by_clerk()))

    return begin


@pytest.fixture
def step(uow, world):
    def step(scoring, kind, by="clerk", **said):
        signed = world.by_clerk() if by == "clerk" else world.by_chair()
        uow.scorings.event(scoring, kind, **said, **signed)

    return step


def test_a_scoring_begins_open_and_with_every_item(uow, world, begin):
    scoring = uow.scorings.get(begin(), ALL)
    assert (scoring.state, scoring.items, scoring.given) == ("open", (), {})
    assert scoring.scorers == {world.clerk}


def test_the_newest_amount_of_an_item_holds_exactly(uow, begin, step):
    scoring = begin()
    step(scoring, "give", item=16, points=Decimal("4.0"))
    step(scoring, "give", item=16, points=Decimal("3.5"), reason="党务滞后")
    given = uow.scorings.get(scoring, ALL).given[16]
    assert (given.points, given.reason) == (Decimal("3.5"), "党务滞后")


@pytest.mark.parametrize(
    ("steps", "state"),
    [
        (("submit",), "submitted"),
        (("submit", "send_back"), "open"),
        (("submit", "send_back", "submit", "seal"), "sealed"),
        (("drop",), "dropped"),
    ],
)
def test_a_scoring_goes_on_step_by_step(uow, begin, step, steps, state):
    scoring = begin()
    for kind in steps:
        step(scoring, kind, evidence_hash="e")
    row = uow.scorings.get(scoring, ALL)
    assert row.state == state
    assert row.last("submit", "drop").evidence_hash == "e"


def test_whoever_gave_an_amount_or_submitted_is_a_scorer_and_whoever_sealed_is_not(
    uow, world, begin, step
):
    scoring = begin()
    step(scoring, "give", item=1, points=Decimal(4))
    step(scoring, "seal", by="chair")
    assert uow.scorings.get(scoring, ALL).scorers == {world.clerk}
    step(scoring, "give", by="chair", item=1, points=Decimal(3))
    assert uow.scorings.get(scoring, ALL).scorers == {world.clerk, world.chair}


def test_a_sample_of_items_is_kept(uow, begin):
    scoring = uow.scorings.get(begin(level="spot", items=(16, 18)), ALL)
    assert scoring.items == (16, 18)


def test_scorings_are_found_by_scheme_year_level_and_village(uow, world, begin):
    mine, other = begin(), begin(village=world.neighbour)
    begin(level="city")
    assert [row.id for row in uow.scorings.of(SCHEME, 2026, "town", ALL)] == [mine, other]
    [only] = uow.scorings.of(SCHEME, 2026, "town", ALL, world.neighbour)
    assert only.id == other
    elsewhere = Scope.of([world.neighbour], "示例二村")
    assert [row.id for row in uow.scorings.of(SCHEME, 2026, "town", elsewhere)] == [other]


def test_what_is_sealed_or_dropped_is_no_longer_under_way(uow, world, begin, step):
    open_, submitted, sealed, dropped = (begin() for _ in range(4))
    for scoring, *steps in (
        (submitted, "submit"),
        (sealed, "submit", "send_back", "submit", "seal"),
        (dropped, "drop"),
    ):
        for kind in steps:
            step(scoring, kind)
    begin(level="city")
    found = uow.scorings.under_way(SCHEME, 2026, "town", Scope.of([world.village], "示例一村"))
    assert [(row.id, row.state) for row in found] == [(open_, "open"), (submitted, "submitted")]
    assert not uow.scorings.under_way(SCHEME, 2026, "town", Scope.of([world.neighbour], "邻村"))


def test_a_scoring_out_of_scope_or_unknown_is_refused(uow, world, begin):
    scoring = begin()
    with pytest.raises(OutOfScope):
        uow.scorings.get(scoring, Scope.of([world.neighbour], "示例二村"))
    with pytest.raises(NotFound):
        uow.scorings.get(99, ALL)


def test_a_village_s_scorings_are_counted_by_level_and_year(uow, world, begin):
    numbers = [
        uow.scorings.get(each, ALL).number for each in (begin(), begin(), begin(level="city"))
    ]
    assert numbers == [1, 2, 1]
    assert uow.scorings.get(begin(world.neighbour), ALL).number == 1


def test_of_two_that_are_begun_at_once_the_database_keeps_one(uow, begin, monkeypatch):
    begin()
    monkeypatch.setattr(uow.scorings, "_last_number", lambda _new: 0)
    with pytest.raises(DatabaseFailed), uow.savepoint():
        begin()
