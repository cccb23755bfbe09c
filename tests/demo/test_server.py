"""The Bot API over HTTP, as python-telegram-bot and plain clients see it."""

import asyncio

import httpx
import pytest
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, InputMediaPhoto, Update
from telegram.error import Forbidden, InvalidToken, NetworkError
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    MessageHandler,
    filters,
)

from demo.botapi.standin import SECRETARY
from demo.botapi.world import TOKEN

JPEG = b"\xff\xd8jpeg"
Context = ContextTypes.DEFAULT_TYPE


async def greet(update: Update, context: Context) -> None:
    await update.message.reply_text(f"您好 {' '.join(context.args)}")


async def echo(update: Update, _context: Context) -> None:
    button = InlineKeyboardButton("确认", callback_data="yes")
    text = f"<b>收到</b>:{update.message.text}"
    await update.message.reply_html(text, reply_markup=InlineKeyboardMarkup([[button]]))


async def confirm(update: Update, _context: Context) -> None:
    await update.callback_query.answer()
    await update.callback_query.edit_message_text("已确认")


async def mirror(update: Update, _context: Context) -> None:
    file = await update.message.photo[-1].get_file()
    data = bytes(await file.download_as_bytearray())
    await update.message.reply_photo(data, caption=f"{len(data)} 字节")
    await update.message.reply_media_group(
        [InputMediaPhoto(data), InputMediaPhoto(data, caption="第二张")]
    )


def application(telegram, token=TOKEN):
    builder = Application.builder().token(token)
    built = builder.base_url(telegram.base_url).base_file_url(telegram.base_file_url).build()
    built.add_handler(CommandHandler("start", greet))
    built.add_handler(MessageHandler(filters.PHOTO, mirror))
    built.add_handler(MessageHandler(filters.TEXT, echo))
    built.add_handler(CallbackQueryHandler(confirm))
    return built


@pytest.fixture
async def bot(telegram):
    """A whole python-telegram-bot programme, polling."""
    async with application(telegram) as running:
        await running.start()
        await running.updater.start_polling()
        yield running.bot
        await running.updater.stop()
        await running.stop()


@pytest.fixture
async def silent(telegram):
    """Only a Bot: it calls when told to."""
    async with application(telegram).bot as made:
        await asyncio.to_thread(telegram.phone(SECRETARY).start)
        yield made


async def test_an_unmodified_programme_talks_confirms_and_edits(telegram, bot):
    phone = telegram.phone(SECRETARY)

    def live():
        phone.start("abc")
        phone.wait_for("您好 abc")
        phone.say("昨天支委会,5人参加")
        card = phone.wait_for("收到:昨天支委会,5人参加")
        phone.tap("确认")
        return card, phone.wait_for("已确认")

    before, after = await asyncio.to_thread(live)
    assert before["message_id"] == after["message_id"]
    assert before["entities"] == [{"type": "bold", "offset": 0, "length": 2}]
    assert (await asyncio.to_thread(phone.state))["unanswered"] == []
    assert bot.username == "qinglian_demo_bot"


@pytest.mark.usefixtures("bot")
async def test_photos_travel_both_ways_byte_for_byte(telegram):
    phone = telegram.phone(SECRETARY)

    def live():
        phone.photos(JPEG)
        phone.wait_for("第二张")
        return phone.replies()

    single, *album = await asyncio.to_thread(live)
    assert single["caption"] == f"{len(JPEG)} 字节"
    assert len({message["media_group_id"] for message in album}) == 1


async def test_a_wrong_token_is_unauthorized(telegram):
    stranger = application(telegram, "1:wrong").bot
    with pytest.raises(InvalidToken):
        await stranger.initialize()
    await stranger.request.shutdown()


async def test_an_answer_can_be_lost_after_the_deed(telegram, silent):
    phone = telegram.phone(SECRETARY)
    await asyncio.to_thread(phone.fault, "sendMessage", kind="lost")
    with pytest.raises(NetworkError):
        await silent.send_message(SECRETARY, "一")
    assert [each["text"] for each in await asyncio.to_thread(phone.replies)] == ["一"]


async def test_a_server_error_leaves_the_deed_undone(telegram, silent):
    phone = telegram.phone(SECRETARY)
    await asyncio.to_thread(phone.fault, "*", code=500)
    with pytest.raises(NetworkError):
        await silent.send_message(SECRETARY, "一")
    assert await asyncio.to_thread(phone.replies) == []


async def test_a_delayed_call_still_arrives(telegram, silent):
    phone = telegram.phone(SECRETARY)
    await asyncio.to_thread(phone.fault, "sendMessage", kind="delay", seconds=0.01)
    await silent.send_message(SECRETARY, "一")
    assert (await asyncio.to_thread(phone.last))["text"] == "一"


def test_a_call_that_comes_late_counts_for_the_limit_too(telegram):
    phone = telegram.phone(SECRETARY)
    phone.start()
    telegram.world.faults.sends_a_second = 1
    phone.fault("sendMessage", kind="delay", seconds=0.01, times=2)
    values = {"chat_id": SECRETARY, "text": "一"}
    answers = [post(telegram, "sendMessage", json=values) for _ in range(2)]
    assert [each.status_code for each in answers] == [200, 429]


async def test_who_blocked_the_bot_is_not_reached(telegram, silent):
    await asyncio.to_thread(telegram.phone(SECRETARY).block)
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await silent.send_message(SECRETARY, "一")


def post(telegram, method, token=TOKEN, **how):
    return httpx.post(f"{telegram.base_url}{token}/{method}", trust_env=False, **how)


def test_json_form_and_query_are_the_same_call(telegram):
    telegram.phone(SECRETARY).start()
    values = {"chat_id": SECRETARY, "text": "一"}
    answers = [post(telegram, "sendMessage", **{how: values}) for how in ("json", "data", "params")]
    assert [each.json()["result"]["text"] for each in answers] == ["一"] * 3


def test_a_refusal_can_be_ordered(telegram):
    phone = telegram.phone(SECRETARY)
    phone.start()
    phone.fault("sendMessage", code=429, retry_after=3)
    values = {"chat_id": SECRETARY, "text": "一"}
    refused, done = (post(telegram, "sendMessage", json=values) for _ in range(2))
    assert refused.json()["parameters"] == {"retry_after": 3}
    assert (refused.status_code, done.status_code) == (429, 200)
    assert len(phone.replies()) == 1


def test_errors_are_telegram_s_json_with_their_status(telegram):
    answers = [
        post(telegram, "getMe", token="1:x"),
        post(telegram, "sendMoney"),
        post(telegram, "sendMessage", json={"chat_id": 5, "text": "x"}),
    ]
    assert [each.status_code for each in answers] == [401, 404, 400]
    assert [each.json() for each in answers] == [
        {"ok": False, "error_code": 401, "description": "Unauthorized"},
        {"ok": False, "error_code": 404, "description": "Not Found"},
        {"ok": False, "error_code": 400, "description": "Bad Request: chat not found"},
    ]


def test_files_need_the_token_and_the_right_path(telegram):
    message = telegram.phone(SECRETARY).photos(JPEG)[0]
    file_id = message["photo"][-1]["file_id"]
    path = post(telegram, "getFile", json={"file_id": file_id}).json()["result"]["file_path"]
    fetch = {
        where: httpx.get(f"{telegram.base_file_url}{where}", trust_env=False)
        for where in (f"{TOKEN}/{path}", f"1:x/{path}", f"{TOKEN}/files/none")
    }
    assert [each.status_code for each in fetch.values()] == [200, 401, 404]
    assert fetch[f"{TOKEN}/{path}"].content == JPEG


def test_each_call_is_logged_with_params_answer_and_time_but_no_token(telegram):
    telegram.phone(SECRETARY).start()
    post(telegram, "sendMessage", json={"chat_id": SECRETARY, "text": "一"})
    (call,) = telegram.phone(SECRETARY).calls("sendMessage")
    assert call["params"] == {"chat_id": SECRETARY, "text": "一"}
    assert call["answer"]["result"]["text"] == "一"
    assert (call["status"], call["ms"] >= 0) == (200, True)
    assert TOKEN not in str(call)
