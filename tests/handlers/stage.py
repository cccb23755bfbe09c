"""Phones without Telegram: what a person writes or taps goes straight into the chat handlers."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select

from handlers.chat import build
from handlers.chat.guard import guarded
from handlers.chat.inbound import on_text
from handlers.chat.notices import tick
from handlers.chat.photos import Parcel, receive
from handlers.chat.press import on_press
from handlers.chat.turn import Turn
from handlers.services.evidence import Sent
from rubric.utterance import Lexicon
from storage.schemes import load
from storage.tables import Card
from storage.unit_of_work import Store, UnitOfWork

assert build


class _Over(Exception):
    """The rehearsal is over."""


@dataclass
class Shown:
    """A card as it stands on a phone."""

    token: str
    version: int
    kind: str
    text: str
    buttons: dict[str, int]
    rows: list[list[str]]


class Stage:
    """A county's store at a moment, with the phones that talk to it."""

    def __init__(self, store: Store, now: datetime) -> None:
        self.store = store
        self.now = now
        self.schemes = load()
        self.updates = 0
        self._held: UnitOfWork | None = None
        self.lexicon = Lexicon(self.schemes.vocabulary.duties.values())

    @contextmanager
    def rehearsal(self) -> Iterator[None]:
        """Everything within is taken back at the end."""
        try:
            with suppress(_Over), self.store.begin() as self._held:
                yield
                raise _Over
        finally:
            self._held = None

    @contextmanager
    def begin(self) -> Iterator[UnitOfWork]:
        if self._held is not None:
            yield self._held
        else:
            with self.store.begin() as uow:
                yield uow

    def phone(self, external_id: str) -> "Phone":
        return Phone(self, external_id)

    def turn(self, uow: UnitOfWork, sender: str) -> Turn:
        return Turn(
            uow=uow,
            now=self.now,
            written_on=self.now.date(),
            schemes=self.schemes,
            lexicon=self.lexicon,
            inbox_id=self._stored(uow, sender),
            sender=sender,
            chat_id=sender,
        )

    def _stored(self, uow: UnitOfWork, sender: str) -> int:
        """The inbox row an act comes from."""
        self.updates += 1
        told = (self.updates, sender, {}, self.now.date())
        (number,) = uow.inbox.put(1, [told], self.now)
        return number

    def tick(self, **later) -> None:
        self.now += timedelta(**later)
        while self._ticked():
            pass

    def _ticked(self) -> bool:
        """One transaction of a tick; whether there is more."""
        with self.begin() as uow:
            return tick(uow, self.now, self.schemes, self.lexicon)


class Phone:
    """One person's phone."""

    def __init__(self, stage: Stage, external_id: str) -> None:
        self.stage = stage
        self.id = external_id

    def say(self, text: str) -> Shown:
        self._act(lambda turn: on_text(turn, text))
        return self.newest()

    def photos(self, *, album=None, caption="", reply_to=None, kind="photo") -> Shown:
        """Send one file; of an album it is one part, and only one of these has the words."""
        number = self.stage.updates + 1
        sent = Sent(kind, f"file-{number}", f"unique-{number}", album)
        quoted = self._on_screen(reply_to) if reply_to else None
        self._act(lambda turn: receive(turn, Parcel(sent, caption, quoted)))
        return self.newest()

    def _on_screen(self, card: Shown) -> int:
        """The number of the message on which a card lives."""
        with self.stage.begin() as uow:
            row = uow.cards.by_token(card.token)
            uow.cards.delivered(row.id, 10_000 + row.id)
            return 10_000 + row.id

    def tap(self, label: str, card: Shown | None = None) -> Shown:
        card = card or self.newest()
        data = f"{card.token}:{card.version}:{card.buttons[label]}"
        return self.tap_data(data, card.token)

    def tap_data(self, data: str, token: str | None = None) -> Shown:
        self._act(lambda turn: on_press(turn, data, None))
        return self.card(token) if token else self.newest()

    def do(self, *steps: str) -> Shown:
        """Say each step in turn, or tap it if it begins with #."""
        for step in steps:
            shown = self.tap(step[1:]) if step.startswith("#") else self.say(step)
        return shown

    def _act(self, act: Callable[[Turn], None]) -> None:
        with self.stage.begin() as uow:
            turn = self.stage.turn(uow, self.id)
            guarded(turn, lambda: act(turn))

    def cards(self) -> list[Shown]:
        """All cards of this chat, oldest first."""
        with self.stage.begin() as uow:
            query = select(Card.__table__).where(Card.__table__.c.chat_id == self.id)
            rows = uow._connection.execute(query.order_by(Card.__table__.c.id)).mappings()
            return [_shown(row) for row in rows]

    def newest(self) -> Shown:
        return self.cards()[-1]

    def card(self, token: str) -> Shown:
        return next(card for card in self.cards() if card.token == token)


def rows_of(buttons) -> list[list[str]]:
    """The labels of a stored card, row by row."""
    rows: dict[int, list[str]] = {}
    for button in buttons:
        rows.setdefault(button["row"], []).append(button["label"])
    return list(rows.values())


def _shown(row) -> Shown:
    return Shown(
        row["token"],
        row["version"],
        row["kind"],
        row["text"],
        {button["label"]: place for place, button in enumerate(row["buttons"])},
        rows_of(row["buttons"]),
    )
