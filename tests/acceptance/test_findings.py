"""A problem from one sentence to its end, through every room, over HTTP."""

import pytest

from demo.botapi.phone import buttons, in_chat, words_of
from demo.botapi.standin import CHAIR, OFFICE, SECRETARY
from storage.scope import Scope

pytestmark = [pytest.mark.acceptance, pytest.mark.usefixtures("running")]

PROBLEM = "6月第8号凭证没有联审联签"


@pytest.fixture
def secretary(telegram):
    return telegram.phone(SECRETARY)


@pytest.fixture
def chair(telegram):
    return telegram.phone(CHAIR)


@pytest.fixture
def office(telegram):
    return telegram.phone(OFFICE)


@pytest.fixture
def said(secretary, chair, office):
    """How many new messages of the bot each phone has got since the last look."""
    phones = {"secretary": secretary, "chair": chair, "office": office}
    seen = dict.fromkeys(phones, 0)

    def said():
        now = {name: len(phone.replies()) for name, phone in phones.items()}
        new = {name: now[name] - seen[name] for name in phones}
        seen.update(now)
        return new

    for phone in phones.values():
        phone.start()
        phone.wait_for("　7月")
    said()
    return said


def press(phone, label):
    """Tap a button of the newest card that has it, waiting for one."""

    def offered(state):
        newest = reversed(in_chat(state, phone.id))
        return next((each for each in newest if label in buttons(each)), None)

    phone.tap(label, phone.wait(offered)["message_id"])


def finding(ledger, county):
    with ledger.read() as uow:
        return uow.findings.of_village(county.village, Scope.operator())[-1]


def test_from_one_sentence_to_its_end(said, chair, secretary, office, ledger, county):
    chair.say("发现问题")
    chair.wait_for("请用一句话写明问题")
    chair.say(PROBLEM)
    chair.wait_for("已告诉村里")
    assert "第3项扣1分" in words_of(secretary.wait_for("问题整改通知"))
    assert said() == {"secretary": 1, "chair": 1, "office": 0}
    press(secretary, "申请延期")
    secretary.wait_for("申请延 10 个工作日")
    secretary.say("材料要等镇里盖章")
    chair.wait_for("请答复延期申请")
    press(chair, "同意延到8月12日")
    secretary.wait_for("期限 8月12日")
    press(secretary, "有异议")
    secretary.wait_for("请用一句话写明异议")
    secretary.say("当天三个人都签了字")
    office.wait_for("请答复异议")
    press(office, "维持，写理由")
    office.wait_for("维持的理由")
    office.say("凭证上没有签字")
    secretary.wait_for("异议未采纳：凭证上没有签字")
    press(secretary, "已整改")
    secretary.wait_for("怎么整改的")
    secretary.say("已补签,三人签字齐全")
    chair.wait_for("请验收")
    said()
    press(chair, "合格，销号")
    for phone in (chair, secretary):
        assert "期限内完成" in words_of(phone.wait_for("已销号"))
    assert said() == {"secretary": 1, "chair": 0, "office": 0}
    row = finding(ledger, county)
    assert (row.status, row.reference) == ("settled", "2026-001")
    assert [event.kind for event in row.events] == [
        "ask_extension", "extend", "dispute", "uphold", "report", "settle",
    ]  # fmt: skip
