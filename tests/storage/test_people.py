from datetime import timedelta

import pytest

from storage.errors import DatabaseFailed, NotFound


def test_a_person_is_read_back(uow):
    row = uow.people.get(uow.people.add("某人", "A-17"))
    assert (row.name, row.code) == ("某人", "A-17")


def test_an_unknown_person_is_not_found(uow):
    with pytest.raises(NotFound, match="人员 999999"):
        uow.people.get(999999)


def test_namesakes_are_two_people_told_apart_by_their_code(uow):
    first, second = uow.people.add("某人", "A-1"), uow.people.add("某人", "A-2")
    assert uow.people.by_code("A-2").id == second != first
    assert uow.people.by_code("A-3") is None


def test_one_code_is_one_person(uow):
    uow.people.add("某人", "A-1")
    with pytest.raises(DatabaseFailed), uow.savepoint():
        uow.people.add("另一人", "A-1")


def test_a_bound_account_is_found_by_its_messengers_number(uow, world):
    bound = uow.people.bind(world.clerk, "4711", "4711", world.now)
    assert uow.people.account_of("4711") == bound
    assert bound.person_id == world.clerk
    assert uow.people.account_of("4712") is None


def test_a_person_may_have_two_accounts(uow, world):
    accounts = [uow.people.bind(world.clerk, who, who, world.now) for who in ("1", "2")]
    assert uow.people.accounts_of(world.clerk) == accounts


def test_an_account_that_is_bound_anew_serves_the_new_person_and_forgets_the_old_choice(uow, world):
    old = uow.people.bind(world.clerk, "4711", "4711", world.now)
    uow.people.choose_grant(old.id, world.clerk_grant)
    uow.people.unreachable("4711", world.now)
    new = uow.people.bind(world.chair, "4711", "4711", world.now + timedelta(days=1))
    assert (new.id, new.person_id) == (old.id, world.chair)
    assert (new.chosen_grant_id, new.unreachable_at) == (None, None)
    assert uow.people.accounts_of(world.clerk) == []


def test_a_chosen_grant_is_kept(uow, world):
    account = uow.people.bind(world.clerk, "1", "1", world.now)
    uow.people.choose_grant(account.id, world.clerk_grant)
    assert uow.people.account_of("1").chosen_grant_id == world.clerk_grant


def test_a_chat_that_takes_no_messages_is_known_until_it_does_again(uow, world):
    uow.people.bind(world.clerk, "1", "chat-1", world.now)
    uow.people.bind(world.chair, "2", "chat-2", world.now)
    uow.people.unreachable("chat-1", world.now)
    assert uow.people.account_of("1").unreachable_at == world.now
    assert uow.people.account_of("2").unreachable_at is None
    uow.people.unreachable("chat-1", None)
    assert uow.people.account_of("1").unreachable_at is None


def test_consent_is_noted_once_for_each_version_of_the_notice(uow, world):
    assert uow.people.consent(world.clerk, "v1", world.now)
    assert not uow.people.consent(world.clerk, "v1", world.now)
    assert uow.people.consent(world.clerk, "v2", world.now)
    assert uow.people.consent(world.chair, "v1", world.now)


def test_a_person_known_by_name_may_be_given_a_code(uow, world):
    uow.people.set_code(world.clerk, "A1")
    assert uow.people.by_code("A1").id == world.clerk


def test_a_phone_that_is_unbound_is_nobodys_and_still_known(uow, world):
    account = uow.people.bind(world.clerk, "1", "1", world.now)
    uow.people.unbind(account.id, world.now)
    assert uow.people.account_of("1") is None
    assert uow.people.accounts_of(world.clerk) == []
    assert uow.people.known("1").unbound_at == world.now


def test_a_phone_that_is_bound_again_is_no_longer_unbound(uow, world):
    account = uow.people.bind(world.clerk, "1", "1", world.now)
    uow.people.unbind(account.id, world.now)
    assert uow.people.bind(world.chair, "1", "1", world.now).unbound_at is None
    assert uow.people.account_of("1").person_id == world.chair
