import pytest
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.transport import AnswerLost
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


# PTB warns of its own coming change of type whenever it raises this error.
@pytest.mark.filterwarnings("ignore:.*retry_after:telegram.warnings.PTBDeprecationWarning")
def test_too_fast_means_a_pause_of_that_length():
    assert judge(RetryAfter(17)) == Pause(17.0)


@pytest.mark.filterwarnings("ignore:.*retry_after:telegram.warnings.PTBDeprecationWarning")
def test_nobody_is_kept_waiting_for_a_day_by_one_answer():
    assert judge(RetryAfter(86_400)) == Pause(3600.0)


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


@pytest.mark.parametrize("error", [NetworkError("no route"), TimedOut("no free connection")])
def test_what_never_left_is_simply_sent_again(error):
    assert isinstance(judge(error), Again)


def test_a_server_that_answers_with_an_error_did_not_send():
    assert isinstance(judge(NetworkError("Bad Gateway")), Again)


def test_a_token_that_is_refused_is_for_the_operator_to_mend_and_costs_no_message():
    assert isinstance(judge(InvalidToken("Unauthorized")), Again)


def test_a_403_that_is_not_telegrams_says_nothing_of_the_person():
    error = Forbidden("Forbidden (403). Parsing the server response failed")
    error.__cause__ = AnswerLost("Invalid server response")
    assert isinstance(judge(error), Again)


def test_a_lost_answer_leaves_a_doubt():
    assert isinstance(judge(AnswerLost("connection reset")), InDoubt)


@pytest.mark.parametrize(
    "error", [BadRequest("Can't parse entities"), TelegramError("x"), FileNotFoundError("x")]
)
def test_what_telegram_will_never_take_is_rejected(error):
    assert isinstance(judge(error), Rejected)
