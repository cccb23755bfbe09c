from concurrent.futures import ThreadPoolExecutor


def test_a_reminder_is_claimed_once_for_an_occurrence_stage_and_person(uow, world):
    def claim(occurrence="party-day/2026-07/1", stage="ahead", person=world.clerk):
        return uow.reminders.claim(world.village, occurrence, stage, person, world.now)

    assert claim()
    assert not claim()
    assert claim(occurrence="party-day/2026-08/1")
    assert claim(stage="late-1")
    assert claim(person=world.chair)


def test_the_same_occurrence_of_another_village_is_another_reminder(uow, world):
    for village in (world.village, world.neighbour):
        assert uow.reminders.claim(village, "party-day/2026-07/1", "ahead", world.clerk, world.now)


def test_the_stages_of_an_occurrence_that_were_reminded_of(uow, world):
    for village, stage in (
        (world.village, "ahead"),
        (world.village, "late-1"),
        (world.neighbour, "x"),
    ):
        uow.reminders.claim(village, "party-day/2026-07/1", stage, world.clerk, world.now)
    assert uow.reminders.stages(world.village, "party-day/2026-07/1") == ["ahead", "late-1"]
    assert uow.reminders.stages(world.village, "party-day/2026-08/1") == []


def test_of_eight_ticks_at_once_one_reminds(store, world):
    def tick(_):
        with store.begin() as uow:
            return uow.reminders.claim(world.village, "x", "ahead", world.clerk, world.now)

    with ThreadPoolExecutor(8) as pool:
        assert sorted(pool.map(tick, range(8))) == [False] * 7 + [True]


def test_what_somebody_was_told_of_is_listed_until_its_end_was_told(uow, world):
    def claim(key, stage, person=world.clerk):
        assert uow.reminders.claim(world.village, key, stage, person, world.now)

    claim("b", "late-1")
    claim("a", "late-1")
    claim("a", "late-10")
    claim("c", "late-1", world.chair)
    told = uow.reminders.told([world.village], world.clerk, "settled")
    assert told == {world.village: ["b", "a"]}
    claim("b", "settled")
    assert uow.reminders.told([world.village], world.clerk, "settled") == {world.village: ["a"]}
    assert uow.reminders.told([world.neighbour], world.clerk, "settled") == {}
