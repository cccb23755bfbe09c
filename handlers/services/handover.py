"""Posts pass from one person to the next: when the next takes it up, and not before its day."""

from datetime import datetime, time

from rubric.posts import SINGLE_POSTS
from storage.grants import SHANGHAI, GrantRow
from storage.unit_of_work import UnitOfWork


def predecessors(uow: UnitOfWork, grant: GrantRow) -> list[GrantRow]:
    """Whose grants end when this one is taken up: the one it names, and in a post for one all.

    Whoever only stands in takes nothing over.
    """
    if grant.stands_in_for_id is not None:
        return []
    return [
        each
        for each in uow.grants.of_place(grant.place_id)
        if each.accepted_at is not None
        and each.ended_at is None
        and each.person_id != grant.person_id
        and (each.id == grant.replaces_id or _same_single_post(each, grant))
    ]


def handing_over(uow: UnitOfWork, grant: GrantRow) -> list[GrantRow]:
    """Who hands this post over; once it was taken up, whose grants ended as it took effect."""
    if grant.accepted_at is None:
        return predecessors(uow, grant)
    begins = _begins(grant, grant.accepted_at)
    return [each for each in uow.grants.of_place(grant.place_id) if each.ended_at == begins]


def take_up(uow: UnitOfWork, grant: GrantRow, now: datetime) -> list[GrantRow]:
    """Accept a grant, and end those it takes over; none if it was taken up before."""
    gone = predecessors(uow, grant)
    if not uow.grants.accept(grant.id, now):
        return []
    for each in gone:
        end(uow, each, _begins(grant, now), now)
    return gone


def waiting_for(uow: UnitOfWork, person_id: int) -> list[GrantRow]:
    """What the person has been given and not taken up yet."""
    return [
        each
        for each in uow.grants.of(person_id)
        if each.accepted_at is None and each.ended_at is None
    ]


def end(uow: UnitOfWork, grant: GrantRow, at: datetime, now: datetime) -> None:
    """End a grant from a moment on, with what was still to be said to its holder.

    Whoever stands in for him does so no longer.
    """
    for stand_in in uow.grants.stand_ins(grant.id, at):
        end(uow, stand_in, at, now)
    uow.grants.end(grant.id, at)
    uow.outbox.cancel_for_grant(grant.id, at if at > now else None)
    uow.invites.burn_all(grant.id, now)
    uow.audit.append(
        now,
        "grant.end",
        f"grant:{grant.id}",
        {"at": at.isoformat()},
        person_id=grant.person_id,
        grant_id=grant.id,
    )


def _begins(grant: GrantRow, now: datetime) -> datetime:
    """When the grant takes effect: once accepted, and not before its first day."""
    return max(now, datetime.combine(grant.starts_on, time(), SHANGHAI))


def _same_single_post(one: GrantRow, other: GrantRow) -> bool:
    return one.post == other.post and one.post in SINGLE_POSTS
