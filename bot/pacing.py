"""How fast messages may go out: about one a second to a chat, and in all 30 in any second."""

from collections import defaultdict, deque
from collections.abc import Callable

CHAT_INTERVAL, CHAT_BURST = 1.0, 3
WHOLE_INTERVAL, WHOLE_BURST = 1 / 30, 5
PLACES, FEWER, FEWEST = 30, 5, 5
"""Calls in any second; so many fewer after each refusal, but never less than the last."""
REGAIN = 600.0
"""Seconds without a refusal after which there is a place more."""
AHEAD = 0.1
"""Seconds before its place is free at which a call is prepared, so that the disk costs no pace."""
_SECOND = 1.0


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


class Places:
    """So many calls in any second, as they are counted where they arrive.

    A call is counted there at some moment between its leaving and its answer. It keeps its place
    from the one until a second after the other: then no second there holds more calls than there
    are places, however long the network or a machine delays some of them.
    """

    def __init__(self) -> None:
        self._out: set[str] = set()
        self._free_at: deque[float] = deque(maxlen=PLACES)
        self._least, self._since = PLACES, 0.0

    def wait(self, now: float, beside: int) -> float:
        """Seconds until a call may be prepared beside so many others; infinite where an answer
        must come first.
        """
        return max(0.0, self._until_free(now, beside) - AHEAD)

    def take(self, call: str, now: float) -> float:
        """Seconds until this call, which is prepared, may leave."""
        wait = min(self._until_free(now, 0), AHEAD)
        self._out.add(call)
        return wait

    def answered(self, call: str, now: float) -> None:
        self._free_at.append(now + _SECOND)
        self._out.discard(call)

    def fewer(self, now: float) -> None:
        """A call was refused: the limit is lower than we thought, or not ours alone."""
        self._least, self._since = max(FEWEST, self._size(now) - FEWER), now

    def _size(self, now: float) -> int:
        return min(PLACES, self._least + int((now - self._since) / REGAIN))

    def _until_free(self, now: float, beside: int) -> float:
        lacking = len(self._out) + len(self._free_at) + beside - self._size(now)
        if lacking < 0:
            return 0.0
        if lacking >= len(self._free_at):
            return float("inf")
        return max(0.0, self._free_at[lacking] - now)


class Pacer:
    """The gates of every chat and of the whole, and the pause that Telegram asked for.

    Asked in the ledger's thread what may go, and told on the event loop what goes and comes back.
    """

    def __init__(self, monotonic: Callable[[], float]) -> None:
        self._monotonic = monotonic
        self._places = Places()
        self._whole = Gate(WHOLE_INTERVAL, WHOLE_BURST)
        self._chats: defaultdict[str, Gate] = defaultdict(lambda: Gate(CHAT_INTERVAL, CHAT_BURST))
        self._paused_until = float("-inf")

    def shut(self, beside: int = 0) -> float:
        """Seconds until a message to anybody may be prepared, beside so many others."""
        now = self._monotonic()
        return max(self.pause_left(), self._places.wait(now, beside), self._whole.wait(now))

    def wait(self, chat_id: str, beside: int = 0) -> float:
        """Seconds until one to this chat may be."""
        return max(self.shut(beside), self._chats[chat_id].wait(self._monotonic()))

    def take(self, chat_id: str) -> None:
        now = self._monotonic()
        self._whole.take(now)
        self._chats[chat_id].take(now)

    def leaves(self, chat_id: str) -> float:
        """Seconds until the call to this chat, which is prepared, may leave."""
        return self._places.take(chat_id, self._monotonic())

    def answered(self, chat_id: str) -> None:
        """The call to this chat came back, with whatever answer."""
        self._places.answered(chat_id, self._monotonic())

    def hold(self, chat_id: str, seconds: float) -> None:
        """Send nothing to this chat for so long: its last call failed."""
        self._chats[chat_id].hold(self._monotonic() + seconds)

    def refused(self, seconds: float) -> None:
        """Telegram was asked too much: be silent for so long, and slower for a while after."""
        if self.pause_left() == 0:
            self._places.fewer(self._monotonic())
        self.pause(seconds)

    def pause(self, seconds: float) -> None:
        """Send nothing to anybody: Telegram does not say whose limit was passed."""
        self._paused_until = max(self._paused_until, self._monotonic() + seconds)

    def pause_left(self) -> float:
        return max(0.0, self._paused_until - self._monotonic())
