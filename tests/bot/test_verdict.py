import httpx
import pytest
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.verdict import (
    Again,
    InDoubt,
    Moved,
    Pause,
    Rejected,
    Sent,
    Unreachable,
    Vanished,
    judge,
)


def because(error, cause):
    """The error as PTB raises it: from what httpx said."""
    error.__cause__ = cause
    return error


# PTB warns of its own coming change of type whenever it raises this error.
@pytest.mark.filterwarnings("ignore:.*retry_after:telegram.warnings.PTBDeprecationWarning")
def test_too_fast_means_a_pause_of_that_length():
    assert judge(RetryAfter(17)) == Pause(17.0)


def test_an_edit_that_changes_nothing_has_succeeded():
    error = BadRequest("Message is not modified: specified new message content is the same")
    assert judge(error) == Sent(None)


@pytest.mark.parametrize("why", ["Message to edit not found", "Message can't be edited"])
def test_a_message_that_cannot_be_edited_is_gone(why):
    assert judge(BadRequest(why)) == Vanished()


@pytest.mark.parametrize(
    "error",
    [
        Forbidden("Forbidden: bot was blocked by the user"),
        Forbidden("Forbidden: bot can't initiate conversation with a user"),
        BadRequest("Chat not found"),
    ],
)
def test_who_never_started_or_blocked_the_bot_is_unreachable(error):
    assert isinstance(judge(error), Unreachable)


def test_a_group_that_moved_names_its_new_number():
    assert judge(ChatMigrated(-100123)) == Moved("-100123")


@pytest.mark.parametrize("cause", [httpx.ConnectError("x"), httpx.ConnectTimeout("x")])
def test_what_never_left_is_simply_sent_again(cause):
    assert isinstance(judge(because(NetworkError("x"), cause)), Again)


def test_a_full_connection_pool_sent_nothing():
    assert isinstance(judge(because(TimedOut(), httpx.PoolTimeout("x"))), Again)


def test_a_server_that_answers_with_an_error_did_not_send():
    assert isinstance(judge(NetworkError("Bad Gateway")), Again)


@pytest.mark.parametrize(
    "cause", [httpx.ReadTimeout("x"), httpx.ReadError("x"), httpx.RemoteProtocolError("x")]
)
def test_a_lost_answer_leaves_a_doubt(cause):
    assert isinstance(judge(because(NetworkError("x"), cause)), InDoubt)


@pytest.mark.parametrize(
    "error", [BadRequest("Can't parse entities"), TelegramError("x"), FileNotFoundError("x")]
)
def test_what_telegram_will_never_take_is_rejected(error):
    assert isinstance(judge(error), Rejected)
