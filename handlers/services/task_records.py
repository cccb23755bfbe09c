"""Tasks of a duty follow the record by which they were done.

One is done when a record of its duty is written, accepted when that record is confirmed, and open
again when it is returned or withdrawn.
"""

from datetime import date, datetime

from handlers.services.act import Act
from handlers.services.book import Book
from handlers.services.errors import AlreadySettled
from handlers.services.tasks import doers, of_village, open_of, record_of, state
from rubric.period import Cadence
from storage.fact_rows import FactRow
from storage.record_rows import RecordRow

FOLLOWS = {
    "confirm": "confirm",
    "unconfirm": "unconfirm",
    "return": "send_back",
    "withdraw": "undone",
    "restore": "done",
    "resubmit": "done",
}
"""What becomes of a task when that becomes of the record by which it was done."""


def logged(act: Act, record_id: int) -> None:
    """A record was written or corrected: the one open task it can mean is done by it."""
    if act.book.tasks:
        _logged(act, act.uow.records.get(record_id, act.actor.scope))


def _logged(act: Act, row: RecordRow) -> None:
    mine = done_by(act, row)
    for task in mine:
        if task.said["duty"] not in row.duties:
            _undone(act, task)
        elif (task.since("done"), state(task)) != (row.done_on, "done"):
            _done(act, task, row)
    fitting = [] if mine else fitting_tasks(act, row)
    if len(fitting) == 1:
        _done(act, fitting[0], row)


def fulfil(act: Act, task: FactRow, row: RecordRow) -> None:
    """The one of several tasks that a record was meant for."""
    act.require(doers(act.book, task))
    if task.id not in {each.id for each in fitting_tasks(act, row)} or done_by(act, row):
        raise AlreadySettled(f"task-{state(task)}")
    _done(act, task, row)


def follow(act: Act, row: RecordRow, kind: str, reason: str = "") -> None:
    """Something became of a record: so it does of the task that was done by it."""
    for task in done_by(act, row):
        done = state(task) in ("done", "accepted")
        if done != (FOLLOWS[kind] == "done"):
            data = {"record": row.id} if not done else None
            day = row.done_on if not done else act.day
            act.fact_event(task, FOLLOWS[kind], reason, day=day, data=data)


def fitting_tasks(act: Act, row: RecordRow) -> list[FactRow]:
    """The open tasks that a record may have done: of its duty, given by that day, of that place."""
    if not _assigned(act.book, row) or row.status in ("withdrawn", "returned"):
        return []
    named = _named(act, f"{row.body}{row.title}")
    return [
        task
        for task in open_of(act)
        if task.said["duty"] in row.duties
        and _day(act, task.at) <= row.done_on
        and (not named or task.said["target_id"] in (None, *named))
    ]


def done_by(act: Act, row: RecordRow) -> list[FactRow]:
    """The tasks that were last done by this record."""
    rows = of_village(act) if act.book.tasks else []
    return [task for task in rows if record_of(task) == row.id and state(task) != "withdrawn"]


def _assigned(book: Book, row: RecordRow) -> bool:
    known = (book.duties[duty] for duty in row.duties if duty in book.duties)
    return any(duty.cadence is Cadence.ASSIGNED for duty in known)


def _named(act: Act, words: str) -> set[int]:
    """The other villages of the town that the words name."""
    town = act.uow.places.town_of(act.book.village.id)
    villages = act.uow.places.villages_of(town.id)
    return {each.id for each in villages if each.name in words} - {act.book.village.id}


def _day(act: Act, moment: datetime) -> date:
    return moment.astimezone(act.at.tzinfo).date()


def _done(act: Act, task: FactRow, row: RecordRow) -> None:
    act.fact_event(task, "done", day=row.done_on, data={"record": row.id})


def _undone(act: Act, task: FactRow) -> None:
    if task.since("done"):
        act.fact_event(task, "undone")
