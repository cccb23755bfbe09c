from datetime import timedelta

import pytest

from handlers.services import bind
from handlers.services.actor import acting
from handlers.services.errors import Denied, InviteRefused
from handlers.services.invitations import (
    SPENT,
    again,
    grouped,
    invite_below,
    invite_one,
    invite_unbound,
    invite_waiting,
    link,
    places_of,
    progress,
    told,
)
from rubric.posts import Post
from tests.handlers.services.hall import NOW, TODAY


@pytest.fixture
def waiting(hall):
    """Somebody named for two posts, and somebody in another town."""
    both, far = hall.person("示例甲"), hall.person("示例乙")
    add = hall.uow.grants.add
    first = add(both, Post.CLERK, hall.places["first"], TODAY)
    second = add(both, Post.SUPERVISOR, hall.places["first"], TODAY)
    return first, second, add(far, Post.TOWN_OFFICE, hall.places["west"], TODAY)


def accept(hall, secret, sender="7001"):
    offer = bind.offer(hall.uow, secret, sender, NOW)
    return bind.accept(hall.uow, offer.invite_id, sender, sender, NOW)


@pytest.mark.usefixtures("waiting")
def test_each_person_is_invited_once_with_a_link_and_a_code_that_outlive_the_post(hall):
    invited = invite_waiting(hall.uow, NOW)
    assert [(each.name, each.town, each.village) for each in invited] == [
        ("示例甲", "示例镇", "first村"), ("示例乙", "另一镇", "")]  # fmt: skip
    assert len(invited[0].typed.text) == 8
    assert invited[0].link.expires_at - NOW == timedelta(days=15), "it is printed"
    assert invited[0].typed.expires_at - NOW == timedelta(days=15)


@pytest.mark.parametrize("kind", ["link", "typed"])
def test_either_secret_takes_up_all_that_nobody_hands_over_and_spends_the_other(
    hall, waiting, kind
):
    (mine, _) = invite_waiting(hall.uow, NOW)
    other = "typed" if kind == "link" else "link"
    accept(hall, getattr(mine, kind).text)
    assert [grant.id for grant in hall.uow.grants.waiting()] == [waiting[2]]
    with pytest.raises(InviteRefused):
        bind.offer(hall.uow, getattr(mine, other).text, "7002", NOW)


@pytest.mark.usefixtures("clerk")
def test_a_post_that_somebody_holds_is_not_taken_up_along_with_another(hall, waiting):
    (_, mine, _) = invite_waiting(hall.uow, NOW)
    offer = bind.offer(hall.uow, mine.link.text, "7001", NOW)
    assert offer.hands_over
    third = hall.uow.grants.add(
        hall.uow.grants.get(waiting[0]).person_id, Post.SECRETARY, hall.places["first"], TODAY
    )
    hall.appoint(Post.SECRETARY)
    accept(hall, mine.link.text)
    assert [grant.id for grant in hall.uow.grants.waiting()] == [waiting[2], third]


@pytest.mark.usefixtures("waiting")
def test_fresh_ones_burn_those_before(hall):
    (old, _) = invite_waiting(hall.uow, NOW)
    (new, _) = invite_waiting(hall.uow, NOW)
    with pytest.raises(InviteRefused):
        bind.offer(hall.uow, old.typed.text, "7001", NOW)
    assert bind.offer(hall.uow, new.typed.text, "7001", NOW)


@pytest.mark.usefixtures("waiting")
def test_only_the_places_asked_for_are_invited(hall):
    west = {place.id for place in places_of(hall.uow, hall.uow.places.towns()[1])}
    assert [each.name for each in invite_waiting(hall.uow, NOW, west)] == ["示例乙"]


def test_whoever_has_no_phone_is_invited_also_in_a_post_he_holds_as_progress_counts_him(
    hall, secretary
):
    assert [each.unbound for each in progress(hall.uow)][1]
    assert [each.name for each in invite_waiting(hall.uow, NOW)] == [
        hall.uow.people.get(secretary.person_id).name
    ]
    hall.uow.people.bind(secretary.person_id, "1001", "1001", NOW)
    assert invite_waiting(hall.uow, NOW) == []


@pytest.mark.usefixtures("waiting")
def test_progress_counts_people_in_the_order_of_the_towns(hall):
    (mine, _) = invite_waiting(hall.uow, NOW)
    accept(hall, mine.link.text)
    told = [(each.place, each.bound, each.unbound) for each in progress(hall.uow)]
    assert told == [
        ("示例市", 0, ()),
        ("示例镇", 1, ()),
        ("另一镇", 0, ("另一镇 镇清廉办 示例乙",)),
    ]  # fmt: skip


def test_whoever_left_his_post_is_counted_no_more(hall, secretary):
    hall.uow.grants.end(secretary.id, NOW)
    assert [each.unbound for each in progress(hall.uow)] == [(), (), ()]


# --- from a town's chat ---------------------------------------------------------------------------


def test_everybody_of_a_place_without_a_phone_is_invited_in_the_order_of_posts(
    hall, office, member, secretary, chair
):
    hall.uow.people.bind(chair.person_id, "2001", "2001", NOW)
    made = invite_unbound(hall.uow, acting(hall.uow, office), hall.places["first"], NOW)
    assert [each.post for each in made] == [secretary.post, member.post]


@pytest.mark.usefixtures("secretary")
def test_a_town_s_whole_sheet_holds_its_villages_only(hall, office):
    for place in ("second", "far"):
        hall.appoint(Post.CLERK, place)
    made = invite_below(hall.uow, acting(hall.uow, office), NOW)
    assert [each.village for each in made] == ["first村", "second村"]
    with pytest.raises(Denied):
        invite_below(hall.uow, acting(hall.uow, hall.appoint(Post.TOWN_DISCIPLINE, "town")), NOW)


def test_whoever_asks_for_his_own_new_phone_is_invited(hall, secretary):
    made = invite_one(hall.uow, acting(hall.uow, secretary), secretary, NOW)
    lives = (made.link.expires_at - NOW, made.typed.expires_at - NOW)
    assert lives == (timedelta(hours=72), timedelta(days=15)), "sent in chat"
    assert hall.uow.invites.get(made.link.invite_id).grant_id == secretary.id


def test_a_further_invitation_burns_the_one_before(hall, secretary):
    actor = acting(hall.uow, secretary)
    old = invite_one(hall.uow, actor, secretary, NOW)
    invite_one(hall.uow, actor, secretary, NOW)
    with pytest.raises(InviteRefused):
        bind.offer(hall.uow, old.typed.text, "7001", NOW)


def test_nobody_else_is_invited_by_somebody_of_the_village(hall, secretary, clerk):
    actor = acting(hall.uow, secretary)
    with pytest.raises(Denied):
        invite_one(hall.uow, actor, clerk, NOW)
    with pytest.raises(Denied):
        invite_unbound(hall.uow, actor, hall.places["first"], NOW)


def test_a_message_holds_its_secrets_only_as_long_as_they_are_good(hall, secretary):
    made = invite_one(hall.uow, acting(hall.uow, secretary), secretary, NOW)
    marks = {"⟦1⟧": made.link.invite_id, "⟦2⟧": made.typed.invite_id}
    code = made.typed.text
    assert told(hall.uow, "⟦1⟧ ⟦2⟧", marks, NOW) == f"{made.link.text} {code[:4]} {code[4:]}"
    later = NOW + timedelta(days=4)
    assert told(hall.uow, "⟦1⟧ ⟦2⟧", marks, later) == f"{SPENT} {code[:4]} {code[4:]}"
    hall.uow.invites.burn_all(secretary.id, NOW)
    assert told(hall.uow, "⟦1⟧ ⟦2⟧", marks, NOW) == f"{SPENT} {SPENT}"


def test_a_mark_that_somebody_wrote_himself_stays_what_it_is(hall, secretary):
    made = invite_one(hall.uow, acting(hall.uow, secretary), secretary, NOW)
    assert told(hall.uow, f"⟦{made.typed.invite_id}⟧", {}, NOW) == f"⟦{made.typed.invite_id}⟧"


def test_a_link_opens_the_bot_and_without_its_name_says_what_to_send():
    assert link("abc", "example_bot") == "https://t.me/example_bot?start=abc"
    assert link("-abc", None) == "/start -abc"


def test_a_code_keeps_its_zeros_in_excel():
    assert grouped("00123456") == "0012 3456"
    assert grouped("a" * 32) == "a" * 32


def test_on_paper_the_link_lives_as_long_as_the_code(hall, office):
    hall.appoint(Post.SECRETARY)
    made, *_ = invite_below(hall.uow, acting(hall.uow, office), NOW)
    assert made.link.expires_at == made.typed.expires_at
    one = invite_unbound(hall.uow, acting(hall.uow, office), hall.places["first"], NOW)[0]
    assert one.link.expires_at < one.typed.expires_at


def test_an_invitation_can_be_told_again_from_its_numbers(hall, office):
    hall.appoint(Post.SECRETARY)
    made, *_ = invite_below(hall.uow, acting(hall.uow, office), NOW)
    assert again(hall.uow, made.link.invite_id, made.typed.invite_id) == made
