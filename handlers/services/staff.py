"""Who holds which post in a place: bound or not, passing it on, on leave; and empty posts."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from handlers.services import handover, reach
from handlers.services.invitations import POSTS, open_at
from rubric.posts import SINGLE_POSTS, SUPERVISOR_POSTS, TOWN_POSTS, VILLAGE_POSTS, Post
from storage.grants import SHANGHAI, GrantRow
from storage.unit_of_work import UnitOfWork

EXPECTED = {"village": SINGLE_POSTS, "town": TOWN_POSTS}
"""The posts that somebody should hold, by the kind of place."""
SIDES = (VILLAGE_POSTS, SUPERVISOR_POSTS, TOWN_POSTS)
"""Nobody stands in for the other side: who reports does not come to confirm, nor the reverse."""
_MOMENT = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Seat:
    """One post as one person holds it, or is to; nobody does where `grant` is None.

    `gone`: he is bound, and nothing reaches him any more.
    `successor` waits to take it over; `stand_in` answers for the holder while he is on leave.
    """

    place_id: int
    post: Post
    grant: GrantRow | None = None
    name: str = ""
    bound: bool = False
    gone: bool = False
    successor: GrantRow | None = None
    stand_in: GrantRow | None = None


def seats(uow: UnitOfWork, place_id: int, now: datetime) -> list[Seat]:
    """Every post of the place, in the order of the contract."""
    grants = [each for each in uow.grants.of_place(place_id) if open_at(each, now)]
    own = [each for each in grants if each.stands_in_for_id is None]
    successors = {
        holder.id: each
        for each in own
        if each.accepted_at is None
        for holder in handover.predecessors(uow, each)
    }
    followers = {each.id for each in successors.values()}
    seated = [each for each in own if each.id not in followers]
    found = [_seat(uow, each, successors.get(each.id), now) for each in seated]
    return sorted(found + _vacant(uow, place_id, found), key=lambda seat: POSTS.index(seat.post))


def seat_of(uow: UnitOfWork, grant: GrantRow, now: datetime) -> Seat | None:
    """The seat of a grant; None if it has ended, or only stands in."""
    found = (seat for seat in seats(uow, grant.place_id, now) if seat.grant)
    return next((seat for seat in found if seat.grant and seat.grant.id == grant.id), None)


def days(stand_in: GrantRow) -> tuple[date, date]:
    """The first and the last day on which somebody stands in."""
    ended = stand_in.ended_at
    last = (ended - _MOMENT).astimezone(SHANGHAI).date() if ended else stand_in.starts_on
    return stand_in.starts_on, max(last, stand_in.starts_on)


def may_leave(grant: GrantRow) -> bool:
    """Whether somebody could stand in for the holder: not where he stands in himself."""
    return grant.stands_in_for_id is None and any(grant.post in side for side in SIDES)


def _seat(uow: UnitOfWork, grant: GrantRow, successor: GrantRow | None, now: datetime) -> Seat:
    return Seat(
        place_id=grant.place_id,
        post=Post(grant.post),
        grant=grant,
        name=uow.people.get(grant.person_id).name,
        bound=bool(uow.people.accounts_of(grant.person_id)),
        gone=reach.is_gone(uow, grant.person_id),
        successor=successor,
        stand_in=next(iter(uow.grants.stand_ins(grant.id, now)), None),
    )


def _vacant(uow: UnitOfWork, place_id: int, found: list[Seat]) -> list[Seat]:
    expected = EXPECTED.get(uow.places.get(place_id).kind, frozenset())
    return [Seat(place_id, post) for post in expected - {seat.post for seat in found}]
