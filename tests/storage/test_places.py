import pytest

from storage.errors import DatabaseFailed, NotFound


def test_the_villages_of_a_city_a_town_and_a_village(uow, world):
    def villages(place):
        return [row.id for row in uow.places.villages_of(place)]

    assert villages(world.city) == [world.village, world.neighbour, world.elsewhere]
    assert villages(world.town) == [world.village, world.neighbour]
    assert villages(world.village) == [world.village]


def test_the_village_with_whose_name_words_begin(uow, world):
    uow.places.add("village", "示例一", world.town)
    assert uow.places.name_begun(world.town, "示例一村昨天支委会") == "示例一村", "the longest"
    assert uow.places.name_begun(world.town, "示例一的事") == "示例一"
    assert uow.places.name_begun(world.town, "昨天示例一村") == ""
    assert uow.places.name_begun(world.town, "100%_'") == ""


def test_a_place_is_read_back_with_its_profile(uow, world):
    row = uow.places.get(world.village)
    assert (row.kind, row.name, row.parent_id) == ("village", "示例一村", world.town)
    assert row.profile == {"party_groups": 2}


def test_all_towns(uow):
    assert [row.name for row in uow.places.towns()] == ["示例镇", "另一镇"]


def test_the_town_of_a_village(uow, world):
    assert uow.places.town_of(world.village).name == "示例镇"


def test_a_place_without_a_parent_has_no_town(uow, world):
    with pytest.raises(NotFound, match="所属镇"):
        uow.places.town_of(world.city)


def test_an_unknown_place_is_not_found(uow):
    with pytest.raises(NotFound, match="地方 999999"):
        uow.places.get(999999)


def test_a_place_is_found_by_kind_name_and_parent(uow, world):
    assert uow.places.find("village", "示例一村", world.town).id == world.village
    assert uow.places.find("city", "示例市", None).id == world.city
    assert uow.places.find("village", "示例一村", world.city) is None
    assert uow.places.find("town", "示例市", None) is None


def test_two_villages_of_one_name_live_in_two_towns_but_not_in_one(uow, world):
    other_town = uow.places.town_of(world.elsewhere).id
    assert uow.places.add("village", "示例一村", other_town)
    with pytest.raises(DatabaseFailed), uow.savepoint():
        uow.places.add("village", "示例一村", world.town)


def test_a_profile_and_a_contact_are_changed(uow, world):
    uow.places.describe(world.village, {"party_groups": 3}, "村文书 0576-8888XXXX")
    row = uow.places.get(world.village)
    assert (row.profile, row.contact) == ({"party_groups": 3}, "村文书 0576-8888XXXX")


def test_a_place_of_another_kind_is_refused_by_the_database(uow):
    with pytest.raises(DatabaseFailed), uow.savepoint():
        uow.places.add("hamlet", "自然村")


def test_the_city_is_found_without_its_name(uow, world):
    assert uow.places.city().id == world.city
