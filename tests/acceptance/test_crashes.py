"""kill -9 in the middle of a conversation: a restart is invisible."""

import pytest

from demo.botapi.phone import words_of

pytestmark = [pytest.mark.acceptance, pytest.mark.drill]

LOG = "昨天支委会,5人参加"
DONE = "✓ 已记录"


def receipts(phone):
    return [words_of(message) for message in phone.replies() if DONE in words_of(message)]


def test_a_conversation_goes_on_after_a_kill_in_its_middle(running, secretary, records):
    secretary.start()
    secretary.say("报一项工作")
    secretary.wait_for("哪项工作")
    running.kill()
    secretary.tap("支委会")
    running.start()
    secretary.wait_for("哪天")
    running.kill()
    running.start()
    secretary.tap("昨天 14日")
    secretary.wait_for(DONE)
    assert len(records()) == 1
    assert len(receipts(secretary)) == 1


def test_a_kill_between_a_reply_and_the_next_message_is_invisible(running, secretary, records):
    secretary.start()
    secretary.say(LOG)
    secretary.wait_for(DONE)
    running.kill()
    secretary.tap("撤销")
    secretary.say("看得分")
    running.start()
    secretary.wait_for("已撤销")
    secretary.wait_for("提示分")
    (record,) = records()
    assert record.status == "withdrawn"
