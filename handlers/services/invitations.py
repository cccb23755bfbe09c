"""Invitations for everybody who has not taken up his post, and how far a county is bound."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime

from handlers.services import bind
from handlers.services.bind import Secret
from storage.grants import GrantRow
from storage.places import PlaceRow
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Invitation:
    """One person's way in, by link or by code; its secrets exist nowhere else."""

    town: str
    village: str
    name: str
    post: str
    code: str
    link: Secret
    typed: Secret


@dataclass(frozen=True, slots=True)
class Progress:
    """How many people of a town, or of the city itself, are bound; who is not, in words."""

    place: str
    bound: int
    unbound: tuple[str, ...]


def invite_waiting(
    uow: UnitOfWork, now: datetime, places: Collection[int] | None = None
) -> list[Invitation]:
    """Fresh invitations for whoever waits in these places, or anywhere; older ones are burned.

    One for each person: by his first post he takes up the others that nobody has to hand over.
    """
    waiting = [each for each in uow.grants.waiting() if places is None or each.place_id in places]
    invited: dict[int, Invitation] = {}
    for grant in waiting:
        uow.invites.burn_all(grant.id, now)
        if grant.person_id not in invited:
            invited[grant.person_id] = _invite(uow, grant, now)
    return list(invited.values())


def _invite(uow: UnitOfWork, grant: GrantRow, now: datetime) -> Invitation:
    place, person = uow.places.get(grant.place_id), uow.people.get(grant.person_id)
    in_village = place.kind == "village"
    return Invitation(
        town=uow.places.town_of(place.id).name if in_village else place.name,
        village=place.name if in_village else "",
        name=person.name,
        post=grant.post,
        code=person.code or "",
        link=bind.invite(uow, grant, now, typed=False),
        typed=bind.invite(uow, grant, now, typed=True),
    )


def places_of(uow: UnitOfWork, town: PlaceRow) -> list[PlaceRow]:
    """A town and its villages."""
    return [town, *uow.places.villages_of(town.id)]


def progress(uow: UnitOfWork) -> Iterator[Progress]:
    """The city, then each town, in the order of their founding: nobody is ranked."""
    city = uow.places.city()
    if city:
        yield _progress(uow, city, [city])
    for town in uow.places.towns():
        yield _progress(uow, town, places_of(uow, town))


def _progress(uow: UnitOfWork, place: PlaceRow, parts: Collection[PlaceRow]) -> Progress:
    names: dict[int, str] = {}
    for part in parts:
        for grant in uow.grants.of_place(part.id):
            if grant.ended_at is None:
                name = uow.people.get(grant.person_id).name
                names.setdefault(grant.person_id, f"{part.name} {grant.post} {name}")
    unbound = [words for person, words in names.items() if not uow.people.accounts_of(person)]
    return Progress(place.name, len(names) - len(unbound), tuple(unbound))
