"""整改期限: set by the finder, moved by him, or at the village's wish; never once it has passed."""

from datetime import date

from handlers.services import workdays
from handlers.services.act import Act
from handlers.services.errors import AlreadySettled
from handlers.services.findings import WITHOUT_REASON, event, may_decide, require_status
from rubric.posts import VILLAGE_POSTS
from rubric.utterance_days import days
from rubric.utterance_text import plain
from storage.findings import FindingRow

CHOICES = (5, 10, 20)
"""Working days that are offered for a remedy, or for more time."""
OVERDUE = "overdue"
MOST = 60
"""Working days after it was found, beyond which no due day is set."""


def may_move(act: Act, row: FindingRow) -> None:
    """Refuse to move the due day of what is missed: the loss has come about."""
    may_decide(act, row, "open", "reported")
    if row.due is not None and row.due < act.day:
        raise AlreadySettled(OVERDUE)


def movable_to(row: FindingRow, day: date | None, today: date) -> bool:
    """Whether the due day may become this one, or none.

    Later always; earlier only on the day it was found, before the village has planned by it.
    """
    if day is None or row.due is None:
        return day is None or day > today
    return day > row.due or (today < day < row.due and row.found_on == today)


def latest(row: FindingRow) -> date:
    """The last day that may be set."""
    return workdays.after(row.found_on, MOST)


def needs_reason(row: FindingRow, day: date | None) -> bool:
    """Whether so late a day must be explained."""
    return day is not None and day > workdays.after(row.found_on, WITHOUT_REASON)


def require_allowed(act: Act, row: FindingRow, day: date | None) -> None:
    """Refuse a day to which it cannot be moved, whatever the reason."""
    may_move(act, row)
    if day == row.due or not movable_to(row, day, act.day):
        raise AlreadySettled("same-due" if day == row.due else "earlier-due")
    _refuse_too_late(row, day)


def _refuse_too_late(row: FindingRow, day: date | None) -> None:
    if day is not None and day > latest(row):
        raise AlreadySettled("far-due")


def move(act: Act, row: FindingRow, day: date | None, reason: str = "") -> None:
    """改期限: to another day, or 不设期限; a late one with a reason."""
    require_allowed(act, row, day)
    if needs_reason(row, day) and not reason:
        raise AlreadySettled("due-reason")
    if day is None:
        event(act, row, "no_due")
    else:
        event(act, row, "extend", reason, day)


def may_ask(act: Act, row: FindingRow) -> None:
    """Refuse a wish for more time where there is no due day, or none that is still ahead."""
    act.require(VILLAGE_POSTS)
    require_status(row, "open")
    if row.asked_delay:
        raise AlreadySettled("delay-asked")
    if row.due is None or row.due < act.day:
        raise AlreadySettled(OVERDUE if row.due else "no-due")


def ask(act: Act, row: FindingRow, working_days: int, reason: str) -> None:
    """申请延期: by so many working days after its due day."""
    may_ask(act, row)
    assert row.due is not None
    wished = workdays.after(row.due, working_days)
    _refuse_too_late(row, wished)
    event(act, row, "ask_extension", reason, wished)


def grant(act: Act, row: FindingRow) -> None:
    """同意延期: to the day that was asked for in time, whenever the answer comes."""
    may_answer(act, row)
    assert row.asked_delay is not None
    event(act, row, "extend", row.asked_delay.reason, row.asked_delay.on_day)


def refuse(act: Act, row: FindingRow, reason: str) -> None:
    """不同意延期: the due day stands."""
    may_answer(act, row)
    event(act, row, "refuse_extension", reason)


def may_answer(act: Act, row: FindingRow) -> None:
    may_decide(act, row, "open")
    if row.asked_delay is None:
        raise AlreadySettled("answered")


def read_due(text: str, today: date) -> date | None:
    """The one coming day that the text names; None if it names none, or several."""
    named = {day.coming for day in days(plain(text), today)}
    only = named.pop() if len(named) == 1 else None
    return only if only and only > today else None
