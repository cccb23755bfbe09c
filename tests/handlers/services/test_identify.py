import pytest

from handlers.services.census import Census
from handlers.services.identify import identify
from handlers.services.roster_entries import Entry, Where
from rubric.posts import Post

HERE, THERE = Where("示例镇", "first村"), Where("示例镇", "second村")
NAME = "示例村监会成员"


def known(hall, *entries):
    found, complaints = identify(Census(hall.uow), entries)
    return [found[entry.who].id if entry.who in found else None for entry in entries], complaints


def entry(line, where=HERE, code="", name=NAME):
    return Entry(line, where, name, Post.SUPERVISOR, code)


def test_without_a_code_a_name_is_known_in_its_place_only(hall, member):
    assert known(hall, entry(2), entry(3, THERE)) == ([member.person_id, None], [])


def test_a_code_is_known_everywhere(hall, member):
    hall.uow.people.set_code(member.person_id, "A1")
    assert known(hall, entry(2, THERE, "A1")) == ([member.person_id], [])


def test_a_first_code_goes_to_whoever_has_the_name_in_the_place(hall, member):
    assert known(hall, entry(2, code="A1")) == ([member.person_id], [])


@pytest.mark.usefixtures("member")
def test_of_two_first_codes_for_one_name_neither_is_guessed(hall):
    assert known(hall, entry(2, code="A1"), entry(3, code="A2")) == ([None, None], [])


def test_a_code_that_is_taken_never_goes_to_a_namesake(hall, member):
    hall.uow.people.set_code(member.person_id, "A1")
    assert known(hall, entry(2, code="A2")) == ([None], [])


def test_another_name_under_a_known_code_is_a_complaint(hall, member):
    hall.uow.people.set_code(member.person_id, "A1")
    _, (complaint,) = known(hall, entry(5, code="A1", name="示例乙"))
    assert (complaint.line, complaint.column) == (5, "编号")


@pytest.mark.usefixtures("member")
def test_two_namesakes_in_a_place_cannot_be_told_without_codes(hall):
    hall.appoint(Post.SUPERVISOR)
    _, (complaint,) = known(hall, entry(4))
    assert (complaint.line, complaint.column) == (4, "编号")
