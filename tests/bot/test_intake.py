import asyncio

import pytest
from telegram.error import BadRequest, Conflict, InvalidToken, NetworkError

from bot.api import POLL_SECONDS
from bot.errors import TokenRefused
from bot.intake import Intake, Poller, whole


def message(number, text="支委会", sender=1001, **more):
    content = {"message_id": number, "date": 1784077200, "text": text}
    people = {"from": {"id": sender}, "chat": {"id": sender}}
    return {"update_id": number, "message": content | people | more}


def tap(number, query="77"):
    return {"update_id": number, "callback_query": {"id": query, "from": {"id": 1001}}}


@pytest.fixture
def intake(bot, writer, clock, wake):
    return Intake(bot, writer, clock, wake)


@pytest.fixture
def poller(bot, intake):
    return Poller(bot, intake)


async def test_an_update_is_kept_as_it_came_with_who_and_when(intake, kept):
    update = message(5, novelty={"never": "seen"})
    await intake.keep([update])
    (row,) = kept()
    assert row.body == update
    assert (row.bot_id, row.update_id, row.sender) == (42, 5, "1001")
    assert row.written_on.isoformat() == "2026-07-15"


async def test_what_was_kept_wakes_the_worker(intake, wakes):
    await intake.keep([message(5)])
    assert wakes


async def test_an_update_that_comes_three_times_is_kept_once(intake, kept):
    for _ in range(3):
        await intake.keep([message(5)])
    assert len(kept()) == 1


async def test_an_update_of_a_kind_never_seen_is_kept(intake, kept):
    novelty = {"update_id": 6, "paper_plane": {"from": {"id": 1001}, "wings": 2}}
    await intake.keep([novelty, {"update_id": 7}])
    assert [row.body for row in kept()] == [novelty, {"update_id": 7}]


async def test_half_a_character_does_not_stop_the_intake(intake, kept):
    await intake.keep([message(5, text="支\ud83d委"), message(6, text="好")])
    assert [row.body["message"]["text"] for row in kept()] == ["支\ufffd委", "好"]


def test_only_half_characters_are_replaced():
    assert whole({"a": "\ud83d\ude00 支\udc00"}) == {"a": "😀 支\ufffd"}


async def test_a_tap_is_answered_empty_once_it_is_kept(intake, bot, kept):
    await intake.keep([message(5), tap(6, "77"), tap(7, "78")])
    await asyncio.gather(*intake._answers)
    assert bot.asked("answerCallbackQuery") == [
        {"callback_query_id": "77"},
        {"callback_query_id": "78"},
    ]
    assert len(kept()) == 3


async def test_a_tap_that_can_no_longer_be_answered_does_no_harm(intake, bot, kept):
    bot.script["answerCallbackQuery"] = [BadRequest("Query is too old")]
    await intake.keep([tap(6)])
    await asyncio.gather(*intake._answers)
    assert len(kept()) == 1


async def test_a_batch_is_committed_before_the_next_poll_confirms_it(poller, bot, store):
    seen = []
    poll = bot.poll

    async def look(offset, seconds):
        with store.read() as uow:
            seen.append((offset, uow.inbox.counts().get("open", 0)))
        return await poll(offset, seconds)

    bot.poll = look
    bot.batches = [[message(5), message(6)], []]
    await poller.step()
    await poller.step()
    assert seen == [(None, 0), (7, 2)]


async def test_an_old_offset_is_forgotten_once_it_has_confirmed(poller, bot, kept):
    """After a quiet week Telegram may begin again with a lower number."""
    bot.batches = [[message(900)], [], [message(3)], []]
    for _ in range(4):
        await poller.step()
    assert [ask["offset"] for ask in bot.asked("getUpdates")] == [None, 901, None, 4]
    assert [row.update_id for row in kept()] == [900, 3]


async def test_a_batch_that_could_not_be_kept_is_not_confirmed(poller, bot, intake):
    async def broken(_updates):
        raise OSError("no disk")

    intake.keep = broken
    bot.batches = [[message(5)], []]
    with pytest.raises(OSError, match="no disk"):
        await poller.step()
    await poller.step()
    assert bot.asked("getUpdates")[1] == {"offset": None}


@pytest.mark.parametrize("error", [NetworkError("down"), Conflict("other getUpdates")])
async def test_a_broken_line_or_a_second_listener_is_waited_out(poller, bot, error, kept):
    bot.batches = [error, [message(5)]]
    assert await poller.step() > 0
    assert await poller.step() == 0
    assert len(kept()) == 1


async def test_a_network_fault_does_not_unconfirm_what_is_kept(poller, bot):
    bot.batches = [[message(5)], NetworkError("down"), []]
    for _ in range(3):
        await poller.step()
    assert [ask["offset"] for ask in bot.asked("getUpdates")] == [None, 6, 6]


async def test_a_token_that_was_withdrawn_ends_the_intake(poller, bot):
    bot.batches = [InvalidToken("x")]
    with pytest.raises(TokenRefused):
        await poller.step()


async def test_it_waits_for_more_only_after_all_that_waited_is_taken_in(poller, bot):
    waits = []
    poll = bot.poll

    async def look(offset, seconds):
        waits.append((seconds, poller.caught_up.is_set()))
        return await poll(offset, seconds)

    bot.poll = look
    bot.batches = [[message(5)], [message(6)], [], []]
    for _ in range(4):
        await poller.step()
    assert waits == [(0, False)] * 3 + [(POLL_SECONDS, True)]
