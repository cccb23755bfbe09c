import asyncio

import pytest
from telegram import Update
from telegram.ext import MessageHandler, TypeHandler, filters

from bot import route
from bot.errors import HandlerSuspended, Unreadable
from bot.route import Router, run_to_end
from handlers.chat.turn import TURN
from storage.inbox import InboxRow

TEXT = {
    "message_id": 1,
    "date": 1784077200,
    "text": "支委会",
    "from": {"id": 1001, "is_bot": False, "first_name": "甲"},
    "chat": {"id": 1001, "type": "private"},
}


@pytest.fixture
def router(application, clock):
    return Router(application, clock, {}, None)


@pytest.fixture
def row(clock):
    def row(**body):
        values = dict.fromkeys(InboxRow.__dataclass_fields__)
        body = {"update_id": 5, **body}
        written = clock.today()
        return InboxRow(**values | {"id": 9, "sender": "1001", "body": body, "written_on": written})

    return row


def handled_by(application, act, *, filter_=filters.TEXT, **options):
    async def handler(update, _context):
        act(update)

    application.add_handler(MessageHandler(filter_, handler, **options))


def test_a_handler_finds_its_turn(application, router, row, clock):
    turns = []
    handled_by(application, lambda _update: turns.append(TURN.get()))
    router.handle("the transaction", row(message=TEXT))
    (turn,) = turns
    assert (turn.uow, turn.inbox_id, turn.sender, turn.chat_id) == (
        "the transaction",
        9,
        "1001",
        "1001",
    )
    assert (turn.now, turn.written_on) == (clock.now(), clock.today())


def test_no_turn_outlives_its_update(application, router, row):
    handled_by(application, lambda _update: None)
    router.handle(None, row(message=TEXT))
    assert TURN.get(None) is None


def test_what_a_handler_raises_comes_out(application, router, row):
    def fail(_update):
        raise LookupError("broken")

    handled_by(application, fail)
    with pytest.raises(LookupError, match="broken"):
        router.handle(None, row(message=TEXT))
    assert TURN.get(None) is None


def test_after_a_failure_the_next_update_is_judged_by_itself(application, router, row):
    faults = [LookupError("once")]

    def fail_once(_update):
        if faults:
            raise faults.pop()

    handled_by(application, fail_once)
    with pytest.raises(LookupError):
        router.handle(None, row(message=TEXT))
    router.handle(None, row(message=TEXT))


def test_a_failure_lets_no_further_handler_write(application, router, row):
    seen = []

    def fail(_update):
        raise LookupError

    async def later(_update, _context):
        seen.append(1)

    handled_by(application, fail)
    application.add_handler(TypeHandler(Update, later), group=1)
    with pytest.raises(LookupError):
        router.handle(None, row(message=TEXT))
    assert seen == []


def test_a_handler_that_waits_is_a_bug(application, router, row):
    async def waits(_update, _context):
        await asyncio.sleep(0)

    application.add_handler(MessageHandler(filters.TEXT, waits))
    with pytest.raises(HandlerSuspended):
        router.handle(None, row(message=TEXT))


def test_an_update_that_no_handler_wants_is_done(router, row):
    router.handle(None, row(message=TEXT))


def test_a_kind_never_seen_reaches_the_handler_for_everything(application, router, row):
    seen = []

    async def everything(update, _context):
        seen.append(update.update_id)

    application.add_handler(TypeHandler(Update, everything))
    router.handle(None, row(paper_plane={"wings": 2}))
    assert seen == [5]


@pytest.mark.parametrize("message", ["text", {"message_id": 1}, {**TEXT, "chat": {"id": "?"}}, 7])
def test_a_shape_that_cannot_be_read_says_so(router, row, message):
    with pytest.raises(Unreadable):
        router.handle(None, row(message=message))


def test_who_sent_what_is_parked_is_told(router, row, monkeypatch):
    told = []
    monkeypatch.setattr(route.build, "parked", lambda turn: told.append(turn.chat_id))
    router.tell_parked(None, row(message=TEXT))
    assert told == ["1001"]


def test_nobody_is_told_where_there_is_no_chat(router, row, monkeypatch):
    told = []
    monkeypatch.setattr(route.build, "parked", told.append)
    router.tell_parked(None, row(paper_plane={}))
    assert told == []


def test_a_coroutine_that_waits_is_stopped_there():
    after = []

    async def waits():
        await asyncio.sleep(0)
        after.append(1)

    with pytest.raises(HandlerSuspended):
        run_to_end(waits())
    assert after == []
