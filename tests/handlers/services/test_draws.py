"""Lots that nobody can choose, and anybody can draw again."""

import re

import pytest

from handlers.services import draws
from handlers.services.errors import Denied
from storage.audit import Head

SEED = "5f:12:ab"


def test_the_same_seed_draws_the_same_whatever_the_order():
    assert draws.lots(SEED, [1, 2, 3, 4, 5], 2) == draws.lots(SEED, [5, 4, 3, 2, 1], 2)


def test_the_lot_is_the_hash_of_seed_and_number():
    """Worked out by hand: sha256sum of 5f:12:ab:1 and so on, the two lowest."""
    assert draws.lots(SEED, range(1, 6), 2) == (2, 3)


def test_another_seed_draws_others():
    found = {draws.lots(f"{number}:0:0", range(30), 3) for number in range(40)}
    assert len(found) > 30


def test_nobody_is_favoured():
    drawn = [each for seed in range(2000) for each in draws.lots(str(seed), range(10), 1)]
    assert all(140 < drawn.count(number) < 260 for number in range(10))


def test_the_seed_is_random_and_names_the_end_of_the_audit_chain():
    one, other = (draws.fresh_seed(Head(7, "c" * 64)) for _ in range(2))
    assert re.fullmatch(r"[0-9a-f]{32}:7:c{64}", one)
    assert one != other


@pytest.mark.parametrize(
    ("percent", "population", "count"),
    [(10, 1, 1), (10, 10, 1), (10, 11, 2), (100, 4, 4), (10, 0, 0)],
)
def test_a_share_is_rounded_up_and_at_least_one(percent, population, count):
    assert draws.share_of(percent, population) == count


def test_a_draw_keeps_all_it_takes_to_draw_again(procedure):
    town = procedure.hall.places["town"]
    sample = draws.draw(procedure.city, draws.VILLAGES, town, [4, 9, 7], 2)
    (row,) = procedure.hall.uow.draws.of(draws.VILLAGES, procedure.scheme.id, 2026, town)
    assert (row.population, row.sample) == ((4, 7, 9), sample)
    assert draws.lots(row.seed, row.population, 2) == sample
    assert procedure.hall.audited() == ["draw"]


def test_what_was_in_the_lots_once_is_known(procedure):
    town = procedure.hall.places["town"]
    sample = draws.draw(procedure.city, draws.VILLAGES, town, [4, 9, 7], 1)
    assert draws.drawn_from(procedure.city, draws.VILLAGES, town) == {4, 7, 9}
    assert draws.sampled(procedure.city, draws.VILLAGES, town) == set(sample)


def test_a_town_draws_no_lots(procedure):
    with pytest.raises(Denied):
        draws.draw(procedure.town, draws.VILLAGES, 1, [1], 1)
