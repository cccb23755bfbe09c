"""建议, 投诉 and 有不同意见: heard by a named office, whose answer reaches the asker."""

from datetime import datetime

from handlers.services.actor import CITY_RUNNERS, Actor, office_above
from handlers.services.errors import AlreadySettled, Denied
from rubric.posts import Post
from storage.feedback import FeedbackRow
from storage.grants import GrantRow
from storage.unit_of_work import UnitOfWork

ANSWER_WITHIN = 5
"""Working days."""
ANSWERERS = frozenset({Post.TOWN_OFFICE, *CITY_RUNNERS})


def hear(uow: UnitOfWork, actor: Actor, kind: str, text: str, at: datetime) -> int:
    """Keep what somebody wants to be heard on; its id."""
    voice = uow.feedback.add(actor.person_id, actor.grant_id, kind, {}, text, at)
    _note(uow, actor, f"voice.{kind}", voice, at)
    return voice


def hearers(uow: UnitOfWork, actor: Actor, at: datetime) -> list[GrantRow]:
    """Who has to answer what this person says."""
    return office_above(uow, actor.place_id, at.date())


def answer(uow: UnitOfWork, actor: Actor, row: FeedbackRow, text: str, at: datetime) -> None:
    """Answer it, once, in an office entitled to and at or above the place it came from."""
    if actor.post not in ANSWERERS or not _is_over(uow, actor, row):
        raise Denied(tuple(sorted(ANSWERERS)))
    if not uow.feedback.answer(row.id, actor.person_id, text, at):
        raise AlreadySettled("answered")
    _note(uow, actor, "voice.answer", row.id, at)


def _is_over(uow: UnitOfWork, actor: Actor, row: FeedbackRow) -> bool:
    place: int | None = uow.grants.get(row.grant_id).place_id if row.grant_id else actor.place_id
    while place not in (None, actor.place_id):
        place = uow.places.get(place).parent_id
    return place == actor.place_id


def _note(uow: UnitOfWork, actor: Actor, action: str, voice: int, at: datetime) -> None:
    by = {"person_id": actor.person_id, "grant_id": actor.grant_id}
    uow.audit.append(at, action, f"feedback:{voice}", {}, **by)
