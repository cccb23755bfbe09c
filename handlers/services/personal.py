"""One person's data: told to him, or erased. What he did for the village stays, without him."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from handlers.services import handover
from handlers.services.evidence import FETCH
from storage.errors import NotFound, PersonUnknown
from storage.grants import GrantRow
from storage.people import PersonRow
from storage.unit_of_work import UnitOfWork

ERASED = "已注销人员"
_SEALED = "sheet"
"""Signed and sealed for the archive: a seal would break."""
_LONGEST_NUMBER = 18
"""Digits; a number of more is none that a database gives."""


@dataclass(frozen=True, slots=True)
class Erased:
    """What became of it: the posts that fall vacant, and where the name is still written."""

    posts: tuple[str, ...]
    sheets: int
    texts: int


def found(uow: UnitOfWork, said: str) -> PersonRow:
    """The person of this number or of this code in the roster; PersonUnknown."""
    by_code = uow.people.by_code(said)
    if by_code:
        return by_code
    if not said.isdecimal() or len(said) > _LONGEST_NUMBER:
        raise PersonUnknown(said)
    try:
        return uow.people.get(int(said))
    except NotFound as error:
        raise PersonUnknown(said) from error


def told(uow: UnitOfWork, person: PersonRow) -> dict[str, list[dict[str, Any]]]:
    """Everything that is kept about him, by table."""
    return uow.personal.told(person.id)


def erase(uow: UnitOfWork, person: PersonRow, now: datetime) -> Erased:
    """Take away who he is: his posts end, his phones are let go, his name is a neutral word."""
    held = [each for each in uow.grants.of(person.id) if _open(each, now)]
    for grant in held:
        handover.end(uow, grant, now, now)
    uow.personal.erase(person.id, ERASED, now, going_on=(FETCH,))
    left = uow.personal.mentions(person.name)
    sheets = left.get(_SEALED, 0)
    erased = Erased(_posts(uow, held), sheets, sum(left.values()) - sheets)
    ended = {"grants": [grant.id for grant in held]}
    uow.audit.append(now, "person.erase", f"person:{person.id}", ended)
    return erased


def posts(uow: UnitOfWork, person: PersonRow, now: datetime) -> tuple[str, ...]:
    """What he holds, or is to hold."""
    return _posts(uow, [each for each in uow.grants.of(person.id) if _open(each, now)])


def _posts(uow: UnitOfWork, grants: list[GrantRow]) -> tuple[str, ...]:
    return tuple(f"{uow.places.get(each.place_id).name} {each.post}" for each in grants)


def _open(grant: GrantRow, now: datetime) -> bool:
    return grant.ended_at is None or grant.ended_at > now
