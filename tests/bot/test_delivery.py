import asyncio

import pytest
from telegram.error import BadRequest, ChatMigrated, Forbidden, NetworkError, RetryAfter

from bot.delivery import LEASE, Delivery
from bot.pacing import PLACES
from bot.parcel import RESENT
from bot.settle import REMINDER
from bot.transport import AnswerLost
from handlers.chat.cards import SECRETS

REPLY = 0


class Office:
    """Puts messages into the outbox, lets delivery work, and looks at what became of them."""

    def __init__(self, store, clock, delivery):
        self.store = store
        self.clock = clock
        self.delivery = delivery

    def put(self, chat="1001", text="x", urgency=REPLY, method="send", **more):
        with self.store.begin() as uow:
            at = self.clock.now()
            return uow.outbox.put(chat, method, {"text": text}, urgency, at=at, **more)

    def state(self, number):
        """The state, error and message of a row, as delivery left it."""
        with self.store._engine.connect() as connection:
            query = "select state, error, message_id from outbox where id = ?"
            return tuple(connection.exec_driver_sql(query, (number,)).one())

    async def flow(self, steps=4):
        """Steps, each with its calls brought back; the clock moves by what delivery asks for."""
        for _ in range(steps):
            pause = await self.delivery.step()
            if self.delivery._calls:
                await asyncio.wait(self.delivery._calls)
            else:
                self.clock.passed += pause


@pytest.fixture
def delivery(bot, writer, clock, tmp_path, wake):
    return Delivery(bot, writer, clock, tmp_path, wake)


@pytest.fixture
def office(store, clock, delivery):
    return Office(store, clock, delivery)


@pytest.fixture
def card(store, clock):
    with store.begin() as uow:
        return uow.cards.add(None, "1001", "kind", {}, "一", [], clock.now())


def texts(bot, method="sendMessage"):
    return [data["text"] for data in bot.asked(method)]


def lost():
    return AnswerLost("connection reset")


async def test_a_message_is_sent_once_and_its_number_kept(office, bot):
    number = office.put(text="✓ 已记录")
    await office.flow()
    assert texts(bot) == ["✓ 已记录"]
    assert office.state(number) == ("sent", "", 100)


async def test_it_is_marked_as_being_sent_before_it_is_called(office, delivery, bot):
    number, seen = office.put(), []

    async def call(*_args, **_data):
        seen.append(office.state(number)[0])
        return {"message_id": 1}

    bot.call = call
    await delivery.step()
    await asyncio.wait(delivery._calls)
    assert seen == ["sending"]


async def test_replies_go_before_reminders(office, bot):
    office.put("1", "reminder", REMINDER)
    office.put("2", "reply", REPLY)
    await office.flow()
    assert texts(bot) == ["reply", "reminder"]


async def test_a_chat_gets_its_messages_in_order_one_at_a_time(office, delivery, bot):
    office.put(text="一")
    office.put(text="二")
    await delivery.step()
    await asyncio.wait(delivery._calls)
    assert texts(bot) == ["一"]
    await delivery.step()
    await asyncio.wait(delivery._calls)
    assert texts(bot) == ["一", "二"]


async def test_many_chats_are_served_side_by_side(office, delivery):
    for chat in "12345":
        office.put(chat)
    await delivery.step()
    assert len(delivery._calls) == 5
    await asyncio.wait(delivery._calls)


async def test_whatever_the_answer_a_call_makes_place_for_the_next(office, bot):
    bot.script["sendMessage"] = [lost(), BadRequest("no")]
    for chat in range(2 * PLACES):
        office.put(str(chat), urgency=REMINDER)
    await office.flow(300)
    assert len(texts(bot)) == 2 * PLACES


async def test_a_chat_is_not_flooded(office, bot, clock):
    for number in range(6):
        office.put(text=str(number))
    await office.flow(20)
    assert texts(bot) == list("012345")
    assert clock.passed >= 3


async def test_nothing_is_sent_while_telegram_wants_silence(office, delivery, bot, clock):
    bot.script["sendMessage"] = [too_fast(9)]
    number = office.put("1")
    await office.flow(1)
    office.put("2")
    clock.passed += 8.5
    await delivery.step()
    assert (len(bot.calls), office.state(number)[0]) == (1, "open")
    clock.passed += 1
    await office.flow(3)
    assert sorted(data["chat_id"] for data in bot.asked("sendMessage")) == ["1", "1", "2"]


def too_fast(seconds):
    """Flood control; PTB warns of its own coming change of type when it is made."""
    with pytest.warns(DeprecationWarning, match="retry_after"):
        return RetryAfter(seconds)


# PTB warns again whenever the time is read.
too_fast_is_read = pytest.mark.filterwarnings("ignore:.*retry_after:DeprecationWarning")
test_nothing_is_sent_while_telegram_wants_silence = too_fast_is_read(
    test_nothing_is_sent_while_telegram_wants_silence
)


async def test_a_card_lives_on_the_message_that_was_sent_and_is_edited_there(
    office, bot, card, store, clock
):
    office.put(card=card)
    await office.flow()
    with store.begin() as uow:
        newer = uow.cards.change(card.id, "kind", {}, "二", [], clock.now())
    office.put(text="二", method="edit", card=newer)
    await office.flow()
    assert bot.asked("editMessageText") == [{"text": "二", "message_id": 100, "chat_id": "1001"}]


async def test_a_card_changed_before_it_was_sent_is_sent_in_its_newest_form(
    office, bot, card, store, clock
):
    office.put(text="一", card=card)
    with store.begin() as uow:
        newer = uow.cards.change(card.id, "kind", {}, "二", [], clock.now())
    office.put(text="二", method="edit", card=newer)
    await office.flow()
    assert [(method, data["text"]) for method, data in bot.calls] == [("sendMessage", "二")]


async def test_an_edit_that_changes_nothing_is_done(office, bot, card, store):
    with store.begin() as uow:
        uow.cards.delivered(card.id, 7)
    bot.script["editMessageText"] = [BadRequest("Message is not modified")]
    number = office.put(method="edit", card=card)
    await office.flow()
    assert office.state(number)[0] == "sent"
    with store.read() as uow:
        assert uow.cards.get(card.id).message_id == 7


async def test_a_card_whose_message_is_gone_comes_anew(office, bot, card, store):
    with store.begin() as uow:
        uow.cards.delivered(card.id, 7)
    bot.script["editMessageText"] = [BadRequest("Message to edit not found")]
    office.put(text="二", method="edit", card=card)
    await office.flow()
    assert texts(bot) == ["二"]
    with store.read() as uow:
        assert uow.cards.get(card.id).message_id == 100


@pytest.mark.parametrize("error", [Forbidden("bot was blocked"), BadRequest("Chat not found")])
async def test_who_cannot_be_reached_is_noted_and_tried_no_more(office, bot, store, clock, error):
    with store.begin() as uow:
        uow.people.bind(uow.people.add("甲"), "1001", "1001", clock.now())
    bot.script["sendMessage"] = [error]
    number = office.put()
    await office.flow()
    assert (office.state(number)[0], len(bot.calls)) == ("failed", 1)
    with store.read() as uow:
        assert uow.people.account_of("1001").unreachable_at is not None


async def test_a_group_that_moved_is_followed_from_then_on(office, bot):
    bot.script["sendMessage"] = [ChatMigrated(-100200)]
    office.put("-5", "一")
    office.put("-5", "二")
    await office.flow()
    sent = [(data["chat_id"], data["text"]) for data in bot.asked("sendMessage")]
    assert sent == [("-5", "一"), ("-100200", "一"), ("-100200", "二")]


async def test_what_telegram_will_never_take_fails_and_stops_nothing(office, bot):
    bot.script["sendMessage"] = [BadRequest("Can't parse entities")]
    number = office.put(text="一")
    office.put(text="二")
    await office.flow()
    assert office.state(number)[0] == "failed"
    assert texts(bot) == ["一", "二"]


async def test_what_did_not_leave_is_sent_again_unmarked(office, bot, clock):
    bot.script["sendMessage"] = [NetworkError("Bad Gateway")] * 3
    office.put(text="一", urgency=REMINDER)
    await office.flow(12)
    assert texts(bot) == ["一"] * 4
    assert clock.passed >= 0.5 + 1 + 2, "with growing patience"


async def test_what_was_tried_for_days_is_still_tried_again(office, bot, store):
    bot.script["sendMessage"] = [NetworkError("Bad Gateway")]
    number = office.put(text="一")
    with store._engine.begin() as connection:
        connection.exec_driver_sql("update outbox set tries = 3000")
    await office.flow(40)
    assert office.state(number)[0] == "sent"


async def test_another_chat_does_not_wait_for_one_that_fails(office, delivery, bot):
    bot.script["sendMessage"] = [NetworkError("Bad Gateway")]
    office.put("1", "一")
    await office.flow(1)
    office.put("2", "二")
    await delivery.step()
    await asyncio.wait(delivery._calls)
    assert texts(bot) == ["一", "二"]


async def test_a_receipt_whose_answer_was_lost_is_sent_again_and_says_so(office, bot):
    bot.script["sendMessage"] = [lost(), NetworkError("Bad Gateway")]
    number = office.put(text="✓ 已记录")
    await office.flow(8)
    assert texts(bot) == ["✓ 已记录", RESENT + "✓ 已记录", RESENT + "✓ 已记录"]
    assert office.state(number)[:2] == ("sent", "")


async def test_a_reminder_whose_answer_was_lost_is_not_sent_again(office, bot):
    bot.script["sendMessage"] = [lost()]
    number = office.put(urgency=REMINDER)
    await office.flow(8)
    assert (office.state(number)[0], len(bot.calls)) == ("doubt", 1)


async def test_an_edit_whose_answer_was_lost_is_made_again_unmarked(office, bot, card, store):
    with store.begin() as uow:
        uow.cards.delivered(card.id, 7)
    bot.script["editMessageText"] = [lost()]
    office.put(text="二", method="edit", card=card)
    await office.flow(8)
    assert texts(bot, "editMessageText") == ["二", "二"]


async def test_after_a_crash_each_kind_is_treated_as_its_doubt_demands(
    office, delivery, bot, store, clock
):
    receipt, reminder = office.put("1", "✓ 已记录"), office.put("2", "快到期", REMINDER)
    with store.begin() as uow:
        uow.outbox.sending(receipt, clock.machine())
        uow.outbox.sending(reminder, clock.machine())
    await delivery.recover()
    await office.flow()
    assert texts(bot) == [RESENT + "✓ 已记录"]
    assert (office.state(receipt)[0], office.state(reminder)[0]) == ("sent", "doubt")


async def test_beside_other_processes_only_what_has_long_been_on_its_way_is_in_doubt(
    office, delivery, store, clock
):
    old, young = office.put("1"), office.put("2")
    with store.begin() as uow:
        uow.outbox.sending(old, clock.machine() - 2 * LEASE)
        uow.outbox.sending(young, clock.machine())
    assert await delivery.reclaim() < LEASE.total_seconds()
    assert (office.state(old)[0], office.state(young)[0]) == ("open", "sending")


class Frozen:
    """A process that stands still in the middle of a call, while another works on."""

    def __init__(self, bot, *parts):
        self.mine = Delivery(bot, *parts)
        self.thaw = asyncio.Event()
        self.answers = {}

    async def call(self, _method, **data):
        await self.thaw.wait()
        answer = self.answers.get(data["chat_id"], {"message_id": 7})
        if isinstance(answer, Exception):
            raise answer
        return answer

    async def begin(self, monkeypatch, bot):
        with monkeypatch.context() as patched:
            patched.setattr(bot, "call", self.call)
            await self.mine.step()
            await asyncio.sleep(0)

    async def come_back(self):
        self.thaw.set()
        await self.mine.drain()


@pytest.fixture
def frozen(bot, writer, clock, tmp_path, wake):
    return Frozen(bot, writer, clock, tmp_path, wake)


@pytest.mark.parametrize("answer", [None, BadRequest("no"), Forbidden("blocked"), lost()])
async def test_what_a_frozen_process_learns_too_late_changes_nothing(
    office, delivery, frozen, bot, clock, monkeypatch, answer
):
    number = office.put(text="✓ 已记录")
    frozen.answers["1001"] = answer or {"message_id": 7}
    await frozen.begin(monkeypatch, bot)
    clock.passed += LEASE.total_seconds() + 1
    await delivery.reclaim()
    await office.flow()
    assert texts(bot) == [RESENT + "✓ 已记录"]
    after = office.state(number)
    await frozen.come_back()
    await office.flow()
    assert office.state(number) == after == ("sent", "", 100)
    assert len(texts(bot)) == 1


@pytest.mark.parametrize("urgency", [REPLY, REMINDER])
async def test_a_frozen_process_that_comes_back_first_spares_the_second_copy(
    office, delivery, frozen, bot, clock, monkeypatch, urgency
):
    number = office.put(urgency=urgency)
    await frozen.begin(monkeypatch, bot)
    clock.passed += LEASE.total_seconds() + 1
    await delivery.reclaim()
    assert office.state(number)[0] == ("doubt" if urgency else "open")
    await frozen.come_back()
    await office.flow()
    assert (office.state(number), texts(bot)) == (("sent", office.state(number)[1], 7), [])


async def test_who_was_held_up_before_the_call_does_not_make_it(
    office, delivery, bot, clock, monkeypatch
):
    number, launch = office.put(), delivery._launch

    def held_up(parcel, began):
        clock.passed += LEASE.total_seconds()
        launch(parcel, began)

    with monkeypatch.context() as patched:
        patched.setattr(delivery, "_launch", held_up)
        await office.flow(1)
    assert texts(bot) == []
    await office.flow()
    assert (office.state(number)[0], texts(bot)) == ("sent", ["x"])


async def test_at_the_end_the_calls_that_are_out_are_brought_home(office, delivery):
    first, second = office.put(text="一"), office.put(text="二")
    await delivery.step()
    await delivery.drain()
    assert (office.state(first)[0], office.state(second)[0]) == ("sent", "open")


async def test_a_commit_that_fails_loses_no_answer(office, delivery, writer):
    number = office.put()
    await delivery.step()
    await asyncio.wait(delivery._calls)
    commit = writer._commit

    def disk_full(_work):
        raise OSError("disk full")

    writer._commit = disk_full
    with pytest.raises(OSError, match="disk full"):
        await delivery.step()
    writer._commit = commit
    await delivery.step()
    assert office.state(number)[0] == "sent"


async def test_a_call_that_breaks_unforeseen_does_not_shut_its_chat(office, bot):
    bot.script["sendMessage"] = [KeyError("bug")]
    number = office.put(text="一")
    office.put(text="二")
    await office.flow()
    assert office.state(number)[0] == "failed"
    assert texts(bot) == ["一", "二"]


async def test_a_secret_is_told_on_the_screen_and_kept_nowhere(office, bot, store):
    now = office.clock.now()
    with store.begin() as uow:
        grant = uow.grants.add(uow.people.add("甲"), "村文书", uow.places.add("city", "市"), now)
        row = uow.invites.issue(grant, "link", now + LEASE, now)
        payload = {"text": "打开 ⟦7⟧", SECRETS: {"⟦7⟧": row.id}}
        uow.outbox.put("1001", "send", payload, REPLY, at=now)
    await office.flow()
    (sent,) = bot.asked("sendMessage")
    assert sent == {"chat_id": "1001", "text": f"打开 {uow.invites.secret(row)}"}
    with store._engine.connect() as connection:
        kept = connection.exec_driver_sql("select payload from outbox").scalars().all()
    assert uow.invites.secret(row) not in str(kept)
