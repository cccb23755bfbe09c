from datetime import date

from storage.scope import Scope


def test_an_enrolment_counts_from_its_first_day_on(uow, world):
    uow.enrolments.add(world.village, "wenling-2022", date(2026, 7, 1))
    assert uow.enrolments.of(world.village, date(2026, 6, 30)) == []
    [row] = uow.enrolments.of(world.village, date(2026, 7, 1))
    assert (row.scheme_id, row.starts_on, row.ends_on) == ("wenling-2022", date(2026, 7, 1), None)


def test_the_same_enrolment_twice_is_one(uow, world):
    assert uow.enrolments.add(world.village, "wenling-2022", world.today)
    assert uow.enrolments.add(world.village, "wenling-2022", world.today) is None
    assert len(uow.enrolments.of(world.village, world.today)) == 1


def test_a_village_may_be_under_two_schemes(uow, world):
    for scheme in ("wenling-2022", "sanguan-2022"):
        uow.enrolments.add(world.village, scheme, world.today)
    schemes = [row.scheme_id for row in uow.enrolments.of(world.village, world.today)]
    assert schemes == ["wenling-2022", "sanguan-2022"]


def test_the_enrolments_of_all_villages_in_scope(uow, world):
    for village in (world.village, world.neighbour, world.elsewhere):
        uow.enrolments.add(village, "wenling-2022", world.today)
    town = Scope.of([world.village, world.neighbour], "示例镇")
    enrolled = uow.enrolments.current(town, world.today)
    assert [row.village_id for row in enrolled] == [world.village, world.neighbour]


def test_what_a_village_is_under_for_good_counts_before_it_begins(uow, world):
    before = uow.enrolments.schemes_of(world.village)
    uow.enrolments.add(world.village, "later-2030", world.today.replace(year=2030))
    assert uow.enrolments.schemes_of(world.village) == before | {"later-2030"}


def cycle_on(uow, world, day):
    (row,) = uow.enrolments.of(world.village, day)
    (same,) = uow.enrolments.current(Scope.of([world.village], "示例一村"), day)
    (ever,) = uow.enrolments.ever(world.village, day)
    assert row == same == ever
    return row.cycle_start


def test_a_new_cycle_leaves_the_former_in_force_until_it_begins_and_on_file_after(uow, world):
    number = uow.enrolments.add(world.village, "sanguan-2022", date(2026, 1, 1))
    assert cycle_on(uow, world, date(2026, 3, 1)) is None
    for first in (date(2026, 2, 1), date(2027, 1, 1)):
        uow.enrolments.start_cycle(number, first)
    assert cycle_on(uow, world, date(2026, 12, 31)) == date(2026, 2, 1)
    assert cycle_on(uow, world, date(2027, 1, 1)) == date(2027, 1, 1)


def test_of_two_days_said_for_a_cycle_the_last_word_holds_also_if_it_is_earlier(uow, world):
    number = uow.enrolments.add(world.village, "sanguan-2022", date(2026, 1, 1))
    for first in (date(2026, 3, 1), date(2026, 2, 1)):
        uow.enrolments.start_cycle(number, first)
    assert cycle_on(uow, world, date(2026, 7, 1)) == date(2026, 2, 1)


def test_a_cycle_that_has_not_begun_is_known_where_there_is_no_other(uow, world):
    number = uow.enrolments.add(world.village, "sanguan-2022", date(2026, 1, 1))
    uow.enrolments.start_cycle(number, date(2027, 1, 1))
    assert cycle_on(uow, world, date(2026, 7, 1)) == date(2027, 1, 1)
