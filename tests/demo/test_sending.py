"""What a sent or edited message may carry, and whom it reaches."""

import json

import pytest

from demo.botapi import acts
from demo.botapi.errors import ApiError
from demo.botapi.standin import CHAIR, SECRETARY
from tests.demo.calls import JPEG, KEY, call, refusal, sent


def test_a_message_arrives_with_its_entities_and_keyboard(world):
    answer = call(
        world,
        "sendMessage",
        chat_id=str(SECRETARY),
        text="<b>好</b>",
        parse_mode="HTML",
        reply_markup=json.dumps(KEY),
    )
    assert answer["text"] == "好"
    assert answer["entities"] == [{"type": "bold", "offset": 0, "length": 1}]
    assert answer["reply_markup"] == KEY
    assert answer["from"]["is_bot"] is True


@pytest.mark.parametrize("text", ["", "  \n", "<b></b>"])
def test_an_empty_text_is_refused(world, text):
    found = refusal(world, "sendMessage", chat_id=SECRETARY, text=text, parse_mode="HTML")
    assert found == (400, "Bad Request: message text is empty")


def test_the_text_limit_counts_after_parsing(world):
    assert sent(world, "<b>" + "村" * 4096 + "</b>", parse_mode="HTML")
    found = refusal(world, "sendMessage", chat_id=SECRETARY, text="村" * 4097)
    assert found == (400, "Bad Request: message is too long")


def test_the_caption_limit_is_shorter(world):
    call(world, "sendPhoto", {"photo": JPEG}, chat_id=SECRETARY, caption="村" * 1024)
    with pytest.raises(ApiError, match="message caption is too long"):
        call(world, "sendPhoto", {"photo": JPEG}, chat_id=SECRETARY, caption="村" * 1025)


def test_nobody_is_written_to_who_is_unknown_blocked_us_or_never_began(world):
    world.person(SECRETARY).blocked = True
    world.person(CHAIR).started = False
    found = [
        refusal(world, "sendMessage", chat_id=chat, text="x") for chat in (5, SECRETARY, CHAIR, "")
    ]
    assert found == [
        (400, "Bad Request: chat not found"),
        (403, "Forbidden: bot was blocked by the user"),
        (403, "Forbidden: bot can't initiate conversation with a user"),
        (400, "Bad Request: chat_id is empty"),
    ]


def test_a_reply_names_its_message_and_a_missing_one_is_refused(world):
    first = sent(world)
    answer = call(
        world,
        "sendMessage",
        chat_id=SECRETARY,
        text="答",
        reply_parameters=json.dumps({"message_id": first}),
    )
    assert answer["reply_to_message"]["message_id"] == first
    found = refusal(world, "sendMessage", chat_id=SECRETARY, text="答", reply_to_message_id=999)
    assert found == (400, "Bad Request: message to be replied not found")


def test_a_reply_may_be_sent_without_the_missing_message(world):
    lenient = {"message_id": 999, "allow_sending_without_reply": True}
    answer = call(
        world, "sendMessage", chat_id=SECRETARY, text="答", reply_parameters=json.dumps(lenient)
    )
    assert "reply_to_message" not in answer


def test_an_edit_changes_the_message_in_place_and_keeps_what_stood_there(world):
    number = sent(world, "一", reply_markup=KEY)
    answer = call(world, "editMessageText", chat_id=SECRETARY, message_id=number, text="二")
    assert (answer["text"], answer["edit_date"]) == ("二", world.now())
    assert "reply_markup" not in answer
    assert world.messages[number].history == [{"content": {"text": "一"}, "markup": KEY}]


def test_an_edit_that_changes_nothing_is_refused(world):
    number = sent(world, "一", reply_markup=KEY)
    same = {"chat_id": SECRETARY, "message_id": number, "reply_markup": KEY}
    for name, more in (("editMessageText", {"text": "一"}), ("editMessageReplyMarkup", {})):
        code, description = refusal(world, name, **same, **more)
        assert code == 400
        assert description.startswith("Bad Request: message is not modified: specified new")


def test_only_the_keyboard_may_change_without_an_edit_mark(world):
    number = sent(world)
    answer = call(
        world, "editMessageReplyMarkup", chat_id=SECRETARY, message_id=number, reply_markup=KEY
    )
    assert answer["reply_markup"] == KEY
    assert "edit_date" not in answer


def test_a_message_of_another_chat_or_a_deleted_one_is_not_found(world):
    number = sent(world)
    edit = {"text": "二", "message_id": number}
    missing = (400, "Bad Request: message to edit not found")
    assert refusal(world, "editMessageText", chat_id=CHAIR, **edit) == missing
    call(world, "deleteMessage", chat_id=SECRETARY, message_id=number)
    assert refusal(world, "editMessageText", chat_id=SECRETARY, **edit) == missing


def test_a_person_s_message_and_one_with_reply_keys_cannot_be_edited(world):
    theirs = acts.say(world, SECRETARY, "一").id
    keyed = sent(world, reply_markup={"keyboard": [["看得分"]]})
    for number in (theirs, keyed):
        found = refusal(world, "editMessageText", chat_id=SECRETARY, message_id=number, text="二")
        assert found == (400, "Bad Request: message can't be edited")


def test_an_edit_takes_inline_keyboards_only(world):
    found = refusal(
        world,
        "editMessageText",
        chat_id=SECRETARY,
        message_id=sent(world),
        text="二",
        reply_markup={"keyboard": [["x"]]},
    )
    assert found == (400, "Bad Request: inline keyboard expected")


def test_a_caption_is_edited_as_a_caption_and_a_text_as_a_text(world):
    photo = call(world, "sendPhoto", {"photo": JPEG}, chat_id=SECRETARY)["message_id"]
    where = {"chat_id": SECRETARY, "message_id": photo}
    assert call(world, "editMessageCaption", **where, caption="新")["caption"] == "新"
    assert "no text in the message" in refusal(world, "editMessageText", **where, text="x")[1]
    plain = {"chat_id": SECRETARY, "message_id": sent(world)}
    assert "no caption in the message" in refusal(world, "editMessageCaption", **plain)[1]


def test_reply_keys_stay_until_they_are_replaced_or_removed(world):
    sent(world, reply_markup={"keyboard": [["看得分"]]})
    sent(world, reply_markup=KEY)
    assert world.person(SECRETARY).keyboard["keyboard"] == [[{"text": "看得分"}]]
    sent(world, reply_markup={"remove_keyboard": True})
    assert world.person(SECRETARY).keyboard is None


def test_an_album_is_several_messages_of_one_group(world):
    items = [
        {"type": "photo", "media": "attach://one", "caption": "栏"},
        {"type": "document", "media": "attach://one"},
    ]
    album = call(world, "sendMediaGroup", {"one": JPEG}, chat_id=SECRETARY, media=json.dumps(items))
    assert len({message["media_group_id"] for message in album}) == 1
    assert [message.get("caption") for message in album] == ["栏", None]


def test_an_album_takes_photos_documents_and_voices_only(world):
    items = [{"type": "game", "media": "x"}] * 2
    found = refusal(world, "sendMediaGroup", chat_id=SECRETARY, media=items)
    assert "game is not allowed" in found[1]
