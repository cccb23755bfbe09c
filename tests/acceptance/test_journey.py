"""From a secretary's sentence to the village's score, through every room."""

import pytest

from demo.botapi.phone import buttons, in_chat, words_of
from demo.botapi.standin import CHAIR, SECRETARY

pytestmark = [pytest.mark.acceptance, pytest.mark.usefixtures("running")]


@pytest.fixture
def first(telegram):
    """The secretary of the village that has supervisors."""
    return telegram.phone(SECRETARY)


@pytest.fixture
def chair(telegram):
    return telegram.phone(CHAIR)


def fresh_card(phone, after, label):
    """The first message newer than that one which has this button."""
    return phone.wait(
        lambda state: next(
            (
                message
                for message in in_chat(state, phone.id)
                if message["message_id"] > after and label in buttons(message)
            ),
            None,
        )
    )


def test_a_sentence_becomes_a_confirmed_record_and_both_see_the_score(first, chair, ledger, county):
    for phone in (first, chair):
        phone.start()
    first.say("昨天支委会,5人参加")
    receipt = words_of(first.wait_for("✓ 已记录"))
    assert "7月14日" in receipt
    assert "5人" in receipt
    chair.say("去确认")
    chair.wait_for("请您确认")
    chair.tap("已看，同意")
    chair.wait_for("✓ 已确认")
    first.say("看得分")
    assert "目前" in words_of(first.wait_for("提示分"))
    (record,) = ledger.records(county.village)
    assert (record.status, record.heads, str(record.done_on)) == ("confirmed", 5, "2026-07-14")


def test_a_return_with_its_reason_reaches_the_secretary(first, chair, ledger, county):
    for phone in (first, chair):
        phone.start()
    first.say("昨天党员大会,25人参加")
    first.wait_for("✓ 已记录")
    card = fresh_card(chair, chair.say("去确认")["message_id"], "退回，写理由")
    chair.tap("退回，写理由", card["message_id"])
    chair.wait_for("理由")
    chair.say("日期不对")
    first.wait_for("日期不对")
    *_, record = ledger.records(county.village)
    assert record.status == "returned"


def test_a_link_binds_its_person_and_nobody_after_him(strangers, invite):
    secret = invite(typed=False)
    phone, other = next(strangers), next(strangers)
    phone.start(secret)
    phone.wait_for("是您本人吗")
    phone.tap("是我本人")
    phone.wait_for("绑定成功")
    other.start(secret)
    other.wait_for("已被使用")


def test_a_typed_code_binds_too(strangers, invite):
    phone = next(strangers)
    phone.start()
    phone.wait_for("绑定码")
    phone.say(invite(typed=True))
    phone.wait_for("是您本人吗")
    phone.tap("是我本人")
    phone.wait_for("绑定成功")


def test_four_taps_log_without_a_word_typed(secretary, records):
    secretary.start()
    secretary.say("报一项工作")
    secretary.wait_for("哪项工作")
    secretary.tap("支委会")
    secretary.wait_for("哪天")
    secretary.tap("今天 15日")
    secretary.wait_for("✓ 已记录")
    assert len(records()) == 1
