"""Journeys through the chat handlers, in this process."""

from collections import Counter
from pathlib import Path

from sqlalchemy import select

from bot.papermaking import Bench, make
from handlers.chat.bind import present
from handlers.chat.editing import on_edit
from handlers.chat.inbound import on_text
from handlers.services.actor import acting
from storage.files import Files
from storage.tables import Card, Job
from tests.handlers.stage import Phone, Shown, Stage
from tests.journeys.steps import Stepping


class Near(Stage):
    """A stage whose phones count: a card that an act changes is edited once."""

    def __init__(self, store, now) -> None:
        super().__init__(store, now)
        self._phones: dict[str, NearPhone] = {}
        self._versions: dict[int, int] = {}
        self.edits = Counter()

    def phone(self, external_id: str) -> "NearPhone":
        return self._phones.setdefault(external_id, NearPhone(self, external_id))

    def turn_to(self, moment) -> None:
        self.now = moment
        self.tick()
        self.look()

    def look(self) -> None:
        """Note which cards are edited since the last look."""
        cards = Card.__table__
        with self.begin() as uow:
            query = select(cards.c.id, cards.c.chat_id, cards.c.version)
            rows = uow._connection.execute(query).all()
        for row in rows:
            self.edits[row.chat_id] += row.version > self._versions.get(row.id, row.version)
        self._versions = {row.id: row.version for row in rows}

    def link_on(self, phone: "NearPhone") -> str:
        token = phone.newest().token
        with self.begin() as uow:
            card = uow.cards.by_token(token)
            return uow.invites.secret(uow.invites.get(card.data["link"]))

    def documents(self, phone: "NearPhone") -> list[str]:
        """The documents ordered for this phone, made as its holder sees them."""
        with self.begin() as uow:
            rows = uow._connection.execute(select(Job.__table__.c.payload)).scalars()
            ordered = [row for row in rows if row.get("chat") == phone.id and "paper" in row]
            return [paper.filename for each in ordered for paper in self._made(uow, each)]

    def _made(self, uow, ordered):
        bench = Bench(
            uow=uow,
            schemes=self.schemes,
            files=Files(Path()),
            templates=Path("none"),
            actor=acting(uow, uow.grants.get(ordered["grant"])),
            now=self.now,
            place=ordered["place"],
            of=ordered["of"],
            progress=lambda _: None,
        )
        return make(ordered["paper"], bench)


class NearPhone(Stepping, Phone):
    """A phone of the stage: its acts go to the handlers."""

    acts = 0
    said = 0

    def start(self, secret: str) -> Shown:
        self._act(lambda turn: present(turn, secret))
        return self.newest()

    def say(self, text: str) -> Shown:
        def write(turn):
            self.said = turn.message_id = turn.inbox_id
            on_text(turn, text)

        self._act(write)
        return self.newest()

    def edit(self, text: str) -> Shown:
        self._act(lambda turn: on_edit(turn, self.said, text))
        return self.newest()

    def photo(self, caption: str = "") -> Shown:
        return self.photos(caption=caption)

    def tally(self) -> tuple[int, int, int]:
        """Acts, messages, and edits of them."""
        return self.acts, len(self.cards()), self.stage.edits[self.id]

    def _act(self, act) -> None:
        self.acts += 1
        super()._act(act)
        self.stage.look()
