"""Hands one stored update to the chat handlers, inside the transaction it is given."""

from collections.abc import Coroutine
from typing import Any

from telegram import Update
from telegram.ext import Application, ApplicationHandlerStop, CallbackContext

from bot.clock import Clock
from bot.envelope import read_envelope
from bot.errors import HandlerSuspended, Unreadable
from handlers.chat import build
from handlers.chat.turn import TURN, Turn
from rubric.utterance import Lexicon
from storage.inbox import InboxRow
from storage.schemes import Schemes
from storage.unit_of_work import UnitOfWork

AnyApplication = Application[Any, Any, Any, Any, Any, Any]


class Router:
    """Runs PTB's handlers to their end in one step; what one of them raises comes out here."""

    def __init__(
        self, application: AnyApplication, clock: Clock, schemes: Schemes, lexicon: Lexicon
    ) -> None:
        self._application = application
        self._clock = clock
        self._schemes = schemes
        self._lexicon = lexicon
        self._raised: list[Exception] = []
        application.add_error_handler(self._collect)

    def handle(self, uow: UnitOfWork, row: InboxRow) -> None:
        """Everything that an update does, except being done."""
        token = TURN.set(self._turn(uow, row))
        try:
            self._process(self._read(row))
        finally:
            TURN.reset(token)

    def tell_parked(self, uow: UnitOfWork, row: InboxRow) -> None:
        """Say to the sender that it was kept, if there is a chat to say it in."""
        turn = self._turn(uow, row)
        if turn.chat_id:
            build.parked(turn)

    def _turn(self, uow: UnitOfWork, row: InboxRow) -> Turn:
        return Turn(
            uow=uow,
            now=self._clock.now(),
            written_on=row.written_on,
            schemes=self._schemes,
            lexicon=self._lexicon,
            inbox_id=row.id,
            sender=row.sender,
            chat_id=read_envelope(row.body).chat_id,
        )

    def _read(self, row: InboxRow) -> Update:
        try:
            return Update.de_json(dict(row.body), self._application.bot)
        except Exception as error:
            raise Unreadable(repr(error)) from error

    def _process(self, update: Update) -> None:
        self._raised.clear()
        run_to_end(self._application.process_update(update))
        if self._raised:
            raise self._raised[0]

    async def _collect(self, _update: object, context: CallbackContext[Any, Any, Any, Any]) -> None:
        """PTB swallows what handlers raise; keep it, and let no further handler run."""
        if isinstance(context.error, Exception):
            self._raised.append(context.error)
        raise ApplicationHandlerStop


def run_to_end(coroutine: Coroutine[Any, Any, None]) -> None:
    """Run a coroutine that never waits; one that does is a bug, and is stopped there."""
    try:
        coroutine.send(None)
    except StopIteration:
        return
    coroutine.close()
    raise HandlerSuspended
