"""What comes twice, late, forged or in a form nobody foresaw."""

import pytest

from demo.botapi.phone import buttons, words_of

pytestmark = [pytest.mark.acceptance, pytest.mark.drill]

LOG = "昨天支委会,5人参加"
DONE = "✓ 已记录"


@pytest.fixture(autouse=True)
def _at_home(running, secretary):
    """The secretary has begun the chat, and his home card is there."""
    assert running.alive
    secretary.start()
    secretary.wait_for("已办")


def written(phone, text):
    """A message as Telegram tells of it, which the stand-in itself would not make."""
    person = {"id": phone.id, "is_bot": False, "first_name": "甲"}
    chat = {"id": phone.id, "type": "private", "first_name": "甲"}
    return {"message_id": 900, "date": 1784077200, "text": text, "from": person, "chat": chat}


def answered(phone, words):
    """The newest message with these words, and the number of all of them."""
    newest = phone.wait_for(words)
    return newest, sum(words in words_of(message) for message in phone.replies())


def settled(phone):
    """Wait until all that came before is handled: each person's updates go in order."""
    phone.say("帮助")
    phone.wait_for("一句话")


def test_the_same_update_three_times_is_one_record_and_one_receipt(secretary, records):
    update = {"update_id": 77_000_001, "message": written(secretary, LOG)}
    for _ in range(3):
        secretary.inject(update)
    secretary.wait_for(DONE)
    settled(secretary)
    assert answered(secretary, DONE)[1] == 1
    assert len(records()) == 1


def test_a_double_tap_acts_once(secretary, records):
    secretary.say("报一项工作")
    card = secretary.wait_for("哪项工作")
    secretary.tap("支委会")
    card = secretary.wait_for("哪天")
    yesterday = buttons(card)["昨天 14日"]
    for _ in range(3):
        secretary.tap_data(card["message_id"], yesterday)
    secretary.wait_for(DONE)
    settled(secretary)
    assert len(records()) == 1
    assert answered(secretary, DONE)[1] == 1


def test_an_old_button_changes_nothing(secretary, records):
    secretary.say(LOG)
    receipt = secretary.wait_for(DONE)
    withdraw = buttons(receipt)["撤销"]
    secretary.tap("更正")
    secretary.wait_for("更正")
    secretary.tap_data(receipt["message_id"], withdraw)
    settled(secretary)
    (record,) = records()
    assert record.status == "reported"


def test_a_forged_button_is_answered_and_changes_nothing(secretary, records):
    home = secretary.last()["message_id"]
    for number, forged in enumerate(("x", "AAAAAAAAAAAAAAAAAAAAAA:1:0", "a:b:c", "一" * 21)):
        secretary.tap_data(home, forged)
        secretary.wait(lambda _state, n=number: answers(secretary) == n + 1)
    assert records() == []


def answers(phone):
    return sum("用不上" in words_of(message) for message in phone.replies())


def test_another_persons_button_is_refused(villagers, records, secretary):
    ((_, other),) = villagers(1)
    secretary.say(LOG)
    withdraw = buttons(secretary.wait_for(DONE))["撤销"]
    other.start()
    home = other.wait_for("已办")
    other.tap_data(home["message_id"], withdraw)
    other.wait_for("用不上")
    (record,) = records()
    assert record.status == "reported"


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("支" * 4096, "太长"),
        ("今天天气不错", "没看明白"),
        ("后天支委会,5人参加", "还没有记入台账"),
        ("2月30日支委会", "2月30日"),
        ("<b>支委会</b> & {{ 7*7 }} \u202e", ""),
    ],
)
def test_a_text_that_cannot_be_a_record_is_answered_and_changes_nothing(
    secretary, records, said, answer
):
    home = secretary.last()["message_id"]
    secretary.say(said)
    assert answer in words_of(secretary.wait_new(home))
    if answer:
        assert records() == []


def test_five_thousand_characters_are_answered(secretary, records):
    home = secretary.last()["message_id"]
    secretary.inject({"message": written(secretary, "支委会," * 1250)})
    assert "太长" in words_of(secretary.wait_new(home))
    assert records() == []


def test_a_sticker_is_answered(secretary):
    home = secretary.last()["message_id"]
    secretary.sticker()
    assert "没有记录" in words_of(secretary.wait_new(home))


def test_an_update_of_a_kind_never_seen_is_kept_and_stops_nobody(secretary, ledger):
    novelty = {"from": {"id": secretary.id}, "chat": {"id": secretary.id}, "wings": 2}
    secretary.inject({"update_id": 77_000_002, "paper_plane": novelty})
    secretary.say(LOG)
    secretary.wait_for(DONE)
    assert "open" not in ledger.inbox()


def test_an_update_of_a_broken_shape_is_parked_told_and_stops_nobody(running, secretary, ledger):
    broken = {"message_id": 1, "from": {"id": secretary.id}, "chat": {"id": secretary.id}}
    secretary.inject({"update_id": 77_000_003, "message": broken})
    secretary.wait_for("已经存下")
    secretary.say(LOG)
    secretary.wait_for(DONE)
    assert ledger.inbox()["parked"] == 1
    checked = running.command("check")
    assert checked.returncode == 1
    assert "没处理好的消息" in checked.stdout


def test_every_tap_stops_spinning(secretary):
    secretary.say("报一项工作")
    secretary.wait_for("哪项工作")
    secretary.tap("支委会")
    secretary.wait_for("哪天")
    secretary.wait(lambda state: not state["unanswered"])
