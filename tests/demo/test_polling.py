"""Fetching updates, and having them posted."""

import threading
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, HTTPServer

import httpx
import pytest

from demo.botapi.standin import SECRETARY
from demo.botapi.world import TOKEN

HEADER = "a-word-both-sides-know"


def fetch(telegram, **values):
    url = f"{telegram.base_url}{TOKEN}/getUpdates"
    return httpx.post(url, json=values, timeout=30, trust_env=False).json()


def texts(answer):
    return [update["message"]["text"] for update in answer["result"]]


def test_updates_come_again_until_an_offset_confirms_them(telegram):
    phone = telegram.phone(SECRETARY)
    phone.say("一")
    phone.say("二")
    first = fetch(telegram)["result"][0]["update_id"]
    assert texts(fetch(telegram)) == ["一", "二"]
    assert texts(fetch(telegram, offset=first + 1)) == ["二"]
    assert phone.state()["pending"] == 1


def test_a_limit_holds_back_the_rest(telegram):
    for text in "一二三":
        telegram.phone(SECRETARY).say(text)
    assert texts(fetch(telegram, limit=2)) == ["一", "二"]


def test_a_long_poll_returns_as_soon_as_something_comes(telegram):
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(fetch, telegram, timeout=25)
        telegram.phone(SECRETARY).say("一")
        assert texts(waiting.result(timeout=10)) == ["一"]


def test_a_second_poll_ends_the_first_with_a_conflict(telegram):
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(fetch, telegram, timeout=25)
        while not waiting.done():
            fetch(telegram)
        answer = waiting.result()
    assert answer["error_code"] == 409
    assert answer["description"].startswith("Conflict: terminated by other getUpdates request")


def test_kinds_asked_for_once_stay_asked_for(telegram):
    fetch(telegram, allowed_updates=["callback_query"])
    phone = telegram.phone(SECRETARY)
    message = phone.say("一")
    phone.tap_data(message["message_id"], "x")
    assert [list(each)[1] for each in fetch(telegram)["result"]] == ["callback_query"]


def test_with_a_webhook_set_nothing_can_be_fetched(telegram):
    call(telegram, "setWebhook", url="https://bot.example/hook")
    assert fetch(telegram)["description"].startswith("Conflict: can't use getUpdates method while")
    call(telegram, "deleteWebhook")
    assert fetch(telegram)["ok"]


def call(telegram, method, **values):
    url = f"{telegram.base_url}{TOKEN}/{method}"
    return httpx.post(url, json=values, trust_env=False).json()["result"]


@pytest.fixture
def hook():
    """A bot's webhook that refuses the first post and takes every other."""
    posts = []

    class Receiver(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["content-length"])).decode()
            posts.append((self.headers["X-Telegram-Bot-Api-Secret-Token"], body))
            self.send_response(200 if len(posts) > 1 else 500)
            self.end_headers()

        def log_message(self, *_arguments):
            """Stay quiet."""

    receiver = HTTPServer(("127.0.0.1", 0), Receiver)
    thread = threading.Thread(target=receiver.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{receiver.server_port}/hook", posts
    receiver.shutdown()
    thread.join()
    receiver.server_close()


def test_a_webhook_gets_each_update_with_its_secret_until_it_accepts(telegram, hook):
    url, posts = hook
    call(telegram, "setWebhook", url=url, secret_token=HEADER)
    phone = telegram.phone(SECRETARY)
    phone.say("一")
    phone.say("二")
    while call(telegram, "getWebhookInfo")["pending_update_count"]:
        assert len(posts) < 4
    assert [secret for secret, _ in posts] == [HEADER] * 3
    assert posts[0] == posts[1]
    assert "二" in posts[2][1]
    info = call(telegram, "getWebhookInfo")
    assert info["last_error_message"] == "Wrong response from the webhook: 500"


def test_a_webhook_that_is_not_there_is_reported(telegram):
    call(telegram, "setWebhook", url="http://127.0.0.1:9/hook")
    telegram.phone(SECRETARY).say("一")
    while "last_error_message" not in (info := call(telegram, "getWebhookInfo")):
        pass
    assert info["last_error_message"] == "Connection failed: ConnectError"
