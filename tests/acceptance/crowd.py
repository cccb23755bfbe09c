"""Telegram's side of a webhook before several processes: each call goes to the next that answers.

A person's updates are given one after another, each once the last was taken; people side by side.
"""

import json
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection, HTTPException
from itertools import count

SECRET = "told-to-telegram-alone"  # noqa: S105 - a stand-in's
PATIENCE = 120.0
ANSWERS_WITHIN = 1.0
"""Seconds for a process to answer before the next is asked, as a proxy does."""
_HEADERS = {"Content-Type": "application/json", "X-Telegram-Bot-Api-Secret-Token": SECRET}


class Crowd:
    """People who write and tap. Each update has a number of its own, whoever takes it."""

    def __init__(self, ports, now):
        self.ports = list(ports)
        self.date = int(now.timestamp())
        self.numbers = count(1_000_000)
        self.turns = count()
        self.taken = dict.fromkeys(self.ports, 0)
        self.lock = threading.Lock()

    def text(self, person, text):
        content = {"message_id": next(self.numbers), "date": self.date, "text": text}
        if text.startswith("/"):
            content["entities"] = [{"type": "bot_command", "offset": 0, "length": len(text)}]
        return self._update("message", content | self._where(person))

    def press(self, person, card, button):
        message = {"message_id": card.message_id, "date": self.date} | self._where(person)
        data = f"{card.token}:{card.version}:{button}"
        query = {"id": str(next(self.numbers)), "chat_instance": "1", "data": data}
        return self._update("callback_query", query | {"message": message} | _from(person))

    def give(self, update, *ports):
        """Until somebody has taken it: what was not answered with 200 comes again."""
        body, asked = json.dumps(update), ports or self.ports
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            port = asked[next(self.turns) % len(asked)]
            if post(port, body) == 200:
                with self.lock:
                    self.taken[port] += 1
                return
            time.sleep(0.02)
        raise AssertionError("nobody took it")

    def say_all(self, spoken):
        """Everybody says what is his, all at once; `spoken`: texts by person."""

        def say(person):
            for text in spoken[person]:
                self.give(self.text(person, text))

        together(*((say, person) for person in spoken))

    def _update(self, kind, content):
        return {"update_id": next(self.numbers), kind: content}

    @staticmethod
    def _where(person):
        return {"chat": {"id": person, "type": "private"}} | _from(person)


def together(*calls):
    """Each call, a function and its arguments, in a thread of its own."""
    with ThreadPoolExecutor(len(calls)) as pool:
        for begun in [pool.submit(*call) for call in calls]:
            begun.result(PATIENCE * 4)


def post(port, body):
    """What a process answers; 502 if it does not in time."""
    line = HTTPConnection("127.0.0.1", port, timeout=ANSWERS_WITHIN)
    try:
        line.request("POST", "/hook", body, _HEADERS)
        return line.getresponse().status
    except (OSError, HTTPException):
        return 502
    finally:
        line.close()


def _from(person):
    return {"from": {"id": person, "is_bot": False, "first_name": f"示例{person}"}}
