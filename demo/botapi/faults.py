"""What a test lets go wrong: refusals, lost answers, slow answers, a flood limit."""

import time
from collections import Counter, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from typing import Any

from demo.botapi.errors import ApiError, too_many_requests

SENDING = frozenset(
    {"sendMessage", "sendPhoto", "sendDocument", "sendMediaGroup", "sendVoice", "editMessageText"}
)


@dataclass(slots=True)
class Fault:
    """The next `times` calls to `method` (* for any) fail so.

    `kind` is error (not executed), lost (executed, the answer never arrives) or delay (executed
    after `seconds`). `code` 429 carries `retry_after`.
    """

    method: str
    kind: str = "error"
    times: int = 1
    code: int = 500
    description: str = "Internal Server Error"
    retry_after: int = 1
    seconds: float = 0.0
    chat_id: int | None = None

    def meets(self, method: str, chat_id: int | None) -> bool:
        return self.method in ("*", method) and self.chat_id in (None, chat_id)

    def error(self) -> ApiError:
        too_many = 429
        if self.code == too_many:
            return too_many_requests(self.retry_after)
        return ApiError(self.code, self.description)


@dataclass(slots=True)
class Plan:
    """Chance by a seed: this share of all sends is refused as too many, broken, or not answered.

    A lost answer is one to a call that was executed.
    """

    seed: int
    too_many: float = 0.0
    broken: float = 0.0
    lost: float = 0.0
    longest_silence: int = 2
    drawn: Counter[str] = field(default_factory=Counter)
    _random: Random = field(init=False)

    def __post_init__(self) -> None:
        self._random = Random(self.seed)  # noqa: S311 - faults that can be repeated, no secrets

    def draw(self, method: str) -> Fault | None:
        """What befalls this call, if anything does."""
        kinds = {"too_many": self.too_many, "broken": self.broken, "lost": self.lost}
        fate = self._random.random()
        for name, share in kinds.items():
            if fate < share:
                self.drawn[name] += 1
                return self._fault(method, name)
            fate -= share
        return None

    def _fault(self, method: str, name: str) -> Fault:
        if name == "lost":
            return Fault(method, "lost")
        silence = self._random.randint(1, self.longest_silence)
        return Fault(method, code=429 if name == "too_many" else 502, retry_after=silence)


@dataclass(slots=True)
class Faults:
    """The faults still to come, and a limit on sends a second to one chat (0: none)."""

    waiting: list[Fault] = field(default_factory=list)
    sends_a_second: int = 0
    plan: Plan | None = None
    monotonic: Callable[[], float] = time.monotonic
    _sent: dict[int, deque[float]] = field(default_factory=dict)

    def add(self, described: dict[str, Any]) -> None:
        self.waiting.append(Fault(**described))

    def take(self, method: str, chat_id: int | None) -> Fault | None:
        """The fault this call meets, if any; it is used up."""
        fault = next((each for each in self.waiting if each.meets(method, chat_id)), None)
        if fault is None:
            return self.plan.draw(method) if self.plan and method in SENDING else None
        fault.times -= 1
        if fault.times <= 0:
            self.waiting.remove(fault)
        return fault

    def flood(self, method: str, chat_id: int | None) -> None:
        """Refuse a send beyond the limit, as Telegram does."""
        if not self.sends_a_second or method not in SENDING or chat_id is None:
            return
        now = self.monotonic()
        sent = self._sent.setdefault(chat_id, deque())
        while sent and sent[0] <= now - 1:
            sent.popleft()
        if len(sent) >= self.sends_a_second:
            raise too_many_requests(1)
        sent.append(now)
