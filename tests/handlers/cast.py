"""Further people of the demo's county, each with a phone, and further schemes for its villages."""

from datetime import date

from handlers.chat.cards import VIEWS
from handlers.messages.render import Message
from rubric.posts import CITY_POSTS, SUPERVISOR_POSTS, VILLAGE_POSTS, Post
from storage.tables import Enrolment
from tests.handlers.stage import Phone, Shown, Stage

SINCE = date(2026, 1, 1)
FIRST = "示例一村"


def village_of(uow, name: str = FIRST) -> int:
    return uow.places.find("village", name, uow.places.towns()[0].id).id


def appoint(stage: Stage, post: Post, phone: str, village: str = FIRST) -> Phone:
    """Somebody in a post, bound to a phone."""
    with stage.begin() as uow:
        town = uow.places.towns()[0]
        place = town.id
        if post in VILLAGE_POSTS | SUPERVISOR_POSTS:
            place = village_of(uow, village)
        elif post in CITY_POSTS:
            place = town.parent_id
        begun = stage.now.replace(month=1, day=1)
        person = uow.people.add(f"新任{post}")
        uow.grants.accept(uow.grants.add(person, post, place, SINCE), begun)
        uow.people.bind(person, phone, phone, begun)
    return stage.phone(phone)


def enrol(stage: Stage, *schemes: str, village: str = FIRST, since: date = SINCE) -> int:
    """The village under further schemes; its number."""
    with stage.begin() as uow:
        number = village_of(uow, village)
        for scheme in schemes:
            uow.enrolments.add(number, scheme, since)
        return number


def leave_points(stage: Stage, *schemes: str, village: str = FIRST) -> int:
    """The village under these schemes and no other; its number."""
    number = enrol(stage, *schemes, village=village)
    with stage.begin() as uow:
        for row in uow.enrolments.of(number, stage.now.date()):
            if row.scheme_id not in schemes:
                uow.enrolments._change(Enrolment.__table__, row.id, ends_on=SINCE)
        return number


def moved(stage: Stage, phone: Phone, post: Post = Post.TOWN_OFFICE, town: str = "彼岸镇") -> None:
    """Whoever holds the phone has no post any more but this, in a town without villages if new."""
    with stage.begin() as uow:
        person = uow.people.account_of(phone.id).person_id
        for grant in uow.grants.of(person):
            uow.grants.end(grant.id, stage.now)
        city = uow.places.city().id
        known = uow.places.find("town", town, city)
        place = known.id if known else uow.places.add("town", town, city)
        uow.grants.accept(uow.grants.add(person, post, place, SINCE), stage.now)


def drawn(stage: Stage, phone: Phone, card: Shown) -> Message:
    """A card as whoever holds the phone by now would see it."""
    with stage.begin() as uow:
        row = uow.cards.by_token(card.token)
        return VIEWS[row.kind](stage.turn(uow, phone.id).scene, dict(row.data))
