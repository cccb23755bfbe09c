"""One person's data handed out, and taken away from under what he did."""

import pytest

from handlers.services import personal
from handlers.services.personal import ERASED
from storage.errors import NotFound
from tests.handlers.services.hall import NOW

PHONE = "2001"


@pytest.fixture
def person(hall, secretary):
    hall.uow.people.bind(secretary.person_id, PHONE, PHONE, NOW)
    hall.uow.people.set_code(secretary.person_id, "A7")
    return hall.uow.people.get(secretary.person_id)


def test_a_person_is_found_by_number_or_by_code(hall, person):
    assert personal.found(hall.uow, "A7") == person
    assert personal.found(hall.uow, str(person.id)) == person


@pytest.mark.parametrize("said", ["", "A8", "999999", "-1"])
def test_nobody_else_is_found(hall, person, said):
    assert person
    with pytest.raises(NotFound):
        personal.found(hall.uow, said)


def test_he_is_told_what_is_kept_of_him(hall, person):
    told = personal.told(hall.uow, person)
    assert told["person"] == [{"id": person.id, "code": "A7", "name": person.name}]
    assert told["account"][0]["external_id"] == PHONE


def test_erased_he_holds_no_post_and_no_phone(hall, person, secretary):
    erased = personal.erase(hall.uow, person, NOW)
    assert erased.posts == ("first村 村党组织书记",)
    assert (erased.sheets, erased.texts) == (0, 0)
    assert hall.uow.people.get(person.id).name == ERASED
    assert hall.uow.people.account_of(PHONE) is None
    assert hall.uow.grants.get(secretary.id).ended_at == NOW


def test_the_chain_holds_and_tells_that_he_was_erased(hall, person):
    before = hall.audited()
    personal.erase(hall.uow, person, NOW)
    assert hall.audited() == [*before, "grant.end", "person.erase"]
    assert hall.uow.audit.verify() == []


def test_to_erase_him_twice_does_no_harm(hall, person):
    personal.erase(hall.uow, person, NOW)
    again = personal.erase(hall.uow, hall.uow.people.get(person.id), NOW)
    assert again.posts == ()
    assert personal.posts(hall.uow, person, NOW) == ()
