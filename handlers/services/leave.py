"""请假代办: somebody stands in for a holder from one day to another; then it ends by itself."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from handlers.services import appointments, handover, managing
from handlers.services.actor import Actor
from handlers.services.errors import AlreadySettled, LeaveRefused
from handlers.services.invitations import open_at
from handlers.services.staff import SIDES, may_leave
from storage.grants import SHANGHAI, GrantRow
from storage.unit_of_work import UnitOfWork

LONGEST = timedelta(days=90)
_DAY = re.compile(r"(?:(20\d\d)年)?(?:(\d{1,2})月)?(\d{1,2})[日号]?")
_BETWEEN = re.compile(r"[至到~～—–-]+")


@dataclass(frozen=True, slots=True)
class Span:
    """From one day to another, both included."""

    first: date
    last: date


def read_span(text: str, today: date) -> Span | None:
    """7月20日至25日, or 7月25日 (from today on); None if it is neither."""
    parts = _BETWEEN.split(re.sub(r"\s|从|自", "", text))
    if len(parts) == 1:
        last = _day(parts[0], today)
        return Span(today, last) if last else None
    first = _day(parts[0], today) if len(parts) == len(("first", "last")) else None
    last = _day(parts[1], first) if first else None
    return Span(first, last) if first and last else None


def _day(text: str, near: date) -> date | None:
    """A day of this year, or of the next where it has passed by; without a month, of that month."""
    match = _DAY.fullmatch(text)
    if match is None:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        found = date(year or near.year, month or near.month, day or 0)
        return found if year or found >= near else found.replace(year=found.year + 1)
    except ValueError:
        return None


def candidates(uow: UnitOfWork, absent: GrantRow, now: datetime) -> list[GrantRow]:
    """Who could stand in: each person bound in the place, on the same side, in one of his posts."""
    side = _side(absent)
    found = {
        each.person_id: each
        for each in uow.grants.holders(absent.place_id, side, now.date())
        if each.person_id != absent.person_id and uow.people.accounts_of(each.person_id)
    }
    return list(found.values())


def arrange(
    uow: UnitOfWork, actor: Actor, absent: GrantRow, person_id: int, span: Span, now: datetime
) -> GrantRow:
    """Let somebody stand in for the absent one; a person who is bound does so without more ado."""
    require(uow, actor, absent)
    _refuse(uow, absent, person_id, span, now)
    place, post = absent.place_id, absent.post
    number = uow.grants.add(person_id, post, place, span.first, stands_in_for_id=absent.id)
    if uow.people.accounts_of(person_id):
        uow.grants.accept(number, now)
    uow.grants.end(number, _midnight_after(span.last))
    managing.note(uow, actor, "leave.grant", f"grant:{number}", now, absent=absent.id)
    return uow.grants.get(number)


def named(uow: UnitOfWork, actor: Actor, absent: GrantRow, name: str, now: datetime) -> int:
    """The person of this name, known in the place or new to it."""
    require(uow, actor, absent)
    return appointments.somebody(uow, absent.place_id, name, now)


def end(uow: UnitOfWork, actor: Actor, stand_in: GrantRow, now: datetime) -> None:
    """提前结束: the absent one is back."""
    require(uow, actor, _absent(uow, stand_in))
    if not open_at(stand_in, now):
        raise AlreadySettled("over")
    handover.end(uow, stand_in, now, now)
    managing.note(uow, actor, "leave.end", f"grant:{stand_in.id}", now)


def require(uow: UnitOfWork, actor: Actor, absent: GrantRow) -> None:
    """The absent one himself, or the office over him."""
    if actor.grant_id != absent.id:
        managing.require(uow, actor, absent.place_id)


def _refuse(uow: UnitOfWork, absent: GrantRow, person_id: int, span: Span, now: datetime) -> None:
    if absent.accepted_at is None or not open_at(absent, now) or not may_leave(absent):
        raise LeaveRefused("not-held")
    if span.first < now.date() or span.last < span.first:
        raise LeaveRefused("past")
    if span.last - span.first > LONGEST:
        raise LeaveRefused("long")
    if uow.grants.stand_ins(absent.id, now):
        raise LeaveRefused("twice")
    own = [each for each in uow.grants.of_place(absent.place_id) if each.person_id == person_id]
    other_side = (each for each in own if open_at(each, now) and each.post not in _side(absent))
    if person_id == absent.person_id or any(other_side):
        raise LeaveRefused("side")


def _side(absent: GrantRow) -> frozenset[str]:
    return next((side for side in SIDES if absent.post in side), frozenset())


def _absent(uow: UnitOfWork, stand_in: GrantRow) -> GrantRow:
    if stand_in.stands_in_for_id is None:
        raise AlreadySettled("over")
    return uow.grants.get(stand_in.stands_in_for_id)


def _midnight_after(day: date) -> datetime:
    return datetime.combine(day + timedelta(days=1), time(), SHANGHAI)
