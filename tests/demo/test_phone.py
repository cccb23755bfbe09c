import pytest

from demo.botapi.phone import NothingCameError, buttons, words_of
from demo.botapi.standin import SECRETARY
from demo.botapi.world import Message


@pytest.fixture
def phone(telegram):
    return telegram.phone(SECRETARY)


def written(telegram, text, **more):
    """A message of the bot, put there without a bot."""
    number = telegram.world.next_id()
    content = {"text": text}
    return telegram.world.add(
        Message(number, SECRETARY, from_bot=True, date=0, content=content, **more)
    )


def keyboard(data):
    return {"inline_keyboard": [[{"text": "确认", "callback_data": data}]]}


def test_a_tap_finds_the_newest_button_of_that_name(telegram, phone):
    old = written(telegram, "一", markup=keyboard("old"))
    written(telegram, "二", markup=keyboard("new"))
    phone.tap("确认")
    phone.tap("确认", old.id)
    assert [each["callback_query"]["data"] for each in telegram.world.updates] == ["new", "old"]


def test_a_button_that_is_not_there_cannot_be_tapped(phone):
    with pytest.raises(NothingCameError, match="没有“确认”这个按钮"):
        phone.tap("确认")


def test_replies_are_the_bot_s_words_only_and_deleted_ones_are_gone(telegram, phone):
    phone.say("问")
    written(telegram, "删", deleted=True)
    written(telegram, "答")
    assert [words_of(each) for each in phone.messages()] == ["问", "答"]
    assert [words_of(each) for each in phone.replies()] == ["答"]
    assert phone.last()["text"] == "答"


def test_waiting_finds_what_is_there_and_gives_up_on_what_is_not(telegram, phone):
    message = written(telegram, "已记录")
    assert phone.wait_for("记录")["message_id"] == message.id
    assert phone.wait_new(message.id - 1)["message_id"] == message.id
    with pytest.raises(NothingCameError):
        phone.wait_new(message.id, seconds=0.01)
    with pytest.raises(NothingCameError):
        phone.wait_for("已确认", seconds=0.01)


def test_the_keys_on_screen_are_read_by_their_labels(telegram, phone):
    telegram.world.person(SECRETARY).keyboard = {"keyboard": [[{"text": "看得分"}]]}
    assert phone.keys() == ["看得分"]


def test_without_a_keyboard_there_are_no_keys(phone):
    assert phone.keys() == []
    assert buttons({"text": "x"}) == {}


def test_every_kind_of_message_can_be_sent(phone):
    sent = [
        phone.voice(),
        phone.sticker(),
        phone.document("a.txt", b"x"),
        *phone.photos(b"1", b"2"),
    ]
    assert len({message["message_id"] for message in sent}) == 5
    edited = phone.edit(phone.say("一")["message_id"], "二")
    assert edited["text"] == "二"
