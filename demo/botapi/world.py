"""Everything the stand-in knows, as plain values: people, messages, updates, files, calls."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from demo.botapi.clock import Clock, unix
from demo.botapi.errors import NoSuchPersonError
from demo.botapi.faults import Faults

BOT = {
    "id": 900000001,
    "is_bot": True,
    "first_name": "清廉村居助手",
    "username": "qinglian_demo_bot",
}
TOKEN = "900000001:local-stand-in-opens-nothing-elsewhere"  # noqa: S105 - opens only the stand-in
_FIRST_UPDATE = 700000001
_UNASKED_KINDS = {"chat_member", "message_reaction", "message_reaction_count"}


@dataclass(slots=True)
class Person:
    """One Telegram user and his private chat with the bot; the chat's id is the user's."""

    id: int
    name: str
    post: str = ""
    place: str = ""
    payload: str = ""
    started: bool = False
    blocked: bool = False
    keyboard: dict[str, Any] | None = None

    def as_user(self) -> dict[str, Any]:
        return {"id": self.id, "is_bot": False, "first_name": self.name, "language_code": "zh-hans"}

    def as_chat(self) -> dict[str, Any]:
        return {"id": self.id, "type": "private", "first_name": self.name}


@dataclass(slots=True)
class Message:
    """One message; `content` and `markup` are in the Bot API's own words."""

    id: int
    chat_id: int
    from_bot: bool
    date: int
    content: dict[str, Any]
    markup: dict[str, Any] | None = None
    reply_to: int | None = None
    album: str | None = None
    edited: int | None = None
    deleted: bool = False
    reaction: str = ""
    history: list[dict[str, Any]] = field(default_factory=list)

    @property
    def inline(self) -> dict[str, Any] | None:
        """The inline keyboard, if that is what the markup is."""
        return self.markup if self.markup and "inline_keyboard" in self.markup else None


@dataclass(slots=True)
class File:
    """Bytes somebody sent, and the names the Bot API gives them."""

    id: str
    unique_id: str
    name: str
    mime: str
    data: bytes

    @property
    def path(self) -> str:
        return f"files/{self.id}/{self.name}"


@dataclass(slots=True)
class Query:
    """One tap on an inline button, waiting for answerCallbackQuery."""

    id: str
    person_id: int
    message_id: int
    data: str
    asked: int
    answered: bool = False


@dataclass(frozen=True, slots=True)
class Call:
    """One Bot API call as the log keeps it."""

    id: int
    method: str
    params: dict[str, Any]
    answer: dict[str, Any]
    status: int
    milliseconds: float
    at: int

    def as_json(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "method": self.method,
            "params": self.params,
            "answer": self.answer,
            "status": self.status,
            "ms": self.milliseconds,
            "at": self.at,
        }


@dataclass(slots=True)
class Webhook:
    """Where updates are posted, if the bot does not fetch them."""

    url: str = ""
    secret: str = ""
    error: str = ""
    error_at: int = 0


class World:
    """The whole state, with the few changes everything else is made of."""

    def __init__(self, people: Iterable[Person], clock: Clock) -> None:
        self.clock = clock
        self.people = {person.id: person for person in people}
        self.messages: dict[int, Message] = {}
        self.files: dict[str, File] = {}
        self.queries: dict[str, Query] = {}
        self.updates: list[dict[str, Any]] = []
        self.allowed: set[str] = set()
        self.calls: list[Call] = []
        self.commands: list[dict[str, str]] = []
        self.webhook = Webhook()
        self.faults = Faults()
        self.bot_state = {"state": "unknown", "note": ""}
        self.changes: list[dict[str, Any]] = []
        self.listeners: list[Callable[[], None]] = []
        self._ids = count(1)
        self._update_ids = count(_FIRST_UPDATE)

    def reset(self) -> None:
        """Everybody as before the first word; numbers go on, so nothing old looks new."""
        for person in self.people.values():
            person.started, person.blocked, person.keyboard = False, False, None
        for kept in (self.messages, self.files, self.queries, self.updates, self.calls):
            kept.clear()
        self.commands, self.webhook, self.faults = [], Webhook(), Faults()
        self.tell("reset")

    def now(self) -> int:
        return unix(self.clock.now())

    def next_id(self) -> int:
        return next(self._ids)

    def person(self, person_id: int) -> Person:
        if person_id not in self.people:
            raise NoSuchPersonError(person_id)
        return self.people[person_id]

    def tell(self, kind: str, **what: Any) -> None:
        """Note a change for the page and wake whoever waits for one."""
        self.changes.append({"seq": len(self.changes) + 1, "kind": kind, **what})
        for wake in tuple(self.listeners):
            wake()

    def add(self, message: Message) -> Message:
        self.messages[message.id] = message
        self.show(message)
        return message

    def show(self, message: Message) -> None:
        """Tell the page how this message looks now."""
        self.tell("message", message=self.seen(message))

    def revise(
        self, message: Message, content: dict[str, Any], markup: dict[str, Any] | None
    ) -> None:
        """Replace content and markup, keeping what stood there before."""
        message.history.append({"content": message.content, "markup": message.markup})
        if content != message.content:
            message.edited = self.now()
        message.content, message.markup = content, markup
        self.show(message)

    def keep(self, name: str, mime: str, data: bytes) -> File:
        """Store a file under new names."""
        number = self.next_id()
        file = File(f"file-{number}", f"unique-{number}", name, mime, data)
        self.files[file.id] = file
        return file

    def queue(self, kind: str, body: dict[str, Any]) -> int | None:
        """Put an update in the bot's queue; None if the bot does not want its kind."""
        wanted = kind in self.allowed if self.allowed else kind not in _UNASKED_KINDS
        if not wanted:
            return None
        return self.queue_raw({kind: body})

    def queue_raw(self, update: dict[str, Any]) -> int:
        """Queue any JSON; it gets the next number unless it brings one."""
        numbered = {"update_id": next(self._update_ids), **update}
        self.updates.append(numbered)
        self.tell("update", update_id=numbered["update_id"])
        return int(numbered["update_id"])

    def confirm_before(self, offset: int) -> None:
        """Forget the updates an offset confirms; a negative one keeps that many of the newest."""
        if offset > 0:
            self.updates[:] = [each for each in self.updates if each["update_id"] >= offset]
        elif offset < 0:
            self.updates[:] = self.updates[offset:]

    def log(
        self, method: str, params: dict[str, Any], answer: dict[str, Any], status: int, ms: float
    ) -> None:
        call = Call(len(self.calls) + 1, method, params, answer, status, round(ms, 1), self.now())
        self.calls.append(call)
        self.tell("call", call=call.as_json())

    def set_bot(self, state: str, note: str = "") -> None:
        """Say whether the bot runs: starting, running or stopped."""
        self.bot_state = {"state": state, "note": note}
        self.tell("bot", **self.bot_state)

    def unanswered(self) -> list[Query]:
        """Taps whose answerCallbackQuery has not come: the person still sees a spinner."""
        return [query for query in self.queries.values() if not query.answered]

    def api_message(self, message: Message, *, deep: bool = True) -> dict[str, Any]:
        """The message as the Bot API gives it."""
        person = self.person(message.chat_id)
        body: dict[str, Any] = {
            "message_id": message.id,
            "from": BOT if message.from_bot else person.as_user(),
            "chat": person.as_chat(),
            "date": message.date,
            **message.content,
        }
        if message.edited:
            body["edit_date"] = message.edited
        if message.album:
            body["media_group_id"] = message.album
        if message.inline:
            body["reply_markup"] = message.inline
        quoted = self.messages.get(message.reply_to or 0)
        if deep and quoted and not quoted.deleted:
            body["reply_to_message"] = self.api_message(quoted, deep=False)
        return body

    def seen(self, message: Message) -> dict[str, Any]:
        """The message as the page gets it: the Bot API's words and what only the stand-in knows."""
        return {
            **self.api_message(message),
            "from_bot": message.from_bot,
            "deleted": message.deleted,
            "reaction": message.reaction,
            "revisions": len(message.history),
        }
