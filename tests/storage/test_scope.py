import pytest

from storage.errors import OutOfScope
from storage.scope import Scope


def test_a_scope_allows_the_villages_it_names_and_no_other():
    scope = Scope.of([1, 2], "示例镇")
    assert scope.allows(1)
    assert not scope.allows(3)


def test_nobody_sees_anything_in_an_empty_scope():
    assert not Scope.of([], "无职务").allows(1)


@pytest.mark.parametrize("scope", [Scope.tick(), Scope.operator()])
def test_ticks_and_operators_see_every_village_by_a_scope_that_says_who_they_are(scope):
    assert scope.allows(12345)
    assert scope.why


def test_a_village_out_of_scope_is_refused_with_its_number_and_the_scopes_name():
    with pytest.raises(OutOfScope) as refused:
        Scope.of([1], "示例一村").require(9)
    assert (refused.value.village_id, refused.value.why) == (9, "示例一村")


def test_a_query_under_a_scope_returns_its_villages_only(uow, world):
    for village in (world.village, world.elsewhere):
        uow.enrolments.add(village, "wenling-2022", world.today)
    town = Scope.of([world.village, world.neighbour], "示例镇")
    assert [row.village_id for row in uow.enrolments.current(town, world.today)] == [world.village]
    assert len(uow.enrolments.current(Scope.tick(), world.today)) == 2
    assert uow.enrolments.current(Scope.of([], "无职务"), world.today) == []
