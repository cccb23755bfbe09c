from dataclasses import replace

import pytest

from demo.seed import PHONES
from rubric.posts import Post

SECRETARY = PHONES[Post.SECRETARY]


@pytest.fixture
def turn(stage):
    """The secretary writes; his last message could not be delivered."""
    with stage.begin() as uow:
        uow.people.unreachable(SECRETARY, stage.now)
        yield stage.turn(uow, SECRETARY)


def test_who_writes_again_can_be_reached_again(turn):
    assert turn.account.unreachable_at
    turn.heard()
    assert turn.account.unreachable_at is None
    assert turn.uow.people.account_of(SECRETARY).unreachable_at is None


def test_words_in_another_chat_say_nothing_of_his_own(turn):
    elsewhere = replace(turn, chat_id="-100")
    elsewhere.heard()
    assert turn.uow.people.account_of(SECRETARY).unreachable_at


def test_a_stranger_may_be_heard(turn):
    stranger = replace(turn, sender="4711", chat_id="4711")
    stranger.heard()
    assert stranger.account is None
