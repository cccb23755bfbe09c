"""人工帮助: whom a person calls, with name and phone as far as the roster has them."""

from collections.abc import Iterator

from rubric.posts import Post
from storage.grants import GrantRow
from storage.places import PlaceRow
from storage.unit_of_work import UnitOfWork

ANSWERS = {
    "town": (Post.TOWN_OFFICE,),
    "city": (Post.CITY_AGRICULTURE, Post.OPERATOR),
}
"""The posts that help whoever asks, by kind of place."""
NOBODY = "本系统管理员"


def contact_of(uow: UnitOfWork, place: PlaceRow, person_id: int) -> str:
    """The office of the place or the next above, as the roster tells it, else who holds it."""
    for each in _upwards(uow, place):
        if each.contact and each.kind != "village":
            return each.contact
        holders = (grant for grant in _holders(uow, each) if grant.person_id != person_id)
        grant = next(holders, None)
        if grant is not None:
            return f"{grant.post} {uow.people.get(grant.person_id).name}"
    return NOBODY


def contact_of_former(uow: UnitOfWork, person_id: int) -> str:
    """Of somebody who holds no post any more: the office over the one he had last."""
    had = uow.grants.of(person_id)
    return contact_of(uow, uow.places.get(had[-1].place_id), person_id) if had else ""


def contact_for_strangers(uow: UnitOfWork) -> str:
    """The office a stranger may call: the only town's, else the city's; nobody's name."""
    towns = uow.places.towns()
    city = uow.places.city()
    place = towns[0] if len(towns) == 1 else city
    return place.contact if place else ""


def _upwards(uow: UnitOfWork, place: PlaceRow) -> Iterator[PlaceRow]:
    """The place and all above it."""
    yield place
    if place.parent_id is not None:
        yield from _upwards(uow, uow.places.get(place.parent_id))


def _holders(uow: UnitOfWork, place: PlaceRow) -> list[GrantRow]:
    posts = ANSWERS.get(place.kind, ())
    every = uow.grants.of_place(place.id) if posts else []
    held = [grant for grant in every if grant.accepted_at and grant.ended_at is None]
    return [grant for post in posts for grant in held if grant.post == post]
