from datetime import timedelta

import pytest

from handlers.services import bind
from handlers.services.errors import InviteRefused
from handlers.services.invitations import invite_waiting, places_of, progress
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
def test_each_person_is_invited_once_with_a_link_and_a_code(hall):
    invited = invite_waiting(hall.uow, NOW)
    assert [(each.name, each.town, each.village) for each in invited] == [
        ("示例甲", "示例镇", "first村"), ("示例乙", "另一镇", "")]  # fmt: skip
    assert len(invited[0].typed.text) == 8
    assert invited[0].link.expires_at - NOW == timedelta(hours=72)
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
    (mine, _) = invite_waiting(hall.uow, NOW)
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


@pytest.mark.usefixtures("secretary")
def test_whoever_holds_his_post_is_not_invited(hall):
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
