from storage.draws import NewDraw


def drawn(world, **changed):
    said = {"what": "spot-check", "scheme_id": "wenling-2022", "year": 2026, "seed": "5f3a"}
    lists = {"population": (3, 4, 6), "sample": (4,)}
    return NewDraw(**said | lists | {"place_id": world.town} | changed, **world.by_chair())


def test_a_draw_is_kept_with_its_seed_so_that_it_can_be_drawn_again(uow, world):
    number = uow.draws.add(drawn(world))
    [row] = uow.draws.of("spot-check", "wenling-2022", 2026, world.town)
    assert (row.id, row.seed, row.population, row.sample) == (number, "5f3a", (3, 4, 6), (4,))


def test_the_draws_of_another_place_year_or_purpose_are_others(uow, world):
    uow.draws.add(drawn(world))
    assert uow.draws.of("spot-check", "wenling-2022", 2026, world.city) == []
    assert uow.draws.of("spot-check", "wenling-2022", 2025, world.town) == []
    assert uow.draws.of("items", "wenling-2022", 2026, world.town) == []


def test_several_draws_stand_in_the_order_they_were_drawn(uow, world):
    numbers = [uow.draws.add(drawn(world, sample=(each,))) for each in (3, 6)]
    rows = uow.draws.of("spot-check", "wenling-2022", 2026, world.town)
    assert [row.id for row in rows] == numbers
