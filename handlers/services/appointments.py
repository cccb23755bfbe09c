"""换人: the office over a place names who is to hold a post next; he takes it up himself."""

import re
from datetime import datetime

from handlers.services import handover, managing, private_data, roster_cells
from handlers.services.actor import Actor
from handlers.services.errors import AlreadySettled, NameRefused
from handlers.services.invitations import open_at
from rubric.posts import Post
from rubric.utterance_answer import leaves
from storage.grants import GrantRow
from storage.unit_of_work import UnitOfWork

_PLAUSIBLE = re.compile(
    r"{0}{{2,6}}|{0}{{1,8}}(?:·{0}{{1,8}})+".format("[〇㐀-鿿\U00020000-\U0003ffff]")
)
"""A name that is written, not picked from a list: 2–6 characters, longer only with a dot."""
Seat = tuple[int, Post]
"""A place, and a post in it."""


def appoint(
    uow: UnitOfWork, actor: Actor, seat: Seat, holder: int | None, name: str, at: datetime
) -> GrantRow:
    """Name the next holder of a post from today on; `holder` (a grant) goes when he accepts.

    Whoever was named before and has not taken it up is so no longer. NameRefused if the name is
    none, or does not tell who is meant.
    """
    place_id, post = seat
    managing.require(uow, actor, place_id)
    person = somebody(uow, place_id, name, at)
    _refuse_holder(uow, seat, person, at)
    _drop_waiting(uow, seat, holder, at)
    number = uow.grants.add(person, post, place_id, at.date(), holder)
    managing.note(uow, actor, "grant.add", f"grant:{number}", at)
    return uow.grants.get(number)


def withdraw(uow: UnitOfWork, actor: Actor, grant: GrantRow, at: datetime) -> None:
    """撤回: as long as it was not taken up."""
    managing.require(uow, actor, grant.place_id)
    if grant.accepted_at is not None or not open_at(grant, at):
        raise AlreadySettled("taken-up")
    handover.end(uow, grant, at, at)


def somebody(uow: UnitOfWork, place_id: int, name: str, at: datetime) -> int:
    """The person of this name in the place, as a roster would tell; else somebody new."""
    said = _name(name)
    found = {
        person.id: person
        for grant in uow.grants.of_place(place_id)
        if open_at(grant, at) and (person := uow.people.get(grant.person_id)).name == said
    }
    if len(found) > 1:
        raise NameRefused("这里有几个同名的人,请由市里用名册登记")
    return next(iter(found), None) or uow.people.add(_of_somebody_new(said))


def _name(text: str) -> str:
    if what := private_data.found(text):
        raise NameRefused(f"里面有{what}，请去掉")
    try:
        return roster_cells.name(text)
    except roster_cells.Wrong as wrong:
        raise NameRefused(str(wrong)) from wrong


def is_name(text: str) -> bool:
    """Whether the words look like a name."""
    return _PLAUSIBLE.fullmatch(text.strip()) is not None and not leaves(text)


def _of_somebody_new(name: str) -> str:
    """A name that nobody of the place has yet must look like one: no other sentence is taken."""
    if not is_name(name):
        raise NameRefused("不像姓名,请发2到6个汉字的姓名")
    return name


def _refuse_holder(uow: UnitOfWork, seat: Seat, person: int, at: datetime) -> None:
    place_id, post = seat
    own = [each for each in uow.grants.of_place(place_id) if each.person_id == person]
    held = (each for each in own if each.accepted_at and open_at(each, at))
    if any(each.post == post and each.stands_in_for_id is None for each in held):
        raise NameRefused("这个人已经担任这个职务")


def _drop_waiting(uow: UnitOfWork, seat: Seat, holder: int | None, at: datetime) -> None:
    place_id, post = seat
    for each in uow.grants.of_place(place_id):
        waits = each.accepted_at is None and open_at(each, at) and each.post == post
        if waits and each.replaces_id == holder and each.stands_in_for_id is None:
            handover.end(uow, each, at, at)
