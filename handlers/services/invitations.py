"""Invitations for everybody who has no phone bound to his post, and how far a county is bound."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from handlers.services import bind, managing, reach
from handlers.services.actor import Actor
from handlers.services.bind import Secret
from rubric.posts import Post
from storage.grants import GrantRow
from storage.places import PlaceRow
from storage.unit_of_work import UnitOfWork

POSTS = tuple(Post)
"""In the order of the contract."""
SPENT = "（已作废）"
"""Stands where a secret stood that is of no use any more."""


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
    """How many people of a town, or of the city itself, are bound; who is not, in words; how many
    of those who are bound hear nothing any more.
    """

    place: str
    bound: int
    unbound: tuple[str, ...]
    gone: int = 0


def invite_waiting(
    uow: UnitOfWork, now: datetime, places: Collection[int] | None = None
) -> list[Invitation]:
    """Fresh invitations for whoever is not bound in these places, or anywhere, to be printed from
    the operator's file; older are burned.

    One for each person: by his first post he takes up the others that nobody has to hand over.
    """
    every = (part.id for _, parts in _everywhere(uow) for part in parts)
    wanted = [place for place in every if places is None or place in places]
    unbound = [each for place in wanted for each in _unbound(uow, place, now)]
    return _invite_each(uow, sorted(unbound, key=lambda each: each.id), now, printed=True)


def invite_unbound(uow: UnitOfWork, actor: Actor, place_id: int, now: datetime) -> list[Invitation]:
    """The same for everybody in a place who has no phone bound, also in a post he holds."""
    managing.require(uow, actor, place_id)
    return _invite_each(uow, _unbound(uow, place_id, now), now)


def invite_below(uow: UnitOfWork, actor: Actor, now: datetime) -> list[Invitation]:
    """The same for every village that the actor looks after: a town's whole sheet, for paper."""
    found: list[GrantRow] = []
    for place in uow.places.villages_of(actor.place_id):
        managing.require(uow, actor, place.id)
        found += _unbound(uow, place.id, now)
    return _invite_each(uow, found, now, printed=True)


def again(uow: UnitOfWork, link_id: int, typed_id: int) -> Invitation:
    """An invitation that was made before, with its secrets as they can be told again."""
    link_row, typed_row = uow.invites.get(link_id), uow.invites.get(typed_id)
    grant = uow.grants.get(link_row.grant_id)
    link, typed = (
        Secret(row.id, uow.invites.secret(row), row.expires_at) for row in (link_row, typed_row)
    )
    return _told(uow, grant, link, typed)


def _unbound(uow: UnitOfWork, place_id: int, now: datetime) -> list[GrantRow]:
    """Whoever holds or is to hold a post there and has no phone bound."""
    unbound = (
        each
        for each in uow.grants.of_place(place_id)
        if open_at(each, now) and not uow.people.accounts_of(each.person_id)
    )
    return sorted(unbound, key=_by_post)


def invite_one(uow: UnitOfWork, actor: Actor, grant: GrantRow, now: datetime) -> Invitation:
    """A fresh invitation for one post's holder.

    By the office over him; by himself for his new phone; for his stand-in by whoever is on leave.
    """
    if grant.person_id != actor.person_id and grant.stands_in_for_id != actor.grant_id:
        managing.require(uow, actor, grant.place_id)
    managing.note(uow, actor, "invite.ask", f"grant:{grant.id}", now)
    uow.invites.burn_all(grant.id, now)
    return _invite(uow, grant, now)


def open_at(grant: GrantRow, now: datetime) -> bool:
    """Whether the grant is held, or is to be, and has not ended."""
    return grant.ended_at is None or grant.ended_at > now


def told(uow: UnitOfWork, text: str, secrets: Mapping[str, int], now: datetime) -> str:
    """A message with its secrets in their places, at the moment it goes out."""
    for mark, number in secrets.items():
        row = uow.invites.get(number)
        secret = grouped(uow.invites.secret(row)) if row.open_at(now) else SPENT
        text = text.replace(mark, secret)
    return text


def link(payload: str, bot_name: str | None) -> str:
    """What to open; without the bot's name what to send it, which the link would send."""
    return f"https://t.me/{bot_name}?start={payload}" if bot_name else f"/start {payload}"


def grouped(secret: str) -> str:
    """0123 4567: a code is easier to copy, and Excel takes no zero away from what is no number."""
    return f"{secret[:4]} {secret[4:]}" if bind.typed_code(secret) else secret


def _by_post(grant: GrantRow) -> int:
    return POSTS.index(grant.post)


def _invite_each(
    uow: UnitOfWork, grants: Collection[GrantRow], now: datetime, *, printed: bool = False
) -> list[Invitation]:
    invited: dict[int, Invitation] = {}
    for grant in grants:
        uow.invites.burn_all(grant.id, now)
        if grant.person_id not in invited:
            invited[grant.person_id] = _invite(uow, grant, now, printed=printed)
    return list(invited.values())


def _invite(
    uow: UnitOfWork, grant: GrantRow, now: datetime, *, printed: bool = False
) -> Invitation:
    """By link and by code; on paper the link lives as long as the code."""
    link = bind.invite(uow, grant, now, typed=False, printed=printed)
    return _told(uow, grant, link, bind.invite(uow, grant, now, typed=True))


def _told(uow: UnitOfWork, grant: GrantRow, link: Secret, typed: Secret) -> Invitation:
    place, person = uow.places.get(grant.place_id), uow.people.get(grant.person_id)
    in_village = place.kind == "village"
    return Invitation(
        town=uow.places.town_of(place.id).name if in_village else place.name,
        village=place.name if in_village else "",
        name=person.name,
        post=grant.post,
        code=person.code or "",
        link=link,
        typed=typed,
    )


def places_of(uow: UnitOfWork, town: PlaceRow) -> list[PlaceRow]:
    """A town and its villages."""
    return [town, *uow.places.villages_of(town.id)]


def progress(uow: UnitOfWork) -> Iterator[Progress]:
    """The city, then each town, in the order of their founding: nobody is ranked."""
    for place, parts in _everywhere(uow):
        yield progress_of(uow, place, parts)


def _everywhere(uow: UnitOfWork) -> Iterator[tuple[PlaceRow, list[PlaceRow]]]:
    city = uow.places.city()
    if city:
        yield city, [city]
    for town in uow.places.towns():
        yield town, places_of(uow, town)


def progress_of(uow: UnitOfWork, place: PlaceRow, parts: Collection[PlaceRow]) -> Progress:
    """How far the people of a place are bound, in all its parts."""
    names: dict[int, str] = {}
    for part in parts:
        for grant in uow.grants.of_place(part.id):
            if grant.ended_at is None:
                name = uow.people.get(grant.person_id).name
                names.setdefault(grant.person_id, f"{part.name} {grant.post} {name}")
    unbound = [words for person, words in names.items() if not uow.people.accounts_of(person)]
    gone = sum(reach.is_gone(uow, person) for person in names)
    return Progress(place.name, len(names) - len(unbound), tuple(unbound), gone)
