"""Setting a county up, over HTTP: a link, a new phone, a lost phone, a group, past work."""

import pytest

from demo.botapi.phone import words_of
from demo.botapi.standin import CHAIR, OFFICE

pytestmark = [pytest.mark.acceptance, pytest.mark.usefixtures("running", "county")]
GROUP = {"id": -100123, "type": "supergroup", "title": "示例镇工作群"}


@pytest.fixture
def office(telegram):
    phone = telegram.phone(OFFICE)
    phone.start()
    return phone


def code_on(card):
    return words_of(card).split("绑定码 ")[1].partition("，")[0]


def link_on(card):
    return words_of(card).partition("?start=")[2].split()[0]


def test_from_the_towns_chat_to_a_bound_phone_to_a_new_one_and_to_a_lost_one(
    office, strangers, ledger, county
):
    first, second = next(strangers), next(strangers)
    office.say("人员")
    office.wait_for("人员绑定")
    office.tap("示例一村")
    office.wait_for("村文书")
    office.tap("2 指定人员")
    office.wait_for("姓名发给我")
    office.say("示例接任")
    invited = office.wait_for("链接，")

    first.start(link_on(invited))
    first.wait_for("是您本人吗")
    first.tap("是我本人")
    first.wait_for("绑定成功")

    first.say("我的信息")
    first.wait_for("职务　村文书")
    first.tap("换手机")
    card = first.wait_for("请在新手机上")
    second.start()
    second.say(code_on(card))
    second.wait_for("原来的手机随即停用")
    second.tap("是我本人")
    second.wait_for("绑定成功")
    first.wait_for("已改在另一部手机上使用")
    asked = first.say("看得分")
    assert "另一部手机" in words_of(first.wait_new(asked["message_id"]))

    office.say("人员")
    office.wait_for("人员绑定")
    office.tap("示例一村")
    office.wait_for("✓ 已绑定　村文书")
    office.tap("2 示例接任")
    office.wait_for("已绑定手机")
    office.tap("停用手机")
    office.wait_for("马上不能再看")
    office.tap("停用")
    second.wait_for("已由镇里停用")
    with ledger.read() as uow:
        assert uow.people.account_of(str(second.id)) is None
        outbox = str([row.payload for row in uow.outbox.due(county.now, 500)])
    assert code_on(card) not in outbox


def group_message(number, text, kind=None):
    entities = [{"type": kind, "offset": 0, "length": len(text)}] if kind else []
    return {
        "message": {
            "message_id": number,
            "date": 1784077200,
            "from": {"id": CHAIR, "is_bot": False, "first_name": "示例"},
            "chat": GROUP,
            "text": text,
            "entities": entities,
        },
    }


def test_in_a_group_it_speaks_once_and_keeps_nobodys_words(office, telegram, ledger):
    said = "一村的公开栏贴好了没有"
    office.inject(
        group_message(900_001, said),
        group_message(900_002, "/start", "bot_command"),
        group_message(900_003, "/help", "bot_command"),
    )
    office.say("你好")
    office.wait_for("示例镇")

    def to_group(_):
        sent = [call for call in office.calls("sendMessage") if "-100123" in str(call)]
        return sent or None

    (call,) = office.wait(to_group)
    assert "私聊" in str(call)
    with ledger.read() as uow:
        bodies = str([dict(row.body) for row in uow.inbox.take(telegram.world.clock.now(), 500)])
    assert said not in bodies


def test_past_work_waits_for_the_chair_with_one_message(
    programme, telegram, ledger, county, folder
):
    file = folder / "补录.csv"
    lines = ("镇(街道),村居,事项,日期,人数", "示例镇,示例一村,支委会,2026-03-05,5",
             "示例镇,示例一村,支委会,2026-04-09,5")  # fmt: skip
    file.write_text("\n".join(lines), encoding="utf-8")
    assert "什么都没有改" in programme.command("ledger", "import", str(file), "--dry-run").stdout
    chair = telegram.phone(CHAIR)
    chair.start()
    before = len(ledger.records(county.village))
    done = programme.command("ledger", "import", str(file))
    assert "补录记录:2" in done.stdout, done.stderr
    chair.wait_for("已补录 2 件")
    assert len(ledger.records(county.village)) == before + 2
    assert "已有(不重复登记):2" in programme.command("ledger", "import", str(file)).stdout
