"""Updates as they came, each person's in order."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import bindparam, func, or_, select, update

from storage.repository import Repository
from storage.tables import Account, Inbox

_inbox, _account = Inbox.__table__, Account.__table__
_waiting = _inbox.alias("waiting")
_oldest = select(func.min(_waiting.c.id)).where(_waiting.c.state == "open")
_TAKE = (
    select(_inbox)
    .where(
        _inbox.c.state == "open",
        or_(_inbox.c.not_before.is_(None), _inbox.c.not_before <= bindparam("now")),
        _inbox.c.id.in_(_oldest.group_by(_waiting.c.sender)),
    )
    .order_by(_inbox.c.id)
    .limit(bindparam("at_most"))
    .with_for_update(of=_inbox, skip_locked=True)
)
_MORE = (
    select(_inbox.c.id)
    .where(_inbox.c.state == "open", _inbox.c.sender == bindparam("of_sender"))
    .offset(bindparam("many"))
    .limit(1)
)
"""Built once: to build them costs ten times as much as to run them."""
_HOLDER = (
    select(_account.c.person_id)
    .where(_account.c.channel == "telegram", _account.c.external_id == _inbox.c.sender)
    .where(_account.c.unbound_at.is_(None))
    .scalar_subquery()
)
_DONE = (
    update(_inbox)
    .where(_inbox.c.id == bindparam("number"))
    .values(state="done", done_at=bindparam("now"), person_id=_HOLDER)
)


class NewUpdate(NamedTuple):
    """An update to be kept. `sender` is whose order it belongs to."""

    update_id: int
    sender: str
    body: Mapping[str, Any]
    written_on: date


@dataclass(frozen=True, slots=True)
class InboxRow:
    """A kept update; `written_on` is the day that 今天 means in it."""

    id: int
    bot_id: int
    update_id: int
    sender: str
    body: Mapping[str, Any]
    received_at: datetime
    written_on: date
    state: str
    tries: int
    not_before: datetime | None
    error: str
    done_at: datetime | None
    person_id: int | None


class Updates(Repository):
    """The inbox."""

    def put(
        self, bot_id: int, updates: Iterable[tuple[int, str, Mapping[str, Any], date]], at: datetime
    ) -> list[int]:
        """Keep the updates; tell the numbers of those not kept before."""
        stored = [
            self._insert_once(
                _inbox,
                bot_id=bot_id,
                update_id=update_id,
                sender=sender,
                body=dict(body),
                received_at=at,
                written_on=written_on,
            )
            for update_id, sender, body, written_on in updates
        ]
        return [number for number in stored if number is not None]

    def take(self, now: datetime, limit: int = 1) -> list[InboxRow]:
        """The oldest open update of each sender, oldest first, if its time has come.

        On PostgreSQL the rows are locked to the end of the transaction, and what another process
        holds is passed over. A younger update is never taken while an older one of its sender is
        held, or waits for another try.
        """
        taken = self._db.execute(_TAKE, {"now": now, "at_most": limit}).mappings()
        return [InboxRow(**row) for row in taken]

    def done(self, inbox_id: int, at: datetime) -> None:
        """It is the word of who has the phone now; to whom that goes later sent other ones."""
        self._db.execute(_DONE, {"number": inbox_id, "now": at})

    def wipe(self, inbox_id: int) -> None:
        """Keep no word of an update: that it came is all that is left."""
        self._change(_inbox, inbox_id, body={})

    def retry(self, inbox_id: int, not_before: datetime, error: str) -> None:
        """Try the update again then; it is counted as a try."""
        again = update(_inbox).where(_inbox.c.id == inbox_id, _inbox.c.state == "open")
        values = {"not_before": not_before, "error": error, "tries": _inbox.c.tries + 1}
        self._db.execute(again.values(values))

    def park(self, inbox_id: int, error: str, at: datetime) -> None:
        """Put the update aside for an operator, so that the sender's next goes on."""
        parked = update(_inbox).where(_inbox.c.id == inbox_id, _inbox.c.state == "open")
        values = {"state": "parked", "error": error, "done_at": at, "tries": _inbox.c.tries + 1}
        self._db.execute(parked.values(values | {"person_id": _HOLDER}))

    def parked(self) -> list[InboxRow]:
        query = select(_inbox).where(_inbox.c.state == "parked").order_by(_inbox.c.id)
        return [InboxRow(**row) for row in self._db.execute(query).mappings()]

    def more_wait(self, sender: str, many: int) -> bool:
        """Whether more than so many updates of a sender are still to be handled."""
        given = {"of_sender": sender, "many": many}
        return self._db.execute(_MORE, given).scalar() is not None

    def oldest_open(self) -> datetime | None:
        """When the update that waits longest to be handled came in."""
        oldest = select(_inbox.c.received_at).where(_inbox.c.state == "open")
        return self._db.execute(oldest.order_by(_inbox.c.id).limit(1)).scalar()

    def counts(self) -> dict[str, int]:
        """How many updates are in each state."""
        query = select(_inbox.c.state, func.count().label("updates")).group_by(_inbox.c.state)
        return {row.state: row.updates for row in self._db.execute(query)}
