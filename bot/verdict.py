"""What became of a call to Telegram, and so what is to be done about it."""

from dataclasses import dataclass
from datetime import timedelta

import httpx
from telegram.error import BadRequest, ChatMigrated, Forbidden, NetworkError, RetryAfter


@dataclass(frozen=True, slots=True)
class Sent:
    """It is on the screen; an edit keeps the message it had."""

    message_id: int | None


@dataclass(frozen=True, slots=True)
class Pause:
    """Not sent: too fast; nothing more for so many seconds."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Again:
    """Surely not sent, and may be later."""

    why: str


@dataclass(frozen=True, slots=True)
class InDoubt:
    """Nobody knows whether it was sent: the answer was lost."""

    why: str


@dataclass(frozen=True, slots=True)
class Moved:
    """The group lives on under another number."""

    chat_id: str


@dataclass(frozen=True, slots=True)
class Vanished:
    """The message to edit is gone, the chat is there."""


@dataclass(frozen=True, slots=True)
class Unreachable:
    """The person blocked the bot, or never started it, or is no more."""

    why: str


@dataclass(frozen=True, slots=True)
class Rejected:
    """Telegram will never take this message: a fault of ours."""

    why: str


Verdict = Sent | Pause | Again | InDoubt | Moved | Vanished | Unreachable | Rejected

_NEVER_LEFT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)
_SAME = "message is not modified"
_NO_MESSAGE = ("message to edit not found", "message can't be edited", "message_id_invalid")
_NO_CHAT = ("chat not found", "user is deactivated", "peer_id_invalid", "bot was blocked")


def judge(error: Exception) -> Verdict:
    """The meaning of an exception that PTB raised for a call."""
    match error:
        case RetryAfter():
            return Pause(_seconds(error))
        case ChatMigrated():
            return Moved(str(error.new_chat_id))
        case Forbidden():
            return Unreachable(str(error))
        case BadRequest():
            return _judge_refusal(str(error))
        case NetworkError():
            return _judge_silence(error)
    return Rejected(repr(error))


def _seconds(error: RetryAfter) -> float:
    wait = error.retry_after
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)


def _judge_refusal(why: str) -> Verdict:
    lower = why.lower()
    if _SAME in lower:
        return Sent(None)
    if any(words in lower for words in _NO_MESSAGE):
        return Vanished()
    if any(words in lower for words in _NO_CHAT):
        return Unreachable(why)
    return Rejected(why)


def _judge_silence(error: NetworkError) -> Verdict:
    """A server that answers "error" did not send; only a lost answer leaves a doubt."""
    cause = error.__cause__
    if isinstance(cause, _NEVER_LEFT) or not isinstance(cause, httpx.HTTPError):
        return Again(str(error))
    return InDoubt(str(error))
