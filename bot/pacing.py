"""How fast messages may go out: about one a second to a chat, about 25 a second in all."""

from collections import defaultdict
from collections.abc import Callable

CHAT_INTERVAL, CHAT_BURST = 1.0, 3
WHOLE_INTERVAL, WHOLE_BURST = 1 / 25, 5


class Gate:
    """Lets one through each `interval` seconds, and `burst` at once after a rest."""

    def __init__(self, interval: float, burst: int) -> None:
        self._interval = interval
        self._slack = interval * (burst - 1)
        self._free = float("-inf")

    def wait(self, now: float) -> float:
        """Seconds until the next may pass."""
        return max(0.0, self._free - self._slack - now)

    def take(self, now: float) -> None:
        self._free = max(self._free, now) + self._interval

    def hold(self, until: float) -> None:
        """Let none through before that moment."""
        self._free = max(self._free, until + self._slack)


class Pacer:
    """The gates of every chat and of the whole, and the pause that Telegram asked for."""

    def __init__(self, monotonic: Callable[[], float]) -> None:
        self._monotonic = monotonic
        self._whole = Gate(WHOLE_INTERVAL, WHOLE_BURST)
        self._chats: defaultdict[str, Gate] = defaultdict(lambda: Gate(CHAT_INTERVAL, CHAT_BURST))
        self._paused_until = float("-inf")

    def wait(self, chat_id: str) -> float:
        """Seconds until a message to this chat may go."""
        now = self._monotonic()
        return max(self.pause_left(), self._whole.wait(now), self._chats[chat_id].wait(now))

    def take(self, chat_id: str) -> None:
        now = self._monotonic()
        self._whole.take(now)
        self._chats[chat_id].take(now)

    def hold(self, chat_id: str, seconds: float) -> None:
        """Send nothing to this chat for so long: its last call failed."""
        self._chats[chat_id].hold(self._monotonic() + seconds)

    def pause(self, seconds: float) -> None:
        """Send nothing to anybody: Telegram does not say whose limit was passed."""
        self._paused_until = max(self._paused_until, self._monotonic() + seconds)

    def pause_left(self) -> float:
        return max(0.0, self._paused_until - self._monotonic())
