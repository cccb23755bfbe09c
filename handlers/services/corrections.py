"""更正 of what is confirmed: asked for with a reason, allowed or refused by who may confirm it."""

from handlers.services import task_records
from handlers.services.act import Act
from handlers.services.errors import AlreadySettled, OwnRecord
from handlers.services.records import may_log
from storage.record_rows import EventRow, RecordRow

_OF_A_REQUEST = ("ask_correction", "refuse_correction", "unconfirm", "confirm")


def request_of(row: RecordRow) -> EventRow | None:
    """The request that waits for an answer."""
    asked = [event for event in row.events if event.kind in _OF_A_REQUEST]
    return asked[-1] if asked and asked[-1].kind == "ask_correction" else None


def may_ask(act: Act, row: RecordRow) -> None:
    """Whoever may log the work may ask, once at a time, while it is confirmed."""
    may_log(act, row.duties)
    if row.status != "confirmed" or request_of(row):
        raise AlreadySettled("asked" if request_of(row) else row.status)


def ask(act: Act, row: RecordRow, reason: str) -> None:
    """Ask that a confirmed record be opened for correction; it stays confirmed until then."""
    may_ask(act, row)
    act.record_event(row.id, "ask_correction", reason)


def may_answer(act: Act, row: RecordRow) -> None:
    """Whoever may confirm it, but for whoever wrote it or asks now."""
    act.require(act.book.confirmers(*row.duties))
    request = request_of(row)
    if request is None:
        raise AlreadySettled(row.status)
    if act.actor.person_id in row.authors | {request.by_id}:
        raise OwnRecord


def allow(act: Act, row: RecordRow) -> None:
    """同意更正: the confirmation is taken back for the reason given; the village has its turn."""
    may_answer(act, row)
    request = request_of(row)
    act.record_event(row.id, "unconfirm", request.reason if request else "")
    task_records.follow(act, row, "unconfirm")


def opened(row: RecordRow) -> bool:
    """Whether the village is to correct it now: only a confirmation opened so names a reason."""
    last = row.events[-1] if row.events else None
    return (
        last is not None
        and (last.kind, last.version) == ("unconfirm", row.version)
        and bool(last.reason)
    )


def keep(act: Act, row: RecordRow) -> None:
    """不改了: what was opened is laid before those who confirm it as it stands."""
    may_log(act, row.duties)
    if not opened(row):
        raise AlreadySettled(row.status)
    act.record_event(row.id, "resubmit")
    task_records.follow(act, row, "resubmit")


def refuse(act: Act, row: RecordRow, reason: str) -> None:
    """不同意: the record stands confirmed as it is."""
    may_answer(act, row)
    act.record_event(row.id, "refuse_correction", reason)
