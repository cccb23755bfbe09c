"""Cards on people's screens, and which of their buttons have acted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from secrets import token_urlsafe
from typing import Any

from sqlalchemy import bindparam, exists, select, update

from storage.errors import NotFound
from storage.repository import Repository
from storage.tables import Act, Card

_card, _act = Card.__table__, Act.__table__
_TOKEN_BYTES = 16
_OF_CHAT = (
    select(_card)
    .where(_card.c.chat_id == bindparam("chat"), _card.c.kind == bindparam("of_kind"))
    .order_by(_card.c.id.desc())
)
_LATEST = _OF_CHAT.limit(1)
_DRAWN_LAST = (
    select(_card)
    .where(
        _card.c.chat_id == bindparam("chat"),
        _card.c.kind.not_in(bindparam("others", expanding=True)),
    )
    .order_by(_card.c.updated_at.desc(), _card.c.id.desc())
    .limit(1)
)
_BEHIND = select(
    exists().where(_card.c.chat_id == bindparam("chat"), _card.c.message_id > bindparam("message"))
)
_CHANGE = (
    update(_card)
    .where(_card.c.id == bindparam("changed_card"))
    .values(version=_card.c.version + 1)
    .returning(*_card.c)
)


@dataclass(frozen=True, slots=True)
class CardRow:
    """A card in its newest version; `message_id` once it is on a screen."""

    id: int
    token: str
    person_id: int | None
    chat_id: str
    kind: str
    data: Mapping[str, Any]
    version: int
    buttons: Sequence[Any]
    text: str
    message_id: int | None
    created_at: datetime
    updated_at: datetime


class Cards(Repository):
    """Cards. A button names its card by a token that cannot be guessed."""

    def add(
        self,
        person_id: int | None,
        chat_id: str,
        kind: str,
        data: Mapping[str, Any],
        text: str,
        buttons: Sequence[Any],
        at: datetime,
    ) -> CardRow:
        row: dict[str, Any] = {
            "token": token_urlsafe(_TOKEN_BYTES),
            "person_id": person_id,
            "chat_id": chat_id,
            "kind": kind,
            "data": dict(data),
            "version": 1,
            "buttons": list(buttons),
            "text": text,
            "created_at": at,
            "updated_at": at,
        }
        return CardRow(id=self._insert(_card, **row), message_id=None, **row)

    def get(self, card_id: int) -> CardRow:
        row = self._first(_card, id=card_id)
        if row is None:
            raise NotFound("卡片", card_id)
        return CardRow(**row)

    def by_token(self, token: str) -> CardRow | None:
        row = self._first(_card, token=token)
        return CardRow(**row) if row else None

    def change(
        self,
        card_id: int,
        kind: str,
        data: Mapping[str, Any],
        text: str,
        buttons: Sequence[Any],
        at: datetime,
    ) -> CardRow:
        """Give the card its next version; buttons of older versions act no more."""
        values = {"kind": kind, "data": dict(data), "text": text, "buttons": list(buttons)}
        changed = self._db.execute(_CHANGE, values | {"updated_at": at, "changed_card": card_id})
        return CardRow(**changed.mappings().one())

    def latest(self, chat_id: str, kind: str) -> CardRow | None:
        """The newest card of this kind in the chat."""
        newest = self._db.execute(_LATEST, {"chat": chat_id, "of_kind": kind})
        row = newest.mappings().first()
        return CardRow(**row) if row else None

    def newest(self, chat_id: str, *besides: str) -> CardRow | None:
        """The card of the chat that was drawn last, anew or in place; besides these kinds."""
        given = {"chat": chat_id, "others": besides}
        row = self._db.execute(_DRAWN_LAST, given).mappings().first()
        return CardRow(**row) if row else None

    def is_behind(self, card: CardRow) -> bool:
        """Whether another card of the chat has come below it on the screen."""
        given = {"chat": card.chat_id, "message": card.message_id}
        behind: bool = self._db.execute(_BEHIND, given).scalar_one()
        return behind

    def on_message(self, chat_id: str, message_id: int) -> CardRow | None:
        """The card that lives on a message of the chat."""
        row = self._first(_card, chat_id=chat_id, message_id=message_id)
        return CardRow(**row) if row else None

    def about(self, chat_id: str, kind: str, record_id: int) -> list[CardRow]:
        """The chat's cards of this kind that show the record, newest first."""
        rows = self._db.execute(_OF_CHAT, {"chat": chat_id, "of_kind": kind}).mappings()
        return [CardRow(**row) for row in rows if record_id in row["data"].get("records", ())]

    def delivered(self, card_id: int, message_id: int) -> None:
        """Note on which message the card lives."""
        self._change(_card, card_id, message_id=message_id)

    def acted(self, card_id: int, version: int, button: int, at: datetime) -> bool:
        """Claim the one act of a button in this version; False if it has acted before."""
        act = {"card_id": card_id, "version": version, "button": button, "at": at}
        return self._insert_once(_act, **act) is not None

    def has_acted(self, card_id: int, version: int, button: int) -> bool:
        acted = self._first(_act, card_id=card_id, version=version, button=button)
        return acted is not None
