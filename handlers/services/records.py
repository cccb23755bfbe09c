"""Logging a record, correcting it, withdrawing it and bringing it back."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from handlers.services import sketch, task_records
from handlers.services.act import Act
from handlers.services.errors import AlreadySettled, NotCorrectable
from handlers.services.sketch import Entry
from storage.record_rows import NewRecord, NewVersion, RecordRow

RESTORE_WITHIN = timedelta(hours=24)


def may_log(act: Act, duties: tuple[str, ...]) -> None:
    """Refuse a duty that is another post's to do, naming whose it is."""
    for duty in duties:
        act.require(act.book.doers(duty), act.book.name(duty))


def log(act: Act, entry: Entry) -> int:
    """Write one record to the ledger; its id."""
    may_log(act, entry.duties)
    record_id = act.uow.records.add(as_record(act, entry))
    act.note("record.log", f"record:{record_id}", duties=list(entry.duties))
    task_records.logged(act, record_id)
    return record_id


def as_record(act: Act, entry: Entry) -> NewRecord:
    """The entry as this actor writes it to the village's ledger."""
    told = entry.sketch
    return NewRecord(
        village_id=act.book.village.id,
        author_grant_id=act.actor.grant_id,
        author_id=act.actor.person_id,
        logged_at=act.at,
        inbox_id=act.inbox_id,
        content=NewVersion(
            duties=entry.duties,
            done_on=entry.done_on,
            period=entry.period,
            unit=entry.unit,
            title=told.title,
            body=told.text,
            time=told.time,
            heads=told.heads,
            heads_expected=told.heads_expected,
            **act.signed,
        ),
    )


def same_meeting(act: Act, entry: Entry) -> RecordRow | None:
    """A record on file that may tell of the same meeting: duty, day, unit and period agree."""
    rows = act.uow.records.of_village(
        act.book.village.id, act.actor.scope, entry.done_on, entry.done_on
    )
    for row in rows:
        alike = (row.unit, row.period) == (entry.unit, entry.period)
        if alike and set(row.duties) & set(entry.duties) and row.status != "withdrawn":
            return row
    return None


def correct(act: Act, row: RecordRow, **changes: Any) -> None:
    """Write a new version; what came before is kept, and what was decided of it is open again."""
    content = replace(row.content(**act.signed), **changes)
    may_log(act, row.duties + content.duties)
    _changeable(row)
    if content.duties != row.duties:
        period = _period(act, content.duties, content.done_on, content.period)
        content = replace(content, period=period)
    version = act.uow.records.correct(row.id, content)
    act.note("record.correct", f"record:{row.id}", version=version)
    task_records.logged(act, row.id)


def resubmit(act: Act, row: RecordRow) -> None:
    """Lay a returned record before the supervisors again as it stands."""
    may_log(act, row.duties)
    if row.status != "returned":
        raise AlreadySettled(row.status)
    act.record_event(row.id, "resubmit")
    task_records.follow(act, row, "resubmit")


def withdraw(act: Act, row: RecordRow) -> None:
    """Take a record out of the count; it stays in the ledger and can come back for a day."""
    may_log(act, row.duties)
    _changeable(row)
    act.record_event(row.id, "withdraw")
    task_records.follow(act, row, "withdraw")


def restore(act: Act, row: RecordRow) -> None:
    """Undo a withdrawal within 24 hours."""
    may_log(act, row.duties)
    if row.status != "withdrawn" or act.at - row.events[-1].at > RESTORE_WITHIN:
        raise AlreadySettled(row.status)
    act.record_event(row.id, "restore")
    if row.decision is None:  # what was returned before comes back returned: nothing is done by it
        task_records.follow(act, row, "restore")


def _period(act: Act, duties: tuple[str, ...], day: date, known: str | None) -> str | None:
    """The period that other duties must name: what the record said, where that fits them too."""
    named = (sketch.period_on(act.book, duty, day, known) for duty in duties)
    return next((period for period in named if period), None)


def _changeable(row: RecordRow) -> None:
    if row.status == "confirmed":
        raise NotCorrectable(row.id)
    if row.status == "withdrawn":
        raise AlreadySettled(row.status)
