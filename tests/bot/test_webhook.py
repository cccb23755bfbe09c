import asyncio
import json
import signal
import socket

import httpx
import pytest

from bot.errors import ListenRefused
from bot.webhook import LARGEST_BODY, serve, webhook_app
from storage.errors import DatabaseFull
from tests.ports import held_port

KNOCK = "the-secret-telegram-was-told"
UPDATE = {"update_id": 5, "message": {"text": "支委会"}}


class Door:
    def __init__(self):
        self.kept = []
        self.fails = None
        self.app = webhook_app("https://example.org/hook/1?x=2", KNOCK, self.keep, self.health)

    async def keep(self, updates):
        if self.fails:
            raise self.fails
        self.kept += updates

    async def health(self):
        return {"good": not self.fails, "checks": []}

    async def knock(self, content=None, *, secret=KNOCK, path="/hook/1", method="POST"):
        transport = httpx.ASGITransport(self.app, raise_app_exceptions=False)
        headers = {} if secret is None else {"X-Telegram-Bot-Api-Secret-Token": secret}
        body = json.dumps(UPDATE).encode() if content is None else content
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
            answer = await client.request(method, path, content=body, headers=headers)
        return answer.status_code


@pytest.fixture
def door():
    return Door()


async def test_an_update_is_stored_and_then_answered(door):
    assert await door.knock() == 200
    assert door.kept == [UPDATE]


async def test_an_update_that_could_not_be_stored_is_not_taken(door):
    door.fails = OSError("a fault of ours")
    assert await door.knock() == 500


async def test_while_the_disk_is_full_telegram_is_to_come_again(door):
    door.fails = DatabaseFull("full")
    assert await door.knock() == 503
    door.fails = None
    assert await door.knock() == 200


@pytest.mark.parametrize("secret", [None, "", "wrong", "错", KNOCK + "x"])
async def test_a_wrong_secret_is_turned_away_unread(door, secret):
    secret = secret.encode() if secret else secret
    assert await door.knock(secret=secret) == 403
    assert door.kept == []


async def test_a_body_too_large_is_refused_whatever_length_it_declares(door):
    async def flood():
        for _ in range(3):
            yield b" " * (LARGEST_BODY // 2)

    assert await door.knock(flood()) == 413
    assert door.kept == []


@pytest.mark.parametrize("body", ["", "{", "\xff\xfe", "[]", '"x"', "{}", '{"update_id": "5"}'])
async def test_what_is_no_update_is_refused(door, body):
    assert await door.knock(body.encode("latin-1")) == 400
    assert door.kept == []


async def test_only_the_agreed_path_and_method_lead_in(door):
    assert await door.knock(path="/") == 404
    assert await door.knock(method="GET") == 405


@pytest.mark.parametrize(("fails", "status"), [(False, 200), (True, 503)])
async def test_how_the_programme_is_can_be_asked_without_the_secret(door, fails, status):
    door.fails = fails
    assert await door.knock(path="/health", method="GET", secret=None) == status
    assert await door.knock(path="/health") == 405


async def test_it_serves_until_told_to_stop_and_leaves_signals_alone(door):
    before = signal.getsignal(signal.SIGTERM)
    stop = asyncio.Event()
    with held_port() as port:
        serving = asyncio.create_task(serve(door.app, f"127.0.0.1:{port}", stop))
        async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}") as client:
            answer = await client.post(
                "/hook/1", json=UPDATE, headers={"X-Telegram-Bot-Api-Secret-Token": KNOCK}
            )
            during = signal.getsignal(signal.SIGTERM)
        stop.set()
        await serving
    assert (answer.status_code, door.kept) == (200, [UPDATE])
    assert during is before


async def test_a_port_that_is_taken_is_answered_in_chinese(door):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        listen = f"127.0.0.1:{taken.getsockname()[1]}"
        with pytest.raises(ListenRefused, match="QINGLIAN_WEBHOOK_LISTEN"):
            await serve(door.app, listen, asyncio.Event())
