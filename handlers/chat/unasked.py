"""What nobody asked for: the one gate through which the clock speaks, and its limits.

国办函〔2026〕12号 against formalism at people's fingertips is taken as binding: a person of a
village hears at most two messages in seven days and six in thirty, others one a working day.
"""

from datetime import date, timedelta

from handlers.chat.cards import REMINDER, say
from handlers.chat.scene import Scene
from handlers.services import reminders, workdays
from rubric.posts import SUPERVISOR_POSTS, VILLAGE_POSTS, Post
from storage.grants import GrantRow

WEEK, MONTH, DAY = timedelta(days=7), timedelta(days=30), timedelta(hours=12)
WEEKLY, MONTHLY = 2, 6
"""Unasked messages a person of a village gets at most in seven days, and in thirty."""
DAILY = 1
"""For everybody."""


def may_speak(scene: Scene, grant: GrantRow, *, keep: int = 0) -> bool:
    """Whether a person may hear from us unasked once more, and `keep` messages besides."""
    sent = scene.uow.outbox.unasked_since
    person, now = grant.person_id, scene.now
    if sent(person, now - DAY) >= DAILY:
        return False
    if Post(grant.post) not in VILLAGE_POSTS | SUPERVISOR_POSTS:
        return True
    return sent(person, now - WEEK) + keep < WEEKLY and sent(person, now - MONTH) + keep < MONTHLY


def speak(scene: Scene, grant: GrantRow, kind: str, /, **data: object) -> None:
    """Say it in every chat that reaches the holder; who calls has asked `may_speak` before."""
    for theirs in scene.of(grant):
        say(theirs, kind, urgency=REMINDER, **data)


def greeting_near(today: date) -> bool:
    """Whether a festival's greeting falls within a week: a place is kept for it."""
    week = (today + timedelta(days=ahead) for ahead in range(1, WEEK.days + 1))
    return any(workdays.is_workday(day) and reminders.holidays_due(day) for day in week)
