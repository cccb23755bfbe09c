"""An edited message corrects its record while it may, and never silently does nothing."""

import pytest

from handlers.chat.editing import on_edit
from handlers.chat.inbound import on_text
from tests.handlers.stage import Phone

SAID = "昨天支委会，5人参加"


class Writer(Phone):
    """A phone that numbers its messages."""

    def say(self, text, number=7):
        def write(turn):
            turn.message_id = number
            on_text(turn, text)

        self._act(write)
        return self.newest()

    def edit(self, text, number=7):
        self._act(lambda turn: on_edit(turn, number, text))
        return self.cards()


@pytest.fixture
def writer(stage):
    return Writer(stage, "1001")


def test_the_record_follows_the_sentence(writer):
    writer.say(SAID)
    (receipt,) = writer.edit("7月13日主题党日，21人参加")
    assert "主题党日" in receipt.text
    assert "7月13日（周一）　21人" in receipt.text


def test_it_follows_twice(writer):
    writer.say(SAID)
    writer.edit("昨天支委会，6人参加")
    (receipt,) = writer.edit("昨天支委会，7人参加")
    assert "7人" in receipt.text


@pytest.mark.parametrize(
    "now", ["明天开支委会", "2月30日支委会", "支委会开了", "今天天气不错", "支委会还没开"]
)
def test_what_is_no_whole_record_leaves_it_and_says_how_to_correct_it(writer, now):
    writer.say(SAID)
    receipt, told = writer.edit(now)
    assert "支委会" in receipt.text
    assert told.kind == "edited"
    assert writer.tap("看那条记录", told).kind == "record"


def test_a_confirmed_record_stays(writer, chair):
    writer.say(SAID)
    chair.tap("已看，同意")
    assert writer.edit("昨天支委会，6人参加")[-1].kind == "edited"
    assert "5人" in writer.cards()[0].text


def test_another_message_is_not_the_records(writer):
    writer.say(SAID)
    told = writer.edit("昨天支委会，6人参加", number=8)[-1]
    assert told.kind == "edited"
    assert list(told.buttons) == ["回首页"]


def test_a_strangers_edit_is_not_answered(stage):
    assert Writer(stage, "9").edit("昨天支委会") == []
