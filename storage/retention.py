"""Takes away what was needed only for a while; some rows at a time, so that nobody has to wait."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    String,
    Table,
    and_,
    cast,
    delete,
    exists,
    func,
    not_,
    or_,
    select,
)

from storage.repository import Repository
from storage.tables import (
    Account,
    Card,
    Consent,
    Draft,
    Evidence,
    Inbox,
    InviteTry,
    Job,
    Outbox,
    PostGrant,
)

_inbox, _outbox, _job = Inbox.__table__, Outbox.__table__, Job.__table__
_card, _draft, _evidence = Card.__table__, Draft.__table__, Evidence.__table__
_account, _consent, _grant = Account.__table__, Consent.__table__, PostGrant.__table__
_try = InviteTry.__table__
NOBODY = "erased:"
"""What stands for the number of a phone, before that of the row."""


@dataclass(frozen=True, slots=True)
class Step:
    """Which rows of a table are old by a moment, and what they hold then; without it they go."""

    table: Table
    old: Callable[[datetime], ColumnElement[bool]]
    values: Mapping[str, Any] = field(default_factory=dict)


class Emptied(NamedTuple):
    """The last row that was looked at, 0 if there was none; and how many had to be emptied."""

    last: int
    rows: int


class Retention(Repository):
    """Fields that are emptied once nobody needs them."""

    def empty(self, name: str, before: datetime, after: int, many: int) -> Emptied:
        """Empty a field where it was last needed before then, among the next so many rows after
        that one.
        """
        step = STEPS[name]
        number = step.table.c.id
        following = select(number).where(number > after).order_by(number).limit(many).subquery()
        last = self._db.execute(select(func.max(following.c.id))).scalar() or 0
        rows = and_(number > after, number <= last, step.old(before))
        if step.values:
            return Emptied(last, self._update(step.table, rows, **step.values))
        return Emptied(last, self._db.execute(delete(step.table).where(rows)).rowcount)


def _full(column: ColumnElement[Any]) -> ColumnElement[bool]:
    return cast(column, String) != "{}"


def _came(state: str) -> Callable[[datetime], ColumnElement[bool]]:
    handled = and_(_inbox.c.state == state, _full(_inbox.c.body))
    return lambda before: and_(handled, _inbox.c.done_at < before)


def _went(before: datetime) -> ColumnElement[bool]:
    waits = _outbox.c.state.in_(("open", "sending"))
    return and_(not_(waits), _outbox.c.created_at < before, _full(_outbox.c.payload))


def _drawn(before: datetime) -> ColumnElement[bool]:
    return and_(_card.c.updated_at < before, _card.c.text != "")


def _begun(before: datetime) -> ColumnElement[bool]:
    """But for those that photos wait for."""
    held = exists().where(_evidence.c.draft_id == _draft.c.id)
    return and_(_draft.c.opened_at < before, not_(held))


def _worked(before: datetime) -> ColumnElement[bool]:
    over = _job.c.state.in_(("done", "failed"))
    return and_(over, _job.c.created_at < before, _full(_job.c.payload))


def _refused(before: datetime) -> ColumnElement[bool]:
    refused = and_(_evidence.c.refused.is_not(None), _evidence.c.file_id != "")
    return and_(refused, _evidence.c.at < before)


def _tried(before: datetime) -> ColumnElement[bool]:
    return _try.c.at < before


def _left(before: datetime) -> ColumnElement[bool]:
    return and_(_account.c.unbound_at < before, not_(_account.c.chat_id.startswith(NOBODY)))


def _nobodys(number: ColumnElement[Any], phones: ColumnElement[Any]) -> ColumnElement[bool]:
    """A person's number, which no phone has (any more); those of groups are negative."""
    known = or_(number.startswith(NOBODY), number.startswith("-"))
    return and_(not_(known), number.not_in(select(phones)))


def _wrote(before: datetime) -> ColumnElement[bool]:
    handled = and_(_inbox.c.state != "open", _inbox.c.done_at < before)
    return and_(handled, _nobodys(_inbox.c.sender, _account.c.external_id))


def _heard(before: datetime) -> ColumnElement[bool]:
    waits = _outbox.c.state.in_(("open", "sending"))
    over = and_(not_(waits), _outbox.c.created_at < before)
    return and_(over, _nobodys(_outbox.c.chat_id, _account.c.chat_id))


def _seen(before: datetime) -> ColumnElement[bool]:
    return and_(_card.c.updated_at < before, _nobodys(_card.c.chat_id, _account.c.chat_id))


def _agreed(before: datetime) -> ColumnElement[bool]:
    """By whoever has held no post since then."""
    held = exists().where(
        _grant.c.person_id == _consent.c.person_id,
        or_(_grant.c.ended_at.is_(None), _grant.c.ended_at >= before),
    )
    return and_(_consent.c.at < before, not_(held))


_GONE = NOBODY + cast(_account.c.id, String)
STEPS = {
    "inbox.body": Step(_inbox, _came("done"), {"body": {}, "error": ""}),
    "inbox.body (parked)": Step(_inbox, _came("parked"), {"body": {}, "error": ""}),
    "outbox.payload": Step(_outbox, _went, {"payload": {}}),
    "card.text": Step(_card, _drawn, {"text": ""}),
    "draft": Step(_draft, _begun),
    "job.payload": Step(_job, _worked, {"payload": {}, "error": ""}),
    "evidence.file_id": Step(_evidence, _refused, {"file_id": "", "file_unique_id": ""}),
    "invite_try": Step(_try, _tried),
    "account.external_id": Step(_account, _left, {"external_id": _GONE, "chat_id": _GONE}),
    "inbox.sender": Step(_inbox, _wrote, {"sender": NOBODY}),
    "outbox.chat_id": Step(_outbox, _heard, {"chat_id": NOBODY}),
    "card.chat_id": Step(_card, _seen, {"chat_id": NOBODY}),
    "consent": Step(_consent, _agreed),
}
"""By the name of the field."""
