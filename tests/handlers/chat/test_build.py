"""Which handler answers which update, run through PTB as the worker runs it."""

import pytest
from telegram import Update
from telegram.ext import Application

from handlers.chat import build
from handlers.chat.turn import TURN

PERSON = {"id": 1001, "is_bot": False, "first_name": "甲"}
CHAT = {"id": 1001, "type": "private", "first_name": "甲"}
GROUP = {"id": -5, "type": "group", "title": "村务"}


@pytest.fixture
def application():
    made = Application.builder().token("1:a").updater(None).job_queue(None).build()
    made._initialized = True
    build.register(made)
    return made


@pytest.fixture
def receive(stage, application):
    """Hand over an update, and tell the new cards of the chat."""

    def receive(number=1, sender="1001", **content):
        phone = stage.phone(sender)
        before = len(phone.cards())
        with stage.begin() as uow:
            token = TURN.set(stage.turn(uow, sender))
            update = Update.de_json({"update_id": number, **content}, application.bot)
            try:
                application.process_update(update).send(None)
            except StopIteration:
                pass
            finally:
                TURN.reset(token)
        return phone.cards()[before:]

    return receive


def message(text=None, chat=CHAT, number=5, **more):
    written = {"text": text} if text else {}
    command = {"type": "bot_command", "offset": 0, "length": len((text or "").split(" ")[0])}
    if text and text.startswith("/"):
        written["entities"] = [command]
    return {"message_id": number, "date": 1784077200, "from": PERSON, "chat": chat} | written | more


def kinds(cards):
    return [card.kind for card in cards]


def test_a_text_is_read(receive):
    assert kinds(receive(message=message("看得分"))) == ["score_card"]


def test_start_gives_the_keys_back_and_leads_home(receive):
    assert kinds(receive(message=message("/start"))) == ["welcome", "home_secretary"]


def test_any_other_command_helps(receive):
    assert kinds(receive(message=message("/anything"))) == ["help"]


def test_a_stranger_is_asked_to_bind(receive):
    assert kinds(receive(sender="9", message=message("/start"))) == ["start_unbound"]


def test_a_strangers_link_that_nobody_knows_is_refused(receive):
    assert kinds(receive(sender="9", message=message("/start abc"))) == ["bind_fail"]


@pytest.mark.parametrize("chat", [GROUP, {"id": -6, "type": "channel", "title": "x"}])
def test_the_bot_answers_no_talk_of_a_group(receive, chat):
    assert receive(message=message("看得分", chat)) == []
    assert receive(edited_message=message("看得分", chat, edit_date=1784077300)) == []


def test_called_in_a_group_it_says_once_where_work_is_done(receive):
    assert kinds(receive(sender="-5", message=message("/start", GROUP))) == ["group_notice"]
    assert receive(sender="-5", message=message("/start", GROUP)) == []


def test_a_group_that_moves_is_not_told_again(receive):
    receive(sender="-5", message=message("/start", GROUP))
    receive(sender="-5", message=message(None, GROUP, migrate_to_chat_id=-1009))
    moved = {"id": -1009, "type": "supergroup", "title": "村务"}
    assert receive(sender="-1009", message=message("/start", moved)) == []


def test_a_tap_in_a_group_is_not_answered(receive):
    tap = {"id": "1", "from": PERSON, "chat_instance": "x", "data": "x"}
    assert receive(callback_query=tap | {"message": message("x", GROUP)}) == []
    assert kinds(receive(callback_query=tap | {"message": message("x")})) == ["gone"]


def test_a_sticker_is_answered(receive):
    sticker = {
        "file_id": "a", "file_unique_id": "b", "type": "regular", "width": 1, "height": 1,
        "is_animated": False, "is_video": False,
    }  # fmt: skip
    (card,) = receive(message=message(sticker=sticker))
    assert "没有记录" in card.text


def test_an_edited_sentence_corrects_its_record(receive):
    (receipt,) = receive(message=message("昨天支委会，5人参加", number=7))
    edit = message("昨天支委会，6人参加", number=7, edit_date=1784077300)
    assert receive(number=2, edited_message=edit) == []
    assert receipt.text != ""


def test_an_edit_that_made_no_record_says_what_to_do(receive):
    (card,) = receive(edited_message=message("昨天支委会", number=9, edit_date=1784077300))
    assert card.kind == "edited"
    assert "没有跟着改" in card.text


def test_kinds_never_seen_are_kept_in_silence(receive):
    assert receive(paper_plane={"from": PERSON, "chat": CHAT}) == []


@pytest.mark.parametrize(("status", "blocked"), [("kicked", True), ("member", False)])
def test_blocking_marks_the_account(stage, receive, status, blocked):
    member = {"user": {"id": 1, "is_bot": True, "first_name": "b"}, "status": status}
    was = member | {"status": "member"}
    if status == "kicked":
        member["until_date"] = 0
    change = {"chat": CHAT, "from": PERSON, "date": 1784077200}
    receive(my_chat_member=change | {"old_chat_member": was, "new_chat_member": member})
    with stage.begin() as uow:
        assert (uow.people.account_of("1001").unreachable_at is not None) is blocked


def test_a_parked_update_is_told_to_who_is_known_only(stage):
    for sender, told in (("1001", True), ("9", False)):
        with stage.begin() as uow:
            build.parked(stage.turn(uow, sender))
        assert bool(stage.phone(sender).cards()) is told
