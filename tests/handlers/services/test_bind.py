from dataclasses import replace
from datetime import timedelta

import pytest

from handlers.services import bind
from handlers.services.actor import actor_of
from handlers.services.errors import InviteRefused
from rubric.posts import Post
from tests.handlers.services.hall import NOW, moment
from tests.ledger import audit_rows

PHONE, OTHER = "2001", "2002"


@pytest.fixture
def grant(hall):
    """A clerk who has been appointed, and not accepted yet."""
    number = hall.uow.grants.add(hall.person(), Post.CLERK, hall.places["first"], NOW.date())
    return hall.uow.grants.get(number)


def invited(hall, grant, *, typed=False, now=NOW):
    return bind.invite(hall.uow, grant, now, typed=typed).text


def refusal(hall, secret, *, sender=PHONE, now=NOW) -> str:
    with pytest.raises(InviteRefused) as refused:
        bind.offer(hall.uow, secret, sender, now)
    return refused.value.why


def taken(hall, secret, *, sender=PHONE, now=NOW):
    offer = bind.offer(hall.uow, secret, sender, now)
    return bind.accept(hall.uow, offer.invite_id, sender, sender, now)


# --- the invite -----------------------------------------------------------------------------------


def test_a_code_can_be_typed_and_a_link_is_beyond_guessing(hall, grant):
    assert bind.typed_code(invited(hall, grant, typed=True))
    assert len(invited(hall, grant)) == 32
    assert hall.audited() == ["invite.code", "invite.link"]


@pytest.mark.parametrize(
    "text",
    [
        "1234 5678",
        "１２３４５６７８",
        " 12 34-56 78\n",
        "1234　5678",
        "绑定12345678",
        "绑定码是：1234 5678",
        "我的码 12345678",
    ],
)
def test_a_code_is_read_as_people_type_it(text):
    assert bind.typed_code(text) == "12345678"


@pytest.mark.parametrize("text", ["1234567", "123456789", "工号12345678", "", "٠١٢٣٤٥٦٧"])
def test_anything_else_is_no_code(text):
    assert bind.typed_code(text) is None


def test_looking_at_an_invite_does_not_use_it(hall, grant):
    code = invited(hall, grant, typed=True)
    for typed in (code, f" {code[:4]} {code[4:]} "):
        holder = bind.offer(hall.uow, typed, PHONE, NOW).holder
        assert (holder.post, holder.place, holder.town) == (Post.CLERK, "first村", "示例镇")


@pytest.mark.parametrize(
    ("typed", "lives"), [(True, timedelta(days=15)), (False, timedelta(days=3))]
)
def test_an_invite_expires(hall, grant, typed, lives):
    secret = invited(hall, grant, typed=typed)
    bind.offer(hall.uow, secret, PHONE, NOW + lives - timedelta(seconds=1))
    assert refusal(hall, secret, now=NOW + lives) == "expired"


def test_an_invite_that_expired_meanwhile_binds_nobody(hall, grant):
    offer = bind.offer(hall.uow, invited(hall, grant), PHONE, NOW)
    with pytest.raises(InviteRefused):
        bind.accept(hall.uow, offer.invite_id, PHONE, PHONE, NOW + timedelta(days=3))
    assert hall.uow.people.account_of(PHONE) is None


def test_an_invite_of_a_grant_that_has_ended_is_refused(hall, grant):
    secret = invited(hall, grant)
    offer = bind.offer(hall.uow, secret, PHONE, NOW)
    hall.uow.grants.end(grant.id, NOW)
    assert refusal(hall, secret) == "ended"
    with pytest.raises(InviteRefused):
        bind.accept(hall.uow, offer.invite_id, PHONE, PHONE, NOW)


# --- binding --------------------------------------------------------------------------------------


def test_binding_takes_up_the_post_and_notes_the_consent(hall, grant):
    account = taken(hall, invited(hall, grant))
    actor = actor_of(hall.uow, account, NOW)
    assert (actor.person_id, actor.post) == (grant.person_id, Post.CLERK)
    assert not hall.uow.people.consent(grant.person_id, bind.NOTICE_VERSION, NOW)
    *_, row = audit_rows(hall.uow)
    assert (row["action"], row["person_id"]) == ("account.bound", grant.person_id)
    assert row["data"] == {"account": account.id}


def test_an_invite_binds_once(hall, grant):
    secret = invited(hall, grant)
    offer = bind.offer(hall.uow, secret, PHONE, NOW)
    taken(hall, secret)
    with pytest.raises(InviteRefused) as refused:
        bind.accept(hall.uow, offer.invite_id, OTHER, OTHER, NOW)
    assert refused.value.why == "used"
    assert refusal(hall, secret, sender=OTHER) == "used"
    assert hall.uow.people.account_of(OTHER) is None


def test_an_invite_used_by_somebody_at_the_same_moment_is_refused(hall, grant, monkeypatch):
    offer = bind.offer(hall.uow, invited(hall, grant), PHONE, NOW)
    monkeypatch.setattr(type(hall.uow.invites), "use", lambda *_: False)
    with pytest.raises(InviteRefused):
        bind.accept(hall.uow, offer.invite_id, PHONE, PHONE, NOW)


def test_a_new_phone_of_the_same_person_takes_the_place_of_the_old_one(hall, grant):
    taken(hall, invited(hall, grant))
    hall.uow.outbox.put(PHONE, "send", {}, 2, at=NOW)
    secret = invited(hall, grant)
    assert bind.offer(hall.uow, secret, OTHER, NOW).moves
    account = taken(hall, secret, sender=OTHER)
    assert hall.uow.people.accounts_of(grant.person_id) == [
        replace(account, chosen_grant_id=grant.id)
    ]
    assert actor_of(hall.uow, account, NOW).grant_id == grant.id
    assert hall.uow.people.account_of(PHONE) is None
    assert hall.uow.outbox.due(NOW, 10) == []
    assert "account.unbound" in hall.audited()


def test_a_further_post_opened_on_the_phone_he_has_moves_nothing(hall, grant):
    taken(hall, invited(hall, grant))
    assert not bind.offer(hall.uow, invited(hall, grant), PHONE, NOW).moves


def test_a_phone_bound_to_somebody_else_changes_hands(hall, grant, secretary):
    hall.uow.people.bind(secretary.person_id, PHONE, PHONE, NOW)
    account = taken(hall, invited(hall, grant))
    assert account.person_id == grant.person_id
    assert hall.uow.people.accounts_of(secretary.person_id) == []


def test_whoever_takes_up_another_post_acts_in_it_from_then_on(hall, secretary):
    hall.uow.people.bind(secretary.person_id, PHONE, PHONE, NOW)
    number = hall.uow.grants.add(
        secretary.person_id, Post.TOWN_OFFICE, hall.places["town"], NOW.date()
    )
    account = taken(hall, invited(hall, hall.uow.grants.get(number)))
    assert actor_of(hall.uow, account, NOW).post == Post.TOWN_OFFICE


def test_a_post_of_the_future_is_bound_and_not_yet_held(hall):
    number = hall.uow.grants.add(
        hall.person(), Post.CLERK, hall.places["first"], moment(2026, 8, 1).date()
    )
    account = taken(hall, invited(hall, hall.uow.grants.get(number)))
    assert actor_of(hall.uow, account, NOW) is None
    assert actor_of(hall.uow, account, moment(2026, 8, 1)).post == Post.CLERK


# --- 不是我 -------------------------------------------------------------------------------------


def test_an_invite_in_the_wrong_hands_is_burned(hall, grant):
    secret = invited(hall, grant)
    offer = bind.offer(hall.uow, secret, PHONE, NOW)
    assert bind.decline(hall.uow, offer.invite_id, NOW) == grant
    assert refusal(hall, secret) == "used"
    with pytest.raises(InviteRefused):
        bind.accept(hall.uow, offer.invite_id, PHONE, PHONE, NOW)
    with pytest.raises(InviteRefused):
        bind.decline(hall.uow, offer.invite_id, NOW)
    *_, row = audit_rows(hall.uow)
    assert (row["action"], row["person_id"]) == ("invite.burned", None)


def test_the_office_that_issued_an_invite_is_told(hall, grant, office):
    runner = hall.appoint(Post.OPERATOR, "city")
    assert bind.town_holders(hall.uow, grant, NOW) == [office]
    assert bind.town_holders(hall.uow, office, NOW) == [runner]
    assert bind.town_holders(hall.uow, runner, NOW) == [runner]


# --- guesses --------------------------------------------------------------------------------------


def guess(hall, times, *, senders=None, now=NOW):
    for number in range(times):
        assert refusal(hall, f"{number:08}", sender=senders or f"x{number}", now=now) == "unknown"


def test_after_five_wrong_codes_in_an_hour_a_person_has_to_wait(hall, grant):
    code = invited(hall, grant, typed=True)
    guess(hall, bind.TRIES_EACH, senders=PHONE)
    assert refusal(hall, code) == "too-many"
    assert bind.offer(hall.uow, code, OTHER, NOW)
    assert bind.offer(hall.uow, code, PHONE, NOW + timedelta(hours=1, seconds=1))


def test_many_people_guessing_are_stopped_together_for_a_day(hall, grant):
    code = invited(hall, grant, typed=True)
    guess(hall, bind.TRIES_IN_ALL)
    assert refusal(hall, code) == "closed"
    assert bind.offer(hall.uow, code, PHONE, NOW + timedelta(days=1, seconds=1))


def test_links_cannot_be_guessed_and_are_not_stopped(hall, grant):
    link = invited(hall, grant)
    guess(hall, bind.TRIES_EACH, senders=PHONE)
    assert refusal(hall, "no-such-link") == "unknown"
    assert bind.offer(hall.uow, link, PHONE, NOW)


def test_a_code_that_is_known_but_over_is_no_guess(hall, grant):
    code = invited(hall, grant, typed=True)
    for _ in range(bind.TRIES_EACH + 1):
        assert refusal(hall, code, now=NOW + timedelta(days=15)) == "expired"
