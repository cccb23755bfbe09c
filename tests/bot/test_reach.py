"""Against a server of a few lines in Telegram's place, and in the place of our own door."""

import json
import threading
from datetime import timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from bot.reach import look
from bot.settings import Settings
from tests.ports import held_port

TOKEN = "123456:canary-of-a-token"  # noqa: S105 - invented
OURS = "https://bot.example.org/telegram"
ME = {"ok": True, "result": {"username": "example_bot"}}


def hook(**more):
    return {"ok": True, "result": {"url": OURS, "pending_update_count": 0} | more}


class Server(ThreadingHTTPServer):
    """Answers by the last part of the path: status and body; at the time that it is told."""

    def __init__(self, now):
        super().__init__(("127.0.0.1", 0), Answer)
        self.answers = {"getMe": (200, ME), "getWebhookInfo": (200, hook())}
        self.now = now
        self.ahead = timedelta(0)
        self.dated = True


class Answer(BaseHTTPRequestHandler):
    def do_GET(self):
        status, body = self.server.answers.get(self.path.rpartition("/")[2], (404, ""))
        text = body if isinstance(body, str) else json.dumps(body)
        self.send_response_only(status)
        if self.server.dated:
            self.send_header("Date", format_datetime(self.server.now + self.server.ahead))
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, *_told):
        """Nothing."""


@pytest.fixture
def server(clock):
    with Server(clock.machine()) as serving:
        thread = threading.Thread(target=serving.serve_forever)
        thread.start()
        yield serving
        serving.shutdown()
        thread.join()


@pytest.fixture
def asked(server, clock):
    """Every line by its name."""

    def asked(**settings):
        api = f"http://127.0.0.1:{server.server_port}/bot"
        values = {"bot_token": TOKEN, "bot_api": api, "_env_file": None} | settings
        lines = list(look(Settings(**values), clock))
        assert TOKEN not in str(lines)
        return {line.name: line for line in lines}

    return asked


@pytest.fixture
def called(asked, server):
    """The same with a webhook; the server answers at our door too."""
    door = f"127.0.0.1:{server.server_port}"
    there = {"webhook_url": OURS, "webhook_secret": "0123456789abcdef", "webhook_listen": door}
    server.answers["health"] = (503, {"good": False, "checks": []})
    return lambda **more: asked(**there | more)


def test_a_bot_that_telegram_knows_is_named(asked):
    lines = asked()
    assert [line.good for line in lines.values()] == [True, True]
    assert "@example_bot" in lines["telegram"].text


def test_without_a_token_nobody_is_asked(asked):
    assert asked(bot_token=None) == {}


@pytest.mark.parametrize("status", [401, 404])
def test_a_token_that_telegram_does_not_know_is_told(asked, server, status):
    server.answers["getMe"] = (status, {"ok": False, "error_code": status})
    told = asked()["telegram"]
    assert not told.good
    assert "@BotFather" in told.text


@pytest.mark.parametrize("answer", [(404, "no such page"), (200, "[]"), (502, {"ok": False})])
def test_what_is_no_bot_api_is_told_with_the_setting(asked, server, answer):
    server.answers["getMe"] = answer
    told = asked()["telegram"]
    assert not told.good
    assert "核对 QINGLIAN_BOT_API" in told.text


def test_nobody_there_is_told_with_the_ways_out(asked):
    with held_port() as port:
        lines = asked(bot_api=f"http://127.0.0.1:{port}/bot")
    assert list(lines) == ["telegram"]
    assert not lines["telegram"].good
    assert "HTTPS_PROXY" in lines["telegram"].text


def test_a_proxy_that_cannot_be_used_is_told(asked, monkeypatch):
    monkeypatch.setenv("HTTPS_PROXY", "socks5://127.0.0.1:1080")
    told = asked(bot_api="https://api.telegram.org/bot")["telegram"]
    assert not told.good
    assert "http:// 开头的代理" in told.text


@pytest.mark.parametrize(
    ("ahead", "words"), [(timedelta(minutes=-5), "快 5 分钟"), (timedelta(hours=2), "慢 1")]
)
def test_a_clock_that_is_off_is_told_with_the_command(asked, server, ahead, words):
    server.ahead = ahead
    told = asked()["skew"]
    assert not told.good
    assert words in told.text
    assert "timedatectl" in told.text


def test_a_clock_is_not_compared_without_a_date(asked, server):
    server.dated = False
    assert "skew" not in asked()


def test_a_rehearsed_clock_is_not_compared(asked, clock, tmp_path):
    clock.file = tmp_path / "clock"
    assert "skew" not in asked()


def test_with_a_webhook_its_address_and_our_door_are_looked_at(called):
    lines = called()
    assert list(lines) == ["telegram", "skew", "webhook", "door"]
    assert [line.good for line in lines.values()] == [True] * 4


def test_another_address_at_telegram_asks_to_start_the_programme(called, server):
    server.answers["getWebhookInfo"] = (200, hook(url=""))
    told = called()["webhook"]
    assert not told.good
    assert "qinglian run" in told.text


@pytest.mark.parametrize(
    ("minutes", "waiting", "good"), [(1, 3, False), (1, 0, True), (30, 3, True)]
)
def test_what_telegram_could_not_deliver_of_late_is_told(called, server, minutes, waiting, good):
    at = int((server.now - timedelta(minutes=minutes)).timestamp())
    failed = {"last_error_date": at, "last_error_message": "SSL error"}
    server.answers["getWebhookInfo"] = (200, hook(pending_update_count=waiting, **failed))
    told = called()["webhook"]
    assert told.good is good
    assert ("有 3 条送不进来:SSL error。请看域名、证书" in told.text) is not good


def test_a_port_that_another_programme_has_is_told(called, server):
    server.answers["health"] = (200, "hello")
    told = called()["door"]
    assert not told.good
    assert "被别的程序占用" in told.text
    assert "QINGLIAN_WEBHOOK_LISTEN" in told.text


def test_a_port_where_nobody_waits_asks_to_start_the_programme(called):
    with held_port() as port:
        told = called(webhook_listen=f"0.0.0.0:{port}")["door"]
    assert not told.good
    assert "qinglian run" in told.text
