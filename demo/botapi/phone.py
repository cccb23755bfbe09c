"""One person's phone, over the control API: act, read, wait. Blocking; meant for tests."""

import base64
import time
from collections.abc import Callable, Iterable
from typing import Any

import httpx

Json = dict[str, Any]
_PATIENCE_SECONDS = 60.0


class NothingCameError(AssertionError):
    """等不到想要的变化。"""


class Control:
    """What tests read and turn that belongs to no single person."""

    def __init__(self, url: str) -> None:
        self._http = httpx.Client(base_url=f"{url}/demo/api", timeout=60, trust_env=False)

    def close(self) -> None:
        self._http.close()

    def state(self) -> Json:
        return self.get("state")

    def calls(self, method: str = "") -> list[Json]:
        """The Bot API calls so far, in order."""
        return [call for call in self.state()["calls"] if method in ("", call["method"])]

    def inject(self, *updates: Json) -> list[int]:
        """Queue raw updates."""
        return list(self.post("updates", {"updates": list(updates)})["update_ids"])

    def fault(self, method: str, **how: Any) -> None:
        """See faults.Fault: kind, times, code, retry_after, seconds, chat_id."""
        self.post("faults", {"method": method, **how})

    def clear_faults(self) -> None:
        self.post("faults", {"clear": True})

    def turn(self, how: str) -> Json:
        """Turn the clock to the next day, workday or month."""
        return self.post("clock", {"turn": how})

    def set_clock(self, iso: str) -> Json:
        return self.post("clock", {"now": iso})

    def reset(self) -> None:
        self.post("reset", {})

    def wait(self, found: Callable[[Json], Any], seconds: float = _PATIENCE_SECONDS) -> Any:
        """The first true value `found` makes of the state; NothingCameError after `seconds`."""
        deadline = time.monotonic() + seconds
        while True:
            state = self.state()
            value = found(state)
            if value:
                return value
            left = deadline - time.monotonic()
            if left <= 0:
                raise NothingCameError(f"等了 {seconds} 秒")
            self._http.get("/changes", params={"after": state["seq"], "wait": min(left, 5)})

    def get(self, path: str) -> Json:
        return self._read(self._http.get(f"/{path}"))

    def post(self, path: str, body: Json) -> Json:
        return self._read(self._http.post(f"/{path}", json=body))

    @staticmethod
    def _read(answer: httpx.Response) -> Json:
        answer.raise_for_status()
        body: Json = answer.json()
        return body


class Phone(Control):
    """A person's phone."""

    def __init__(self, url: str, person_id: int) -> None:
        super().__init__(url)
        self.id = person_id

    def start(self, payload: str = "") -> Json:
        """Press Start, opened by a link with this payload."""
        return self._send("start", payload=payload)[0]

    def say(self, text: str, reply_to: int | None = None) -> Json:
        return self._send("say", text=text, reply_to=reply_to)[0]

    def photos(
        self, *pictures: bytes, caption: str = "", reply_to: int | None = None
    ) -> list[Json]:
        """Send a photo, or several as an album."""
        files = [_file(each, "photo.jpg", "image/jpeg") for each in pictures]
        return self._send("photos", files=files, caption=caption, reply_to=reply_to)

    def document(self, name: str, data: bytes, mime: str = "application/octet-stream") -> Json:
        return self._send("document", file=_file(data, name, mime))[0]

    def voice(self, data: bytes = b"OggS", seconds: int = 3) -> Json:
        return self._send("voice", file=_file(data, "voice.ogg", "audio/ogg"), seconds=seconds)[0]

    def sticker(self) -> Json:
        return self._send("sticker")[0]

    def edit(self, message_id: int, text: str) -> Json:
        """Change one's own message."""
        return self._send("edit", message_id=message_id, text=text)[0]

    def tap(self, label: str, message_id: int | None = None) -> str:
        """Tap the newest inline button with this label; gives the query's id."""
        for message in reversed(self.messages()):
            data = buttons(message).get(label)
            if data is not None and message_id in (None, message["message_id"]):
                return self.tap_data(message["message_id"], data)
        raise NothingCameError(f"没有“{label}”这个按钮")

    def tap_data(self, message_id: int, data: str) -> str:
        """Tap with any callback data, forged or old."""
        return str(self._act("tap", message_id=message_id, data=data)["query"])

    def block(self, *, blocked: bool = True) -> None:
        self._act("block", blocked=blocked)

    def messages(self) -> list[Json]:
        """The messages of this chat as they look now, oldest first; deleted ones left out."""
        return in_chat(self.state(), self.id)

    def replies(self) -> list[Json]:
        """Only what the bot wrote."""
        return [message for message in self.messages() if message["from_bot"]]

    def last(self) -> Json:
        """The bot's newest message."""
        return self.replies()[-1]

    def keys(self) -> list[str]:
        """The labels of the reply keyboard on screen."""
        person = next(each for each in self.state()["people"] if each["id"] == self.id)
        rows: Iterable[list[Json]] = (person["keyboard"] or {}).get("keyboard", [])
        return [button["text"] for row in rows for button in row]

    def wait_for(self, words: str, seconds: float = _PATIENCE_SECONDS) -> Json:
        """The newest message of the bot that has these words now, waiting for it."""

        def found(state: Json) -> Json | None:
            written = (m for m in reversed(in_chat(state, self.id)) if m["from_bot"])
            return next((m for m in written if words in words_of(m)), None)

        found_message: Json = self.wait(found, seconds)
        return found_message

    def wait_new(self, after: int, seconds: float = _PATIENCE_SECONDS) -> Json:
        """The bot's first message newer than message_id `after`."""

        def found(state: Json) -> Json | None:
            written = (m for m in in_chat(state, self.id) if m["from_bot"])
            return next((m for m in written if m["message_id"] > after), None)

        found_message: Json = self.wait(found, seconds)
        return found_message

    def _act(self, do: str, **how: Any) -> Json:
        return self.post("act", {"person": self.id, "do": do, **how})

    def _send(self, do: str, **how: Any) -> list[Json]:
        """Do what sends messages, and give them."""
        return list(self._act(do, **how)["messages"])


def in_chat(state: Json, person_id: int) -> list[Json]:
    chosen = (m for m in state["messages"] if m["chat"]["id"] == person_id and not m["deleted"])
    return sorted(chosen, key=lambda message: int(message["message_id"]))


def words_of(message: Json) -> str:
    """The text or caption of a message."""
    return str(message.get("text") or message.get("caption") or "")


def buttons(message: Json) -> dict[str, str]:
    """Label → callback data of a message's inline keyboard."""
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return {each["text"]: each.get("callback_data", "") for row in rows for each in row}


def _file(data: bytes, name: str, mime: str) -> Json:
    return {"base64": base64.b64encode(data).decode(), "name": name, "mime": mime}
