"""Journeys through the chat handlers, in this process."""

from collections import Counter
from pathlib import Path

from sqlalchemy import select

from bot.papermaking import Bench, make
from bot.parcel import Parcel
from handlers.chat.bind import present
from handlers.chat.editing import on_edit
from handlers.chat.inbound import on_text
from handlers.services.actor import acting
from storage.files import Files
from storage.tables import Job
from tests.handlers.stage import Phone, Shown, Stage
from tests.journeys.steps import Stepping


class Near(Stage):
    """A stage whose phones count what is delivered to them."""

    def __init__(self, store, now) -> None:
        super().__init__(store, now)
        self._phones: dict[str, NearPhone] = {}
        self.came = Counter()

    def phone(self, external_id: str) -> "NearPhone":
        return self._phones.setdefault(external_id, NearPhone(self, external_id))

    def turn_to(self, moment) -> None:
        self.now = moment
        self.tick()
        self.deliver()

    def deliver(self) -> None:
        """Send or edit what is due, as the programme would."""
        with self.begin() as uow:
            while due := uow.outbox.due(self.now, 100):
                for row in due:
                    if uow.outbox.sending(row.id, self.now):
                        self._deliver(uow, row)

    def _deliver(self, uow, row) -> None:
        method = Parcel.of(row, resent=False).method
        self.came[row.chat_id, method] += 1
        uow.outbox.sent(row.id, None, self.now)
        if row.card_id and method == "send":
            uow.cards.delivered(row.card_id, row.id)

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
        came = self.stage.came
        return self.acts, came[self.id, "send"], came[self.id, "edit"]

    def _act(self, act) -> None:
        self.acts += 1
        super()._act(act)
        self.stage.deliver()
