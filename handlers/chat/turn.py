"""One update being handled: its transaction, its time, and who sent it."""

from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from handlers.chat.scene import Scene
from handlers.services.act import Act
from handlers.services.actor import actor_of
from rubric.utterance import Lexicon
from storage.cards import CardRow
from storage.people import AccountRow
from storage.schemes import Schemes
from storage.scope import Scope
from storage.unit_of_work import UnitOfWork


@dataclass
class Turn:
    """What a handler works with. It lives as long as the transaction of one update."""

    uow: UnitOfWork
    now: datetime
    written_on: date
    schemes: Schemes
    lexicon: Lexicon
    inbox_id: int
    sender: str
    chat_id: str
    message_id: int | None = None
    said: str = ""
    """What the sender wrote, for as long as that is what is being done."""
    files: tuple[int, ...] = ()
    """The evidence that came with the update, or waited for what it tells."""
    asked: CardRow | None = None
    """The card that asked about this before its words came: it becomes the answer."""

    @property
    def written_at(self) -> datetime:
        """The day the message was written, at this time of day: what 昨天 is counted from."""
        return datetime.combine(self.written_on, self.now.timetz())

    @cached_property
    def account(self) -> AccountRow | None:
        """The sender's bound account, or None for a stranger."""
        return self.uow.people.account_of(self.sender)

    @cached_property
    def scene(self) -> Scene:
        """The moment as the sender sees it."""
        who = actor_of(self.uow, self.account, self.now) if self.account else None
        return Scene(self.uow, self.now, self.schemes, self.lexicon, self.chat_id, who)

    @property
    def scope(self) -> Scope:
        """The villages that the sender may see."""
        return self.scene.who.scope if self.scene.who else Scope.nothing()

    def act(self, village_id: int | None = None) -> Act:
        """The sender at work on a village's book, his own by default."""
        return self.scene.act(village_id, self.inbox_id)

    def heard(self) -> None:
        """The sender wrote or tapped: his chat takes messages again, whatever befell the last."""
        known = self.account
        if known and known.unreachable_at and known.chat_id == self.chat_id:
            self.uow.people.unreachable(self.chat_id, None)
            self._look_again()

    def keep_no_word(self) -> None:
        """What came is not for the ledger: its words are gone when the turn is over."""
        self.uow.inbox.wipe(self.inbox_id)

    def forget_sender(self) -> None:
        """Who the sender is, and what he may see, changed within this turn."""
        self._look_again()
        self.uow.narrow(self.scope)

    def _look_again(self) -> None:
        for known in ("account", "scene"):
            self.__dict__.pop(known, None)


TURN: ContextVar[Turn] = ContextVar("turn")
"""Set by the worker around one update; handlers read it and never keep it."""
