"""The roster of a round: fair by construction, the same again from the same seed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.services.errors import NoRoster
from handlers.services.rounds import roster

TOWNS = st.sets(st.integers(1, 10_000), min_size=3, max_size=60)
SEEDS = st.text(max_size=20)


def fair(found, villages, before):
    assert set(found) == set(found.values()) == set(villages)
    for inspector, inspected in found.items():
        assert inspector != inspected
        assert found[inspected] != inspector
        assert before.get(inspector) != inspected


@given(TOWNS, st.lists(SEEDS, min_size=1, max_size=5))
def test_through_several_rounds_nobody_is_paired_mutually_or_twice_running(villages, seeds):
    before: dict[int, int] = {}
    for seed in seeds:
        found = roster(villages, before, seed)
        fair(found, villages, before)
        before = found


@given(TOWNS, TOWNS, SEEDS)
def test_villages_may_come_and_go_between_two_rounds(villages, others, seed):
    before = roster(others, {}, seed)
    fair(roster(villages, before, seed), villages, before)


@given(TOWNS, SEEDS)
def test_the_same_seed_draws_the_same_roster_in_whatever_order_villages_come(villages, seed):
    forwards, backwards = sorted(villages), sorted(villages, reverse=True)
    assert roster(forwards, {}, seed) == roster(backwards, {}, seed)


def test_another_seed_draws_another_roster():
    villages = range(1, 37)
    assert roster(villages, {}, "1/2026-1/1") != roster(villages, {}, "1/2026-1/2")


def test_the_roster_of_a_seed_never_changes():
    assert roster((1, 2, 3, 4, 5), {}, "7/2026-1/1") == {1: 4, 2: 3, 3: 5, 4: 2, 5: 1}


@given(SEEDS)
def test_three_villages_have_two_rosters_and_take_them_in_turn(seed):
    first = roster((1, 2, 3), {}, seed)
    second = roster((1, 2, 3), first, seed)
    assert sorted(map(sorted, (first.items(), second.items()))) == [
        [(1, 2), (2, 3), (3, 1)],
        [(1, 3), (2, 1), (3, 2)],
    ]
    assert roster((1, 2, 3), second, seed) == first


@given(SEEDS, st.sampled_from([(), (1,), (1, 2), (1, 1, 2)]))
def test_fewer_than_three_villages_have_none(seed, villages):
    with pytest.raises(NoRoster):
        roster(villages, {}, seed)


def test_a_round_before_that_leaves_no_way_is_said_and_not_ignored():
    with pytest.raises(NoRoster):
        roster((1, 2, 3), {1: 2, 2: 1}, "any")
