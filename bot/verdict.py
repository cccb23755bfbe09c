"""What became of a call to Telegram, and so what is to be done about it."""

from dataclasses import dataclass
from datetime import timedelta

from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
)

from bot.transport import AnswerLost


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

LONGEST_PAUSE = 3600.0
"""Seconds after which Telegram is asked anew whether it still wants silence."""
_SAME = "message is not modified"
_NO_MESSAGE = ("message to edit not found", "message can't be edited", "message_id_invalid")
_NO_CHAT = ("chat not found", "user is deactivated", "peer_id_invalid", "bot was blocked")


def judge(error: Exception) -> Verdict:
    """The meaning of an exception that PTB raised for a call."""
    match error:
        case RetryAfter():
            return Pause(min(_seconds(error), LONGEST_PAUSE))
        case ChatMigrated():
            return Moved(str(error.new_chat_id))
        case Forbidden():
            return _judge_ban(error)
        case BadRequest():
            return _judge_refusal(str(error))
        case NetworkError() | InvalidToken():
            return _judge_silence(error)
    return Rejected(repr(error))


def _seconds(error: RetryAfter) -> float:
    wait = error.retry_after
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)


def _judge_ban(error: Forbidden) -> Verdict:
    """Only Telegram speaks for a person; a 403 that PTB could not read is somebody else's."""
    return Again(str(error)) if error.__cause__ else Unreachable(str(error))


def _judge_refusal(why: str) -> Verdict:
    lower = why.lower()
    if _SAME in lower:
        return Sent(None)
    if any(words in lower for words in _NO_MESSAGE):
        return Vanished()
    if any(words in lower for words in _NO_CHAT):
        return Unreachable(why)
    return Rejected(why)


def _judge_silence(error: NetworkError | InvalidToken) -> Verdict:
    """A server that answers "error" did not send; only a lost answer leaves a doubt. Another token
    is for the operator to name: no message is given up for it.
    """
    return InDoubt(str(error)) if isinstance(error, AnswerLost) else Again(str(error))
