import pytest
from telegram.error import InvalidToken

from bot.api import KINDS, open_bot
from bot.settings import Settings
from demo.botapi.standin import SECRETARY, StandIn


@pytest.fixture
def telegram(tmp_path):
    with StandIn(clock_file=tmp_path / "clock") as served:
        yield served


@pytest.fixture
async def bot(telegram, monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    opened = open_bot(settings(telegram, telegram.token))
    await opened.initialize()
    yield opened
    await opened.shutdown()


def settings(telegram, token):
    return Settings(
        bot_token=token,
        bot_api=telegram.base_url,
        bot_file_api=telegram.base_file_url,
        _env_file=None,
    )


async def test_updates_come_as_they_are_also_of_kinds_ptb_does_not_know(bot, telegram):
    novelty = {"update_id": 7, "message": {"wings": 2}}
    telegram.phone(SECRETARY).inject(novelty)
    assert await bot.poll(None) == [novelty]


async def test_only_what_is_handled_is_asked_for(bot, telegram):
    phone = telegram.phone(SECRETARY)
    phone.say("支委会")
    await bot.poll(None)
    asked = phone.calls("getUpdates")[-1]["params"]
    assert asked["allowed_updates"] == list(KINDS)


async def test_a_call_gives_the_answer_as_json(bot, telegram):
    telegram.phone(SECRETARY).start()
    sent = await bot.call("sendMessage", chat_id=SECRETARY, text="您好", reply_markup=None)
    assert (sent["text"], sent["chat"]["id"]) == ("您好", SECRETARY)


async def test_a_wrong_token_is_refused_at_the_start(telegram):
    bot = open_bot(settings(telegram, "1:wrong"))
    with pytest.raises(InvalidToken):
        await bot.initialize()
    await bot.hang_up()


async def test_a_stand_in_beside_us_is_reached_without_the_proxy_of_the_way_abroad(bot):
    assert (await bot.call("getMe"))["is_bot"]
