"""建议, 投诉 and 有不同意见: heard by a named office, whose answer reaches the asker."""

from datetime import datetime

from handlers.services.actor import Actor
from handlers.services.errors import AlreadySettled, Denied
from rubric.posts import TOWN_POSTS, Post
from storage.feedback import FeedbackRow
from storage.grants import GrantRow
from storage.unit_of_work import UnitOfWork

ANSWER_WITHIN = 5
"""Working days."""
CITY_ANSWERERS = (Post.CITY_AGRICULTURE, Post.OPERATOR)
ANSWERERS = frozenset({Post.TOWN_OFFICE, *CITY_ANSWERERS})


def hear(uow: UnitOfWork, actor: Actor, kind: str, text: str, at: datetime) -> int:
    """Keep what somebody wants to be heard on; its id."""
    voice = uow.feedback.add(actor.person_id, actor.grant_id, kind, {}, text, at)
    _note(uow, actor, f"voice.{kind}", voice, at)
    return voice


def hearers(uow: UnitOfWork, actor: Actor, at: datetime) -> list[GrantRow]:
    """Who has to answer: a village's town office; for a town, whoever runs the city's programme."""
    place = uow.places.get(actor.place_id)
    above = place.parent_id or place.id
    posts = CITY_ANSWERERS if actor.post in TOWN_POSTS else (Post.TOWN_OFFICE,)
    return uow.grants.holders(above, posts, at.date())


def answer(uow: UnitOfWork, actor: Actor, row: FeedbackRow, text: str, at: datetime) -> None:
    """Answer it, once, in an office entitled to."""
    if actor.post not in ANSWERERS:
        raise Denied(tuple(sorted(ANSWERERS)))
    if not uow.feedback.answer(row.id, actor.person_id, text, at):
        raise AlreadySettled("answered")
    _note(uow, actor, "voice.answer", row.id, at)


def _note(uow: UnitOfWork, actor: Actor, action: str, voice: int, at: datetime) -> None:
    by = {"person_id": actor.person_id, "grant_id": actor.grant_id}
    uow.audit.append(at, action, f"feedback:{voice}", {}, **by)
