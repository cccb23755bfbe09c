"""In which post a person acts, and what he may see and do in it."""

from dataclasses import dataclass
from datetime import date, datetime

from handlers.services.whom_to_call import contact_of
from rubric.posts import SUPERVISOR_POSTS, VILLAGE_POSTS, Post
from storage.grants import GrantRow
from storage.people import AccountRow
from storage.scope import Scope
from storage.unit_of_work import UnitOfWork

CITY_RUNNERS = (Post.CITY_AGRICULTURE, Post.OPERATOR)


@dataclass(frozen=True, slots=True)
class Actor:
    """A person in one of his posts. `scope` is every village that post may see."""

    person_id: int
    name: str
    grant_id: int
    post: Post
    place_id: int
    place: str
    town: str
    scope: Scope

    @property
    def of_village(self) -> bool:
        return self.post in VILLAGE_POSTS

    @property
    def supervises(self) -> bool:
        return self.post in SUPERVISOR_POSTS

    @property
    def in_village(self) -> bool:
        """Secretary, clerk or supervisor: `place_id` is the village."""
        return self.of_village or self.supervises


def actor_of(uow: UnitOfWork, account: AccountRow, now: datetime) -> Actor | None:
    """The chosen post, or the first of those held today; None when none is held."""
    grants = uow.grants.active_of(account.person_id, now, now.date())
    chosen = [grant for grant in grants if grant.id == account.chosen_grant_id]
    return acting(uow, (chosen or grants)[0]) if grants else None


def acting(uow: UnitOfWork, grant: GrantRow) -> Actor:
    """The actor that a grant makes of its holder."""
    place = uow.places.get(grant.place_id)
    villages = uow.places.villages_of(place.id)
    town = uow.places.town_of(place.id) if place.kind == "village" else place
    return Actor(
        person_id=grant.person_id,
        name=uow.people.get(grant.person_id).name,
        grant_id=grant.id,
        post=Post(grant.post),
        place_id=place.id,
        place=place.name,
        town=town.name,
        scope=Scope.of((village.id for village in villages), grant.post),
    )


def contact(uow: UnitOfWork, actor: Actor) -> str:
    """Whom the actor may call: the office over him, as the roster tells it, else who holds it."""
    return contact_of(uow, uow.places.get(actor.place_id), actor.person_id)


def office_above(uow: UnitOfWork, place_id: int, today: date) -> list[GrantRow]:
    """Who answers for a place: a village's town office, for the rest who runs the programme.

    Where nobody holds that office yet, the next above.
    """
    place = uow.places.get(place_id)
    posts = (Post.TOWN_OFFICE,) if place.kind == "village" else CITY_RUNNERS
    holders = uow.grants.holders(place.parent_id or place.id, posts, today)
    return holders or (office_above(uow, place.parent_id, today) if place.parent_id else [])
