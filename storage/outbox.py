"""What is to be said to people, and how far each message has come."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, bindparam, case, exists, func, or_, select, update

from storage.cards import CardRow
from storage.repository import Repository
from storage.tables import Card, Outbox

_outbox, _card = Outbox.__table__, Card.__table__


@dataclass(frozen=True, slots=True, kw_only=True)
class OutboxRow:
    """A message on its way; `card_message_id` is where its card is on the screen now."""

    id: int
    key: str | None
    chat_id: str
    person_id: int | None
    grant_id: int | None
    card_id: int | None
    card_version: int | None
    method: str
    payload: Mapping[str, Any]
    urgency: int
    asked: bool
    question: bool
    state: str
    not_before: datetime | None
    tries: int
    created_at: datetime
    sending_since: datetime | None
    sent_at: datetime | None
    message_id: int | None
    error: str
    card_message_id: int | None


class Unsent(NamedTuple):
    """How much waits to be sent, to how many chats, and since when."""

    messages: int
    chats: int
    oldest: datetime | None


class Messages(Repository):
    """The outbox. Only delivery takes from it."""

    def put(
        self,
        chat_id: str,
        method: str,
        payload: Mapping[str, Any],
        urgency: int,
        *,
        at: datetime,
        key: str | None = None,
        card: CardRow | None = None,
        person_id: int | None = None,
        grant_id: int | None = None,
        asked: bool = True,
        question: bool = False,
        not_before: datetime | None = None,
    ) -> int | None:
        """Order a message; None if one of this key was ordered before.

        The newest version of a card wins: older ones that nobody has begun to send are dropped.
        """
        number = self._insert_once(
            _outbox,
            key=key,
            chat_id=chat_id,
            method=method,
            payload=dict(payload),
            urgency=urgency,
            card_id=card.id if card else None,
            card_version=card.version if card else None,
            person_id=person_id,
            grant_id=grant_id,
            asked=asked,
            question=question,
            not_before=not_before,
            created_at=at,
        )
        if number is not None and card is not None and method == "edit":
            self._keep_newest(card.id)
        return number

    def due(self, now: datetime, limit: int) -> list[OutboxRow]:
        """What may be sent now, most urgent first: at most one message a chat and urgency.

        A chat's messages of one urgency keep their order, also while one of them waits for another
        try; and a chat is given nothing while a message is on its way to it.
        """
        rows = self._db.execute(_DUE, {"now": now, "at_most": limit}).mappings()
        return [OutboxRow(**row) for row in rows]

    def sending(self, outbox_id: int, at: datetime) -> bool:
        """Claim a message for sending; False if it is taken, gone, or a newer version exists."""
        claimed = self._db.execute(_CLAIM, {"claimed": outbox_id, "now": at})
        return claimed.scalar_one_or_none() == "sending"

    def standing(self, claimed: OutboxRow) -> str | None:
        """The state of a message that was claimed; None if another process has claimed it since.

        Nobody changes it before this transaction ends.
        """
        given = {"number": claimed.id, "claim": claimed.tries}
        state: str | None = self._db.execute(_STANDING, given).scalar_one_or_none()
        return state

    def sent(self, outbox_id: int, message_id: int | None, at: datetime) -> None:
        values = {"state": "sent", "message_id": message_id, "sent_at": at, "error": ""}
        self._change(_outbox, outbox_id, **values)

    def postpone(self, outbox_id: int, not_before: datetime, error: str) -> None:
        """Send it again then, unless its card has a newer version to be sent instead."""
        values = {"state": "open", "not_before": not_before, "error": error}
        again = update(_outbox).where(_outbox.c.id == outbox_id).values(values)
        card_id = self._db.execute(again.returning(_outbox.c.card_id)).scalar_one()
        if card_id is not None:
            self._keep_newest(card_id)

    def failed(self, outbox_id: int, error: str) -> None:
        self._change(_outbox, outbox_id, state="failed", error=error)

    def fail_due(self, chat_id: str, now: datetime, error: str) -> int:
        """Give up what could be sent now to a chat that takes nothing; tell how many."""
        return self._db.execute(_GIVE_UP, {"now": now, "chat": chat_id, "why": error}).rowcount

    def doubt(self, outbox_id: int) -> None:
        """Note that nobody knows whether it was sent: the answer was lost."""
        self._change(_outbox, outbox_id, state="doubt")

    def in_flight(self, claimed_before: datetime | None = None) -> list[OutboxRow]:
        """Messages left on their way by a crash; with several processes, by age of the claim.

        Whose sender comes back at this moment is passed over.
        """
        query = _with_card().where(_outbox.c.state == "sending").order_by(_outbox.c.id)
        if claimed_before is not None:
            query = query.where(_outbox.c.sending_since < claimed_before)
        free = query.with_for_update(of=_outbox, skip_locked=True)
        return [OutboxRow(**row) for row in self._db.execute(free).mappings()]

    def unsent(self, now: datetime) -> Unsent:
        """What could be sent by now, and is not."""
        return Unsent(*self._db.execute(_UNSENT, {"now": now}).one())

    def state_of(self, key: str) -> str | None:
        """What became of the message of this key; None if none was ordered."""
        row = self._first(_outbox, key=key)
        return row["state"] if row else None

    def unasked_since(self, person_id: int, since: datetime) -> int:
        """How many messages nobody asked for the person was sent, or is to be, since then."""
        query = select(func.count()).where(
            _outbox.c.person_id == person_id,
            ~_outbox.c.asked,
            _outbox.c.method == "send",
            _outbox.c.state != "superseded",
            _outbox.c.created_at > since,
        )
        return self._db.execute(query).scalar_one()

    def cancel_for_grant(self, grant_id: int, planned_from: datetime | None = None) -> int:
        """Drop what was still to be said to somebody in a post that has ended; tell how many.

        Of a post that ends later, only what was planned for then.
        """
        unsent = [_outbox.c.grant_id == grant_id, _outbox.c.state == "open"]
        if planned_from is not None:
            unsent.append(_outbox.c.not_before >= planned_from)
        return self._update(_outbox, *unsent, state="superseded", error="grant ended")

    def cancel_for_chat(self, chat_id: str) -> int:
        """Drop what was still to be said in a chat that is nobody's any more; tell how many."""
        unsent = (_outbox.c.chat_id == chat_id, _outbox.c.state == "open")
        return self._update(_outbox, *unsent, state="superseded", error="phone unbound")

    def send_anew(self, card: CardRow, urgency: int) -> None:
        """What the card has become since this version of it is sent now, as a message of its own.

        The buttons of the message above it are of older versions, and act no more.
        """
        newer = (_outbox.c.card_id == card.id, _outbox.c.card_version > card.version)
        now = {"method": "send", "urgency": urgency, "asked": True, "not_before": None}
        self._update(_outbox, *newer, _outbox.c.state == "open", **now)

    def _keep_newest(self, card_id: int) -> None:
        """Drop a card's open messages that a newer version outdates.

        If one of them was to bring the card to its screen, its successor does, no earlier and no
        more urgently than was planned: an edit is silent, a new message is not.
        """
        of_card = (_outbox.c.card_id == card_id, _outbox.c.state == "open")
        dropping = update(_outbox).where(*of_card, _outdated()).values(state="superseded")
        plan = [_outbox.c[name] for name in ("method", "urgency", "asked", "not_before", "error")]
        dropped = self._db.execute(dropping.returning(*plan)).mappings().all()
        for unsent in (row for row in dropped if row["method"] == "send"):
            self._update(_outbox, *of_card, **unsent)


def _with_card() -> Select[Any]:
    on_screen = _card.c.message_id.label("card_message_id")
    return select(_outbox, on_screen).outerjoin(_card, _card.c.id == _outbox.c.card_id)


def _outdated() -> ColumnElement[bool]:
    newer = _outbox.alias("newer")
    return exists().where(
        newer.c.card_id == _outbox.c.card_id,
        newer.c.card_version > _outbox.c.card_version,
        or_(*(newer.c.state == state for state in ("open", "sending", "sent"))),
    )


def _its_time(not_before: ColumnElement[datetime]) -> ColumnElement[bool]:
    return or_(not_before.is_(None), not_before <= bindparam("now"))


def _on_its_way() -> ColumnElement[bool]:
    flying = _outbox.alias("flying")
    return exists().where(flying.c.state == "sending", flying.c.chat_id == _outbox.c.chat_id)


def _has_earlier() -> ColumnElement[bool]:
    """An earlier message of the chat and urgency comes first, unless it is planned for later."""
    earlier = _outbox.alias("earlier")
    return exists().where(
        earlier.c.state == "open",
        earlier.c.chat_id == _outbox.c.chat_id,
        earlier.c.urgency == _outbox.c.urgency,
        earlier.c.id < _outbox.c.id,
        or_(_its_time(earlier.c.not_before), earlier.c.tries > 0),
    )


# Built once: to build them costs more than to run them.
_DUE = (
    _with_card()
    .where(_outbox.c.state == "open", _its_time(_outbox.c.not_before))
    .where(~_on_its_way(), ~_has_earlier())
    .order_by(_outbox.c.urgency, _outbox.c.id)
    .limit(bindparam("at_most"))
)
_UNSENT = select(
    func.count(), func.count(_outbox.c.chat_id.distinct()), func.min(_outbox.c.created_at)
).where(_outbox.c.state.in_(("open", "sending")), _its_time(_outbox.c.not_before))
_STANDING = (
    select(_outbox.c.state)
    .where(_outbox.c.id == bindparam("number"), _outbox.c.tries == bindparam("claim"))
    .with_for_update()
)
_CLAIM = (
    update(_outbox)
    .where(_outbox.c.id == bindparam("claimed"), _outbox.c.state == "open")
    .values(
        state=case((_outdated(), "superseded"), else_="sending"),
        sending_since=bindparam("now"),
        tries=_outbox.c.tries + 1,
    )
    .returning(_outbox.c.state)
)
_GIVE_UP = (
    update(_outbox)
    .where(_outbox.c.chat_id == bindparam("chat"), _outbox.c.state == "open")
    .where(_its_time(_outbox.c.not_before))
    .values(state="failed", error=bindparam("why"))
)
