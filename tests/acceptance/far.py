"""Journeys over HTTP: phones of the Bot API stand-in, and the whole programme behind it."""

from io import BytesIO

from PIL import Image
from sqlalchemy import select

from bot.invite_key import invite_key
from bot.schedule import LAST_TICK
from demo.botapi.phone import buttons, words_of
from demo.botapi.world import Person
from storage.schemes import load
from storage.tables import Card
from storage.unit_of_work import Store
from tests.acceptance.conftest import until
from tests.handlers.stage import Shown
from tests.journeys.steps import Stepping


class Far:
    """The running programme on one ledger, and the phones that talk to it."""

    def __init__(self, programme, telegram) -> None:
        self.store = Store(programme.store_url, invite_key(programme.folder / "data"))
        self.telegram = telegram
        self.schemes = load()
        self._phones: dict[str, FarPhone] = {}
        self.control = telegram.phone(0)

    @property
    def now(self):
        return self.telegram.world.clock.now()

    @property
    def begin(self):
        return self.store.begin

    def phone(self, external_id: str) -> "FarPhone":
        """A phone on which Start was pressed."""
        number = int(external_id)
        if external_id not in self._phones:
            self.telegram.world.people[number] = Person(number, "示例", started=True)
            self._phones[external_id] = FarPhone(self, self.telegram.phone(number))
        return self._phones[external_id]

    def turn_to(self, moment) -> None:
        """Wait for the tick of that moment, and for what it says."""
        self.control.set_clock(moment.isoformat())
        until(lambda: self._ticked(moment))
        self.settle()

    @staticmethod
    def link_on(phone: "FarPhone") -> str:
        return phone.newest().text.partition("?start=")[2].split()[0]

    @staticmethod
    def documents(phone: "FarPhone") -> list[str]:
        return [body["document"]["file_name"] for body in phone.written() if "document" in body]

    def settle(self) -> None:
        """Wait until nothing is left to take in, to handle, to make or to send."""
        until(lambda: not self.telegram.world.updates and self._idle())

    def _idle(self) -> bool:
        with self.store.read() as uow:
            waiting = (
                uow.inbox.counts().get("open"),
                *map(uow.jobs.counts().get, ("open", "running")),
            )
            return (
                not any(waiting) and not uow.outbox.due(self.now, 1) and not uow.outbox.in_flight()
            )

    def _ticked(self, moment) -> bool:
        with self.store.read() as uow:
            return str(uow.settings.get(LAST_TICK) or "") >= moment.isoformat()


class FarPhone(Stepping):
    """A person's phone; what is on its screen is read where the stand-in keeps it."""

    def __init__(self, far: Far, phone) -> None:
        self.far, self.phone, self.id = far, phone, str(phone.id)
        self.acts = self.said = 0

    def start(self, secret: str) -> Shown:
        return self._act(lambda: self.phone.start(secret))

    def say(self, text: str) -> Shown:
        def write():
            self.said = self.phone.say(text)["message_id"]

        return self._act(write)

    def edit(self, text: str) -> Shown:
        return self._act(lambda: self.phone.edit(self.said, text))

    def photo(self, caption: str = "") -> Shown:
        return self._act(lambda: self.phone.photos(_photo(), caption=caption))

    def tap(self, label: str, card: Shown | None = None) -> Shown:
        card = card or self.newest()
        number = int(card.token)
        self._act(lambda: self.phone.tap_data(number, card.buttons[label]))
        return self.card(card.token)

    def newest(self) -> Shown:
        return self.cards()[-1]

    def card(self, token: str) -> Shown:
        return next(card for card in self.cards() if card.token == token)

    def cards(self) -> list[Shown]:
        """The bot's messages with words, as they look now, oldest first."""
        kinds = self._kinds()
        return [
            Shown(
                str(body["message_id"]),
                body["revisions"],
                kinds.get(body["message_id"], ""),
                words_of(body),
                buttons(body),
                [],
            )
            for body in self.worded()
        ]

    def tally(self) -> tuple[int, int, int]:
        """Acts, messages, and edits of them."""
        bodies = self.worded()
        return self.acts, len(bodies), sum(body["revisions"] for body in bodies)

    def worded(self):
        """The bot's messages with words: no documents, no pictures."""
        return [each for each in self.written() if not {"document", "photo"} & set(each)]

    def written(self):
        """What the bot has sent and left."""
        world = self.far.telegram.world
        mine = [each for each in list(world.messages.values()) if each.chat_id == self.phone.id]
        return [world.seen(each) for each in mine if each.from_bot]

    def _kinds(self) -> dict[int, str]:
        cards = Card.__table__
        with self.far.store.read() as uow:
            query = select(cards.c.message_id, cards.c.kind).where(cards.c.chat_id == self.id)
            return {row.message_id: row.kind for row in uow._connection.execute(query)}

    def _act(self, act) -> Shown:
        self.acts += 1
        act()
        self.far.settle()
        return self.newest()


def _photo() -> bytes:
    """A picture like no other."""
    written = BytesIO()
    Image.effect_noise((400, 300), 80).save(written, "JPEG")
    return written.getvalue()
