"""Who looks after the people of a place: invites them, changes holders, stops phones.

A town office does so for its villages, whoever runs the programme for everybody.
"""

from datetime import datetime

from handlers.services.actor import CITY_RUNNERS, Actor
from handlers.services.errors import Denied
from rubric.posts import Post
from storage.unit_of_work import UnitOfWork

MANAGERS = frozenset({Post.TOWN_OFFICE, *CITY_RUNNERS})


def require(uow: UnitOfWork, actor: Actor, place_id: int) -> None:
    """Refuse anybody else, naming whose it is."""
    if not manages(uow, actor, place_id):
        town_office = uow.places.get(place_id).kind == "village"
        raise Denied((Post.TOWN_OFFICE,) if town_office else CITY_RUNNERS)


def manages(uow: UnitOfWork, actor: Actor, place_id: int) -> bool:
    place = uow.places.get(place_id)
    if actor.post == Post.TOWN_OFFICE:
        return place.parent_id == actor.place_id
    return actor.post in CITY_RUNNERS and _is_over(uow, actor.place_id, place_id)


def note(
    uow: UnitOfWork, actor: Actor, action: str, subject: str, now: datetime, **ids: int
) -> None:
    """One audit row in the manager's name."""
    by = {"person_id": actor.person_id, "grant_id": actor.grant_id}
    uow.audit.append(now, action, subject, ids, **by)


def _is_over(uow: UnitOfWork, top: int, place_id: int | None) -> bool:
    while place_id not in (None, top):
        place_id = uow.places.get(place_id).parent_id
    return place_id == top
