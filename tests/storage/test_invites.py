from base64 import urlsafe_b64decode
from datetime import timedelta

import pytest
from sqlalchemy import text

from storage.errors import NotFound
from storage.unit_of_work import Store

HOUR = timedelta(hours=1)
KEY = b"k" * 32


@pytest.fixture
def invite(uow, world):
    return uow.invites.issue(world.clerk_grant, "code", world.now + HOUR, world.now)


@pytest.fixture
def keyed(url):
    """Opens the database with a key; each test says with which."""
    opened = []

    def keyed(key):
        opened.append(Store(url, key))
        return opened[-1]

    yield keyed
    for each in opened:
        each.close()


def test_an_invite_is_found_by_its_secret_and_by_nothing_else(uow, world, invite):
    secret = uow.invites.secret(invite)
    assert uow.invites.find(secret) == invite
    assert (invite.grant_id, invite.kind) == (world.clerk_grant, "code")
    assert uow.invites.find(f"{(int(secret) + 1) % 10**8:08}") is None


def test_a_code_is_eight_digits_and_a_link_is_beyond_guessing(uow, world, invite):
    link = uow.invites.issue(world.clerk_grant, "link", world.now + HOUR, world.now)
    assert len(uow.invites.secret(link)) == 32
    assert uow.invites.secret(invite).isdecimal()
    assert len(uow.invites.secret(invite)) == 8


def test_a_link_is_192_bits_and_no_two_are_alike(uow, world):
    made = [
        uow.invites.issue(world.clerk_grant, "link", world.now + HOUR, world.now) for _ in range(50)
    ]
    secrets = {uow.invites.secret(each) for each in made}
    assert {len(urlsafe_b64decode(each)) * 8 for each in secrets} == {192}
    assert len(secrets) == 50


def test_whoever_has_the_database_alone_knows_no_secret(world, keyed):
    with keyed(KEY).begin() as uow:
        made = uow.invites.issue(world.clerk_grant, "code", world.now + HOUR, world.now)
        secret = uow.invites.secret(made)
        rows = uow._connection.execute(text("SELECT * FROM invite")).all()
    assert secret not in repr(rows)
    with keyed(b"another key").begin() as uow:
        assert uow.invites.find(secret) is None
        assert uow.invites.secret(uow.invites.get(made.id)) != secret


def test_with_the_key_a_restart_changes_nothing(world, keyed):
    with keyed(KEY).begin() as uow:
        made = uow.invites.issue(world.clerk_grant, "link", world.now + HOUR, world.now)
        secret = uow.invites.secret(made)
    with keyed(KEY).begin() as uow:
        assert uow.invites.find(secret) == made
        assert uow.invites.secret(made) == secret


def test_a_secret_given_out_before_is_drawn_anew(uow, world, monkeypatch):
    drawn = iter(["a", "a", "b"])
    monkeypatch.setattr("storage.invites.token_hex", lambda _: next(drawn))
    made = [
        uow.invites.issue(world.clerk_grant, "code", world.now + HOUR, world.now) for _ in range(2)
    ]
    assert [row.nonce for row in made] == ["a", "b"]


def test_an_unknown_invite_is_not_found(uow):
    with pytest.raises(NotFound, match="邀请 999999"):
        uow.invites.get(999999)


def test_an_invite_is_used_once(uow, world, invite):
    assert uow.invites.use(invite.id, world.now)
    assert not uow.invites.use(invite.id, world.now)
    assert uow.invites.get(invite.id).used_at == world.now


def test_an_expired_invite_cannot_be_used(uow, world, invite):
    assert not uow.invites.use(invite.id, world.now + HOUR)


def test_a_burned_invite_cannot_be_used_and_keeps_when_it_was_burned(uow, world, invite):
    uow.invites.burn_all(invite.grant_id, world.now)
    uow.invites.burn_all(invite.grant_id, world.now + HOUR)
    assert not uow.invites.use(invite.id, world.now)
    assert uow.invites.get(invite.id).burned_at == world.now


def test_tries_are_counted_for_one_account_and_in_all(uow, world):
    for who, ago in (("a", 0), ("a", 2), ("b", 0)):
        uow.invites.note_try(who, world.now - ago * HOUR)
    assert uow.invites.tries_since("a", world.now - HOUR) == 1
    assert uow.invites.tries_since("a", world.now - 2 * HOUR) == 2
    assert uow.invites.tries_since(None, world.now - HOUR) == 2
    assert uow.invites.tries_since("c", world.now - HOUR) == 0


def test_the_other_invites_of_a_grant_are_burned_with_it_but_none_that_was_used(uow, world, invite):
    uow.invites.issue(world.clerk_grant, "link", world.now + HOUR, world.now)
    uow.invites.use(invite.id, world.now)
    assert uow.invites.burn_all(world.clerk_grant, world.now) == 1
    assert uow.invites.get(invite.id).burned_at is None


def test_only_those_that_can_still_be_used_are_open(uow, world, invite):
    assert uow.invites.open_of(world.clerk_grant, world.now) == [invite]
    assert uow.invites.open_of(world.clerk_grant, world.now + HOUR) == []
    uow.invites.use(invite.id, world.now)
    assert uow.invites.open_of(world.clerk_grant, world.now) == []
