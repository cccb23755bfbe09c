"""One sentence, once, and nothing of any village."""

from handlers.chat import groups


def call(stage, chat="-5"):
    with stage.begin() as uow:
        groups.tell_once(stage.turn(uow, chat))
    return stage.phone(chat).cards()


def test_it_is_said_once_in_each_group(stage):
    assert [len(call(stage, chat)) for chat in ("-5", "-5", "-6")] == [1, 1, 1]


def test_it_says_where_to_go_and_names_no_place(stage):
    (card,) = call(stage)
    assert "私聊" in card.text
    assert "示例" not in card.text
    assert card.buttons == {}


def test_a_group_never_told_is_told_after_it_moved(stage):
    with stage.begin() as uow:
        groups.moved(stage.turn(uow, "-5"), -1009)
    assert len(call(stage, "-1009")) == 1
