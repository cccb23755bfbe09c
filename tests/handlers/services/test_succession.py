from dataclasses import replace

import pytest

from handlers.services.census import Census
from handlers.services.identify import identify
from handlers.services.roster_entries import Entry, Where
from handlers.services.succession import Term, succession
from rubric.posts import Post
from tests.handlers.services.hall import NOW, TODAY

TERM = Term(TODAY)
COMPLETE = replace(TERM, complete=True)
HERE = Where("示例镇", "first村")


def compared(hall, *people, term=TERM):
    """Who comes (for whom), whose posts end, who is absent."""
    entries = [Entry(line, HERE, name, post) for line, (name, post) in enumerate(people, start=2)]
    census = Census(hall.uow)
    found = succession(census, identify(census, entries)[0], entries, term)
    coming = [(each.who.name, each.replaces and each.replaces.name) for each in found.appointments]
    return coming, [each.name for each in found.endings], [each.name for each in found.absent]


@pytest.mark.usefixtures("secretary")
def test_whoever_is_listed_in_his_post_stays(hall):
    assert compared(hall, ("示例村党组织书记", Post.SECRETARY)) == ([], [], [])


@pytest.mark.usefixtures("secretary")
def test_a_post_for_one_passes_on(hall):
    assert compared(hall, ("示例新", Post.SECRETARY)) == ([("示例新", "示例村党组织书记")], [], [])


@pytest.mark.usefixtures("member")
def test_a_post_for_several_only_grows(hall):
    assert compared(hall, ("示例新", Post.SUPERVISOR)) == (
        [("示例新", None)],
        [],
        ["示例村监会成员"],
    )


@pytest.mark.usefixtures("member")
def test_a_complete_list_passes_a_post_for_several_on(hall):
    told = compared(hall, ("示例新", Post.SUPERVISOR), term=COMPLETE)
    assert told == ([("示例新", "示例村监会成员")], [], [])


@pytest.mark.parametrize(
    ("term", "told"), [(TERM, ([], ["示例村文书"])), (COMPLETE, (["示例村文书"], []))]
)
@pytest.mark.usefixtures("secretary", "clerk")
def test_a_post_the_list_leaves_out_ends_only_if_the_list_is_complete(hall, term, told):
    _, *rest = compared(hall, ("示例村党组织书记", Post.SECRETARY), term=term)
    assert tuple(rest) == told


def test_more_may_leave_than_come(hall):
    for name in ("示例甲", "示例乙"):
        hall.appoint(Post.SUPERVISOR, person=hall.person(name))
    told = compared(hall, ("示例新", Post.SUPERVISOR), term=COMPLETE)
    assert told == ([("示例新", "示例甲")], ["示例乙"], [])


def test_whose_end_is_planned_is_not_counted_as_leaving_again(hall, secretary):
    hall.uow.grants.end(secretary.id, NOW.replace(month=8))
    assert compared(hall, ("示例新", Post.SECRETARY)) == ([("示例新", None)], [], [])


def test_one_of_another_place_is_none_of_its_business(hall):
    hall.appoint(Post.SECRETARY, "second")
    assert compared(hall, ("示例新", Post.SECRETARY), term=COMPLETE) == ([("示例新", None)], [], [])
