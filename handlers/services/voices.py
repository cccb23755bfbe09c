"""建议, 投诉 and 有不同意见: heard by a named office, whose answer reaches the asker."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from handlers.services import workdays
from handlers.services.actor import CITY_RUNNERS, Actor, office_above
from handlers.services.errors import AlreadySettled, Denied
from rubric.posts import Post
from storage.feedback import FeedbackRow
from storage.grants import SHANGHAI, GrantRow
from storage.unit_of_work import UnitOfWork

ANSWER_WITHIN = 5
"""Working days."""
ANSWERERS = frozenset({Post.TOWN_OFFICE, *CITY_RUNNERS})


@dataclass(frozen=True, slots=True)
class Tally:
    """How the voices of a year were answered: how many, of them answered, of these in time."""

    heard: int
    answered: int
    in_time: int


def hear(
    uow: UnitOfWork,
    actor: Actor,
    kind: str,
    text: str,
    at: datetime,
    subject: Mapping[str, Any] | None = None,
) -> int:
    """Keep what somebody wants to be heard on, and on what; its id."""
    voice = uow.feedback.add(actor.person_id, actor.grant_id, kind, subject or {}, text, at)
    _note(uow, actor, f"voice.{kind}", voice, at)
    return voice


def hearers(uow: UnitOfWork, actor: Actor, at: datetime) -> list[GrantRow]:
    """Who has to answer what this person says."""
    return office_above(uow, actor.place_id, at.date())


def answer(uow: UnitOfWork, actor: Actor, row: FeedbackRow, text: str, at: datetime) -> None:
    """Answer it, once, in an office entitled to and at or above the place it came from."""
    require_office(uow, actor, row)
    if not uow.feedback.answer(row.id, actor.person_id, text, at):
        raise AlreadySettled("answered")
    _note(uow, actor, "voice.answer", row.id, at)


def require_office(uow: UnitOfWork, actor: Actor, row: FeedbackRow) -> None:
    """Refuse whoever is in no office that may read and answer it."""
    if actor.post not in ANSWERERS or not _is_over(uow, actor, row):
        raise Denied(tuple(sorted(ANSWERERS)))


def due(row: FeedbackRow) -> date:
    """The last day for the answer: the fifth working day after."""
    return workdays.after(row.at.astimezone(SHANGHAI).date(), ANSWER_WITHIN)


def waiting(uow: UnitOfWork, actor: Actor) -> list[FeedbackRow]:
    """What waits for this office's answer, the oldest first."""
    return list(_laid_before(uow, actor, uow.feedback.unanswered(actor.place_id)))


def tally(uow: UnitOfWork, actor: Actor, now: datetime) -> Tally:
    """How this year's voices to this office were answered."""
    begun = now.replace(month=1, day=1, hour=0, minute=0, second=0, microsecond=0)
    rows = list(_laid_before(uow, actor, uow.feedback.since(begun, actor.place_id)))
    answers = [(row, row.answered_at) for row in rows if row.answered_at]
    in_time = sum(at.astimezone(SHANGHAI).date() <= due(row) for row, at in answers)
    return Tally(len(rows), len(answers), in_time)


def _laid_before(
    uow: UnitOfWork, actor: Actor, rows: Iterable[FeedbackRow]
) -> Iterator[FeedbackRow]:
    """Those laid before this office: the one right above the place each came from, that day.

    It is asked for once for all villages of a town and a day.
    """
    known: dict[tuple[int | None, str, date], bool] = {}
    for row in (each for each in rows if each.place_id):
        place, day = uow.places.get(row.place_id or 0), row.at.astimezone(SHANGHAI).date()
        near = (place.parent_id, place.kind, day)
        if near not in known:
            known[near] = _answers_for(uow, actor, place.id, day)
        if known[near]:
            yield row


def _answers_for(uow: UnitOfWork, actor: Actor, place_id: int, day: date) -> bool:
    return any(
        each.place_id == actor.place_id and each.post == actor.post
        for each in office_above(uow, place_id, day)
    )


def _is_over(uow: UnitOfWork, actor: Actor, row: FeedbackRow) -> bool:
    """Whether it came from this place or one below; without a post it came from none."""
    place = row.place_id
    while place not in (None, actor.place_id):
        place = uow.places.get(place).parent_id
    return place == actor.place_id


def _note(uow: UnitOfWork, actor: Actor, action: str, voice: int, at: datetime) -> None:
    by = {"person_id": actor.person_id, "grant_id": actor.grant_id}
    uow.audit.append(at, action, f"feedback:{voice}", {}, **by)
