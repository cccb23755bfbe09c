"""Cards on people's screens, and which of their buttons have acted."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from secrets import token_urlsafe
from typing import Any

from sqlalchemy import ColumnElement, select, update

from storage.errors import NotFound
from storage.repository import Repository
from storage.tables import Act, Card

_card, _act = Card.__table__, Act.__table__
_TOKEN_BYTES = 16


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
        number = self._insert(
            _card,
            token=token_urlsafe(_TOKEN_BYTES),
            person_id=person_id,
            chat_id=chat_id,
            kind=kind,
            data=dict(data),
            text=text,
            buttons=list(buttons),
            created_at=at,
            updated_at=at,
        )
        return self.get(number)

    def get(self, card_id: int) -> CardRow:
        card = self._one(_card.c.id == card_id)
        if card is None:
            raise NotFound("卡片", card_id)
        return card

    def by_token(self, token: str) -> CardRow | None:
        return self._one(_card.c.token == token)

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
        changed = update(_card).where(_card.c.id == card_id)
        self._db.execute(changed.values(**values, updated_at=at, version=_card.c.version + 1))
        return self.get(card_id)

    def latest(self, chat_id: str, kind: str) -> CardRow | None:
        """The newest card of this kind in the chat."""
        return next(self._of_chat(chat_id, kind), None)

    def about(self, chat_id: str, kind: str, record_id: int) -> list[CardRow]:
        """The chat's cards of this kind that show the record, newest first."""
        cards = self._of_chat(chat_id, kind)
        return [card for card in cards if record_id in card.data.get("records", ())]

    def delivered(self, card_id: int, message_id: int) -> None:
        """Note on which message the card lives."""
        self._update(_card, _card.c.id == card_id, message_id=message_id)

    def acted(self, card_id: int, version: int, button: int, at: datetime) -> bool:
        """Claim the one act of a button in this version; False if it has acted before."""
        act = {"card_id": card_id, "version": version, "button": button, "at": at}
        return self._insert_once(_act, **act) is not None

    def has_acted(self, card_id: int, version: int, button: int) -> bool:
        query = select(_act.c.id).where(
            _act.c.card_id == card_id, _act.c.version == version, _act.c.button == button
        )
        return self._db.execute(query).first() is not None

    def _of_chat(self, chat_id: str, kind: str) -> Iterator[CardRow]:
        query = select(_card).where(_card.c.chat_id == chat_id, _card.c.kind == kind)
        for row in self._db.execute(query.order_by(_card.c.id.desc())).mappings():
            yield CardRow(**row)

    def _one(self, condition: ColumnElement[bool]) -> CardRow | None:
        row = self._db.execute(select(_card).where(condition)).mappings().one_or_none()
        return CardRow(**row) if row else None
