from handlers.services.census import Census
from handlers.services.roster_entries import Where
from rubric.posts import Post
from tests.handlers.services.hall import TODAY, WENLING

HERE, TOWN = Where("示例镇", "first村"), Where("示例镇", "")


def test_places_are_found_by_their_names(hall):
    census = Census(hall.uow)
    found = [census.place(where) for where in (Where("", ""), TOWN, HERE)]
    assert [place.id for place in found] == [hall.places[key] for key in ("city", "town", "first")]


def test_what_was_never_founded_is_not_found(hall):
    census = Census(hall.uow)
    assert census.place(Where("第三镇", "first村")) is None
    assert census.place(Where("另一镇", "first村")) is None
    assert (census.grants(Where("第三镇", "")), census.enrolled(Where("第三镇", "x"))) == (
        [],
        frozenset(),
    )


def test_namesakes_are_those_of_the_place_whether_they_left_or_not(hall, secretary):
    hall.uow.grants.end(secretary.id, hall.now)
    hall.appoint(Post.SECRETARY, "second")
    found = Census(hall.uow).namesakes(HERE, "示例村党组织书记")
    assert [person.id for person in found] == [secretary.person_id]


def test_a_person_in_two_posts_of_a_place_is_one(hall, secretary):
    hall.appoint(Post.CLERK, person=secretary.person_id)
    assert len(Census(hall.uow).namesakes(HERE, "示例村党组织书记")) == 1


def test_a_person_is_found_by_code(hall):
    number = hall.uow.people.add("示例甲", "A1")
    assert Census(hall.uow).coded("A1").id == number
    assert Census(hall.uow).coded("A2") is None


def test_enrolments_count_whenever_they_begin(hall):
    hall.uow.enrolments.add(hall.places["first"], "later", TODAY.replace(year=2027))
    assert Census(hall.uow).enrolled(HERE) == {WENLING, "later"}
