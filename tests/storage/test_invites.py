from datetime import timedelta

import pytest

from storage.errors import NotFound, SecretTaken

HOUR = timedelta(hours=1)


@pytest.fixture
def invite(uow, world):
    return uow.invites.add(world.clerk_grant, "code", "12345678", world.now + HOUR, world.now)


def test_an_invite_is_found_by_its_secret_and_by_nothing_else(uow, world, invite):
    row = uow.invites.find("12345678")
    assert (row.id, row.grant_id, row.kind) == (invite, world.clerk_grant, "code")
    assert uow.invites.find("12345679") is None
    assert uow.invites.get(invite) == row


def test_the_secret_itself_is_not_kept(uow, invite):
    assert "12345678" not in repr(uow.invites.get(invite))


def test_an_unknown_invite_is_not_found(uow):
    with pytest.raises(NotFound, match="邀请 999999"):
        uow.invites.get(999999)


def test_a_secret_given_out_before_is_refused(uow, world, invite):
    uow.invites.burn_all(uow.invites.get(invite).grant_id, world.now)
    with pytest.raises(SecretTaken):
        uow.invites.add(world.chair_grant, "code", "12345678", world.now + HOUR, world.now)


def test_an_invite_is_used_once(uow, world, invite):
    assert uow.invites.use(invite, world.now)
    assert not uow.invites.use(invite, world.now)
    assert uow.invites.get(invite).used_at == world.now


def test_an_expired_invite_cannot_be_used(uow, world, invite):
    assert not uow.invites.use(invite, world.now + HOUR)


def test_a_burned_invite_cannot_be_used_and_keeps_when_it_was_burned(uow, world, invite):
    uow.invites.burn_all(uow.invites.get(invite).grant_id, world.now)
    uow.invites.burn_all(uow.invites.get(invite).grant_id, world.now + HOUR)
    assert not uow.invites.use(invite, world.now)
    assert uow.invites.get(invite).burned_at == world.now


def test_tries_are_counted_for_one_account_and_in_all(uow, world):
    for who, ago in (("a", 0), ("a", 2), ("b", 0)):
        uow.invites.note_try(who, world.now - ago * HOUR)
    assert uow.invites.tries_since("a", world.now - HOUR) == 1
    assert uow.invites.tries_since("a", world.now - 2 * HOUR) == 2
    assert uow.invites.tries_since(None, world.now - HOUR) == 2
    assert uow.invites.tries_since("c", world.now - HOUR) == 0


def test_the_other_invites_of_a_grant_are_burned_with_it_but_none_that_was_used(uow, world, invite):
    uow.invites.add(world.clerk_grant, "link", "x" * 32, world.now + HOUR, world.now)
    uow.invites.use(invite, world.now)
    assert uow.invites.burn_all(world.clerk_grant, world.now) == 1
    assert uow.invites.get(invite).burned_at is None
