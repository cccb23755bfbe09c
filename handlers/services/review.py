"""The supervisors' work: what waits for them, saying yes, or no with a reason."""

from handlers.services import corrections, task_records
from handlers.services.act import Act
from handlers.services.errors import AlreadySettled, OwnRecord
from storage.record_rows import RecordRow

QUEUE_SHOWN = 200


def queue(act: Act) -> tuple[RecordRow, ...]:
    """What waits for this person's confirmation in the village, oldest first; none of his own.

    What was opened for correction waits for the village first.
    """
    rows = act.uow.records.awaiting(act.actor.scope, act.book.village.id, QUEUE_SHOWN)
    return tuple(
        row
        for row in rows
        if act.actor.post in act.book.confirmers(*row.duties)
        and act.actor.person_id not in row.authors
        and not corrections.opened(row)
    )


def confirm(act: Act, row: RecordRow) -> None:
    """Vouch for a record. Never one's own, in whatever post; only once."""
    may_settle(act, row)
    act.record_event(row.id, "confirm")
    task_records.follow(act, row, "confirm")


def return_(act: Act, row: RecordRow, reason: str) -> None:
    """Send a record back with a reason; it counts for nothing until it is laid before them anew."""
    may_settle(act, row)
    act.record_event(row.id, "return", reason)
    task_records.follow(act, row, "return", reason)


def take_back(act: Act, row: RecordRow) -> None:
    """Undo one's own confirmation, as long as one is still entitled to give it."""
    act.require(act.book.confirmers(*row.duties))
    decision = row.decision
    mine = decision is not None and decision.by_id == act.actor.person_id
    if row.status != "confirmed" or not mine:
        raise AlreadySettled(row.status)
    act.record_event(row.id, "unconfirm")
    task_records.follow(act, row, "unconfirm")


def may_settle(act: Act, row: RecordRow) -> None:
    act.require(act.book.confirmers(*row.duties))
    if act.actor.person_id in row.authors:
        raise OwnRecord
    if row.status != "reported":
        raise AlreadySettled(row.status)
    if corrections.opened(row):
        raise AlreadySettled("correcting")
