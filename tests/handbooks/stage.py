"""The whole bot on the pictures' county, the page in a browser, and hands that tap."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.invite_key import invite_key
from demo.botapi.app import build
from demo.botapi.phone import Phone, buttons, in_chat
from demo.botapi.standin import StandIn, server
from demo.web.page import routes
from storage.unit_of_work import Store
from tests.acceptance.conftest import Programme
from tests.handbooks.county import NOW, fill, people

PATIENCE = 60.0
STILL = 1.5
"""Seconds: the bot sends about one message a second to a chat."""


@contextmanager
def bot_and_page() -> Iterator[tuple[StandIn, str]]:
    """The stand-in serving the page, with the bot running on a fresh ledger; and an invitation."""
    with TemporaryDirectory() as folder:
        telegram = StandIn(people(), now=NOW, running=False, clock_file=Path(folder) / "clock")
        telegram._server = server(build(telegram.world, page=routes()))
        with telegram:
            programme = Programme(Path(folder), telegram)
            assert programme.command("db", "upgrade").returncode == 0
            store = Store(programme.store_url, invite_key(programme.folder / "data"))
            invitation = fill(store, programme.store_url)
            store.close()
            programme.start()
            try:
                yield telegram, invitation
            finally:
                programme.stop()


class Hand:
    """A phone whose owner says a sentence, or taps the newest button with these words."""

    def __init__(self, phone: Phone) -> None:
        self.phone = phone
        if not phone.messages():
            phone.start()
        phone.wait(self._written, PATIENCE)
        self.rest()

    def open(self, invitation: str) -> None:
        """Scan the code of an invitation."""
        self.phone.start(invitation)
        self.phone.wait(lambda state: self._found(state, "是我本人"), PATIENCE)
        self.rest()

    def do(self, step: str) -> None:
        """`#更正` taps, anything else is said; back when the bot has answered and is still."""
        before = self._written(self.phone.state())
        if step.startswith("#"):
            self._press(step[1:])
        else:
            self.phone.say(step)
        self.phone.wait(lambda state: self._written(state) != before, PATIENCE)
        self.rest()

    def rest(self) -> None:
        """Until nothing has happened anywhere for longer than the bot spaces its messages."""
        seen = -1
        while (now := self._happened()) != seen:
            seen = now
            time.sleep(STILL)

    def _happened(self) -> int:
        return sum(call["method"] != "getUpdates" for call in self.phone.calls())

    def _press(self, part: str) -> None:
        message, label = self.phone.wait(lambda state: self._found(state, part), PATIENCE)
        self.phone.tap(label, message["message_id"])

    def _found(self, state, part):
        for message in reversed(in_chat(state, self.phone.id)):
            for label in buttons(message):
                if part in label:
                    return message, label
        return None

    def _written(self, state):
        return [each for each in in_chat(state, self.phone.id) if each["from_bot"]]
